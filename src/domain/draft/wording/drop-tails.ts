/** What stays where something is only seen there, or is measured against it. */
const onlyThere = '(?<!\\b(?:visible|seen|detectable|detected|apparent|appreciable|evident|measured|compared|only|new|enlarged|unchanged),?)'

/**
 * Ends of an English finding line that no radiologist signs: what a shadow hides, how a size was taken, how a stone lay, what other images measured.
 * Each is a deletion of its own for `trim`; none of them is a finding, and the size itself stays.
 */
export const tails: readonly (readonly [RegExp, string])[] = [
  // The silhouette that tells where a shadow is: the place itself is told.
  [/(?<=\b(?:zone|lobe|base|lung|lingula)\b[^.;]{0,60}),? (?:obscuring|silhouetting|effacing) (?:the )?[^,;.]{3,60}/gi, ''],
  [/(?<=\beffusions?\b[^.;]{0,40}),? with (?:associated )?blunting of (?:the )?[^,;.]{0,40}angles?/gi, ''],
  [/(?<=\b(?:zone|lobe|base|lung|lingula|consolidation)\b[^.;]{0,60}),? with loss of (?:the )?[^,;.]{0,30}\b(?:border|silhouette)(?=[,;.]|$)/gi, ''],
  // Signs that go with what the line tells.
  [/(?<=\b(?:calcul\w+|stones?|hydronephrosis|hydroureter\w*|appendicitis|diverticulitis|pancreatitis|pyelonephritis|cholecystitis)\b[^.;]{0,140})(?:, and|,| and| with) (?:(?:mild|moderate|marked|minor|adjacent|surrounding|associated) )*(?:peri\w+ (?:and peri\w+ )?)?(?:fat )?stranding(?=[,;.]|$)/gi, ''],
  [/(?<=\bfracture\b[^.;]{0,160}),? with (?:surrounding |adjacent |associated )?(?:bone )?marrow o?edema(?: on (?:STIR|T2))?(?: extending[^,;.]{3,50})?(?=[,;.]|$)/gi, ''],
  [/(?<=\b(?:osteoarthritis|OA|arthrosis|degenerative change)\b[^.;]{0,30}),? with (?:(?:small|minor|inferior|superior|anterior|posterior|marginal|an?) )*(?:osteophytes?|spurs?)(?=[,;.]|$)/gi, ''],
  [/(?<=\bnodes?\b[^.;]{0,30}),? with irregular borders?(?:(?: and|\/| or) ?mixed signal)?(?=[,;.]|$)/gi, ''],
  [/(?<=\b(?:aneurysm|AAA)\b[^.;]*\d ?(?:mm|cm)\b[^.;]*), length (?:of )?\d[\d.]* ?(?:mm|cm)(?=[,;.]|$)/gi, ''],
  // "max AP diameter 5.8 cm outer to outer": the size.
  [/(?<=[a-z)],? )(?:with (?:an? )?)?(?:max(?:imum|imal)?\.?|greatest|largest) (?:AP |anteroposterior |transverse |axial |short[- ]axis )?(?:diameter|depth|thickness|calib(?:re|er)|width|dimension)(?: of)?(?: up to)? (?=\d)/gi, ''],
  [/(?<=\d ?(?:mm|cm)),? (?:outer[- ]to[- ]outer|inner[- ]to[- ]inner|leading[- ]edge[- ]to[- ]leading[- ]edge|orthogonal to (?:the )?(?:cent(?:re|er)line|flow)|(?:in )?short[- ]axis(?: diameter)?)(?=[,;.) ]|$)/gi, ''],
  [/,? (?:not mobile|non-?mobile|immobile|mobile|moving|non-?tender)(?: (?:on|with|in) (?:turning|changing|change of|movement|repositioning|decubitus|the)[^,;.]{0,30})?(?=[,;.]|$)/gi, ''],
  [/ \((?:on )?(?:US|ultrasound|CT|MRI?|PET|previous US)[: ]+\d[^()]{0,14}\)/gi, ''],
  [/,? (?:smooth|regular|sharp|well[- ]defined) (?:margins?|outlines?|contours?|borders?)(?=[,;.]|$)/gi, ''],
  [/,? IQR(?:\/M(?:ed)?)? ?(?:of )?\d+ ?%/gi, ''],
  [new RegExp(`${onlyThere} on (?:this|these) [^,;.]{0,40}(?:study|slices|films?|images?|scan|examination)(?=[,;.]|$)`, 'gi'), ''],
  [/(?<=\b(?:lesion|nodule|sclerosis|thickening|node|mass)s?) on (?:the )?(?:low[- ]dose )?CT(?=[,;.]|$)/gi, ''],
]

/** The line without such ends. */
export const dropTails = (text: string): string => tails.reduce((short, [pattern, replacement]) => short.replace(pattern, replacement), text)
