/**
 * Shortens an English finding sentence by leaving words out. Never adds, never changes, never takes a "no" or "not" away
 * from what it denies: denied parts go as a whole or stay as a whole.
 */
export function compressEnglish(sentence: string): string {
  let text = sentence.replace(/\s+/g, ' ').trim().replace(/[.;,:\s]+$/, '')
  text = text.replace(/\s?\((?:[^()]{0,30}\b)?(?:image|img|series|se|im|slice)s?\b[^()]{0,40}\)/gi, '')
  text = text.replace(/\s?\[(?:image|img|series|se|im)\b[^\][]{0,40}\]/gi, '')
  for (const opening of openings) text = text.replace(opening, '')
  for (const ending of endings) text = text.replace(ending, '')
  text = text.replace(middle, '$1')
  text = text.replace(presentIn, '$1')
  text = dropDenied(text)
  text = dropAside(text)
  text = text.replace(/^(?:an?|the)\s+/i, '').replace(/\b(?:measures|measuring) (?:approximately|about|up to) /gi, (found) => found.toLowerCase().replace(/approximately|about/, '').replace(/\s+/g, ' '))
  text = text.replace(/\s+([,.;])/g, '$1').replace(/\s+/g, ' ').replace(/[.;,:\s]+$/, '').trim()
  // Nothing may come out empty or without the words it was about.
  if (text.replace(/[^\p{L}]/gu, '').length < 4) text = sentence.trim().replace(/[.;,:\s]+$/, '')
  return text.charAt(0).toUpperCase() + text.slice(1)
}

const openings: readonly RegExp[] = [
  /^(?:additionally|incidentally|incidental note is made of|also|furthermore|moreover|in addition|of note|note is made of|note is also made of|again(?: seen| noted)? (?:is|are)|again demonstrated (?:is|are)|noted (?:is|are)|seen (?:is|are)),?\s+/i,
  /^there (?:is|are) (?:also |now |again |still |persistent evidence of |evidence of )?(?:an? |the )?(?!no\b|not\b)/i,
  /^there (?:has|have) been (?:an? )?(?!no\b|not\b)/i,
  /^(?:the (?:current |present )?(?:study|examination|scan|exam|images?|imaging|ct|mri|radiographs?|films?) (?:demonstrates?|shows?|reveals?) )(?:an? )?(?!no\b|not\b)/i,
  /^(?:on (?:this|the current|today's) (?:study|examination|scan),? )/i,
]

const verbs = 'seen|present|noted|identified|demonstrated|visualised|visualized|visible|evident|found|observed|again seen|again noted|also noted|also seen|again demonstrated|appreciated'
const endings: readonly RegExp[] = [
  new RegExp(`,? which (?:is|are) (?:again )?(?:${verbs})$`, 'i'),
  new RegExp(` (?:is|are|was|were) (?:also |again |still |clearly |now )?(?:${verbs})$`, 'i'),
  / (?:is|are) (?:there|shown)$/i,
]

/** "A nodule is present in the right lower lobe" → "nodule in the right lower lobe". */
const presentIn = new RegExp(` (?:is|are|was|were) (?:also |again |still |clearly )?(?:${verbs})(?= (?:in|at|within|along|involving|of|on|throughout|posterior|anterior|adjacent|measuring|near|over|overlying|around|between|bilaterally|extending|projecting|beneath|under|from|with|inferior|superior)\\b)()`, 'gi')
const middle = / (?:that|which) (?:is|are) (?:seen|present|noted)( (?:in|at|within))/gi

/** Denied tails that no clinician needs beside the finding ("..., without mass effect"), kept when short and telling. */
function dropDenied(text: string): string {
  const found = /,? (?:but |and )?(?:with no|without|with no evidence of|without evidence of|no)\s+(?!change|interval|significant (?:interval )?change|increase)([^,;]{3,80}?)$/i.exec(text)
  if (!found || found.index < 25) return text
  const words = found[1]!.split(' ').length
  return words <= 4 ? text : text.slice(0, found.index)
}

/** Where a sentence was seen in sequences or phases says nothing to the clinician. */
function dropAside(text: string): string {
  return text
    .replace(/,? (?:on|in) (?:the )?(?:axial|coronal|sagittal|delayed|arterial|portal venous|post-?contrast|diffusion[- ]weighted|t[12][- ]weighted|stir|flair|swi|dwi|fat[- ]suppressed|bone|lung|soft[- ]tissue)(?:(?:,| and|\/)? (?:axial|coronal|sagittal|delayed|arterial|portal venous|t[12]|stir|flair|swi|dwi))* (?:images?|imaging|sequences?|phases?|windows?|views?)\b/gi, '')
    .replace(/,? (?:best seen|best appreciated|seen best) on [^,;]{3,40}/gi, '')
}
