const before = /\b(?:previously|prev\.?|formerly|prior|before|earlier|was|were|from|initially|baseline|previous|compared (?:to|with)|then|last (?:year|month|time|week|exam\w*|scan|study|visit|film)|(?:on|at|in) (?:the |our )?last [a-z]+|at (?:discharge|diagnosis|baseline|staging|admission|presentation)|used to be|old|vs\.?|versus|yesterday|instead of)\b[^.;,)\d]{0,40}$|\b(?:previously|prev|formerly|before|earlier|from|was|were|baseline|prior)[^;)]{0,12}\d[\d.,]*(?: ?(?:mm|cm))?(?: ?(?:x|×|by) ?[\d.]*(?: ?(?:mm|cm))?){0,2} ?(?:x|×|by|with(?: an?)?) ?$/i
const after = /^[^.;,()\d]{0,25}\b(?:(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d+|a|some|several|last) (?:years?|months?|weeks?|days?) (?:ago|earlier|before)|previously|formerly|at baseline|before|(?:last|previous|prior|earlier) \w+|at (?:discharge|diagnosis|staging)|postoperatively|initially|in (?:19|20)\d\d|ago|yesterday|in (?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\b|on the (?:prior|previous|last|earlier))\b|^[^.;,()\d]{0,15}(?:on|in|at) (?:the )?(?:previous|prior|last|earlier|examination of|ct of|mri of|scan of|study of)/i
/** A number alone in brackets after a size: last time's ("25 mm (19 mm)", "19 mm (24)", "48 x 22 mm (92 x 60)"); after a level ("L1 (15 mm)") it is today's. */
const bracketed = [/(?<![a-z]\d{0,2})\d ?(?:mm|cm|ml|cc|%|°|degrees?)?\)? ?\((?:[\d.]{1,5} ?(?:mm|cm)?(?: ?[x×] ?|, )){0,2}$/i, /^ ?(?:mm|cm|ml|cc|%|°|degrees?)?(?:(?: ?[x×] ?|, )[\d.]{1,5} ?(?:mm|cm)?){0,2} ?\)/i] as const
/** "has increased (21 mm)": from what. */
const turned = /\b(?:increased|decreased|grown|enlarged|shrunk|shrunken|progressed|regressed|reduced|receded|smaller|larger|widened|narrowed|improved|worsened)\b[^.;()\d]{0,12}\($/i
/** "on the prior MRI (9 days ago) 22 mm", "in 2021 70 mm", "(2022: 41 mL)". */
const shut = /\b(?:prior|previous|last|earlier)\b[^.;()]{0,24}\([^()]{0,24}\) ?(?:about )?$/i
const dated = /(?:\(|\b(?:in|of|from) )(?:19|20)\d\d(?:\)|:|,)? (?:about |only )?$|\((?:(?:on )?(?:day|week|month|visit|scan) \d{1,3}|admission|baseline|initial(?:ly)?|first|[A-Z][a-z]{2,8}(?: (?:19|20)\d\d)?|\d{1,2}\/(?:\d{1,2}\/)?\d{2,4})(?: (?:scan|CT|MRI?|US|film))?[:,]? (?:about |only )?$/
const joined = /^(?:\s?(?:mm|cm))?(?:\s?(?:x|×|by)\s?\d[\d.,]*(?:\s?(?:mm|cm))?)+/i
const fromTo = /^(?: ?(?:mm|cm|ml))? (?:to|→|->) \d/i

/** Is the number at `start`…`end` an earlier one ("previously 9 mm", "from 18 to 27 mm", "24 mm four months ago")? English. */
export function isEarlier(text: string, start: number, end: number): boolean {
  const left = text.slice(Math.max(0, start - 48), start)
  if (/\bto $/.test(left) && /\bfrom\b[^.;]*$/.test(left)) return false
  if (/\bto $/.test(left)) return false
  if (shut.test(left) || dated.test(left)) return true
  if ((bracketed[0].test(left) || turned.test(left)) && bracketed[1].test(text.slice(end, end + 28))) return true
  // "22 x 15 mm four weeks ago": the words after the last number hold for all that are joined.
  const rest = text.slice(end, end + 90)
  const right = rest.slice(joined.exec(rest)?.[0].length ?? 0).slice(0, 60)
  if (/(?:months?|years?|weeks?|days?) ago:? $/i.test(left) || /\b(?:months?|years?|weeks?|days?) ago,? (?:\([^)]{0,12})?$/i.test(left)) return true
  // "5 cm from the nipple: mass 12 mm": a distance.
  if (/(?:mm|cm) from [^.;\d]{0,44}$/i.test(left)) return false
  if (/\bnow\b[^.;,(]{0,20}$/i.test(left) || /\bfrom (?:an?|the|this|its)\b[^.;,(]{0,30}$/i.test(left)) return false
  if (before.test(left)) return !/\b(?:was|were) $/.test(left) || !/measured|seen|found|found to/.test(left)
  return fromTo.test(right) && /\bfrom [^.;]{0,20}$/i.test(left) ? true : after.test(right)
}

const formerly = /\b(?:previously|formerly|prev\.?|prior:?|then|at baseline|initially|last time|used to be|(?:was|were) (?:previously )?(?:an?|the|only))\s(?:(?!noted|seen|described|known|reported|identified|demonstrated|mentioned|documented|treated|operated|resected|and|but|now|not|no\b)[\w/-]+\s){0,3}$/i
const onPrior = /^(?:[^.;,()]{0,20}\s)?(?:on|in|at) (?:the |an? )?(?:prior|previous|earlier|baseline|last|initial)\b(?! (?:but|and now))|^[^.;,()]{0,12}\b(?:previously|formerly|before)\b\s?(?:[).;,]|$)/i

/** Is the finding at `start`…`end` told of an earlier examination only ("previously focal lesions", "(trace effusion on prior)")? English. */
export function isFormerFinding(text: string, start: number, end: number): boolean {
  const left = text.slice(Math.max(0, start - 60), start)
  const bracket = left.lastIndexOf('(') > left.lastIndexOf(')')
  if (formerly.test(left.slice(left.search(/[.;][^.;]*$/) + 1))) return true
  if (bracket && /\((?:was|were|had|prev\.?|previously|prior)\b[^()]*$/i.test(left)) return true
  return bracket && onPrior.test(text.slice(end, end + 50))
}
