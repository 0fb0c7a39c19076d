/** What has been there for long, is worn or was done: nothing acute. */
const lasting = /\b(?:old|chronic\w*|long-?standing|stable|unchanged|remote|healed|prior granulomat\w+|granuloma\w*|calcifi\w+|scar\w*|fibro(?:tic|sis)|degenerative|arthritic|spondyl\w+|osteophyt\w+|osteopeni\w+|demineraliz\w+|kyphosis|scoliosis|hyper(?:inflat|expan|lucen)\w+|emphysem\w*|COPD|tortu\w+|ectatic|unfolded|atheroscler\w+|cardiomegaly|hiat(?:al|us) hernia|sternotomy|CABG|post-?(?:surgical|operative)|clips|pacemaker|AICD|pacer)\b/i
/** Nothing of this is merely old, whatever else the sentence says. */
const recent = /\b(?:new|newly|acute|interval|increas\w+|larger|worse\w*|progress\w+|develop\w+|nodul\w+|mass(?:es)?|effusions?|consolidat\w+|pneumothora\w+|o?edema|malposition\w*|aneurysm\w*|dissect\w+|widen\w+|fractured? (?:wire|lead))\b/i

/** Does the sentence tell of old, worn or operated things only? */
export const isLongStanding = (text: string): boolean => lasting.test(text) && !recent.test(text)

const worn = /\b(?:degenerati(?:ve|on)|arthritic|arthrosis|spondylo(?:sis|tic)|osteophyt\w+|enthes\w+|DISH|kyphosis|\w*scoliosis|osteopeni\w+|demineraliz\w+|(?:tortu\w+|ectatic|unfolded|atheroscler\w+|calcifi\w+|calcific)(?=[^.]{0,60}\baort|\s*\.?$)|(?<=\baort[^.]{0,40})(?:tortu\w+|ectatic|unfolded|atheroscler\w+|calcifi\w+)|calcified granulomas?|granulomatous (?:disease|infection|process)|sternotomy|surgical clips)\b/i

/** Does the sentence tell only of what age, old inflammation or an operation leaves on most films? */
export const isWorn = (text: string): boolean => worn.test(text) && !recent.test(text) && !/\b(?:fractur|deformit|compress|hernia|severe|marked|aneurysm|dissect|opacit|densit|loss of)/i.test(text)

/** A plain film by its modality code; without one, findings that read as those of a chest film do. */
export const isFilm = ({ modality = '', findings }: { modality?: string | undefined; findings: string }): boolean =>
  modality.trim() ? /^(?:CR|DX|XR|RF)$/i.test(modality.trim()) : /\b(?:heart|silhouettes?|cardiomediastin\w+|mediastin\w+)\b/i.test(findings) && /\bpneumothora\w+|\b(?:lungs|air ?space)\b/i.test(findings) && !/\b(?:liver|kidneys?|spleen|pancreas|HU|enhanc\w+|attenuation|lymph nodes?|T[12]|contrast|arter(?:y|ies))\b/i.test(findings)
