const before = /\b(?:previously|formerly|prior|before|earlier|was|were|from|initially|baseline|previous|compared (?:to|with)|then|last (?:year|month|time|week)|used to be|old|vs\.?|versus|yesterday|instead of)\b[^.;,)\d]{0,40}$|\b(?:previously|formerly|before|earlier|from|was|were|baseline)[^.;)]{0,12}\d[\d.,]*(?: ?(?:mm|cm))?(?: ?(?:x|×|by) ?[\d.]*(?: ?(?:mm|cm))?){0,2} ?(?:x|×|by) ?$/i
const after = /^[^.;,()\d]{0,25}\b(?:(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d+|a|some|several|last) (?:years?|months?|weeks?|days?) (?:ago|earlier|before)|previously|formerly|at baseline|before|(?:last|previous|prior|earlier) \w+|at (?:discharge|diagnosis|staging)|postoperatively|initially|in (?:19|20)\d\d|ago|yesterday|on the (?:prior|previous|last|earlier))\b|^[^.;,()\d]{0,15}(?:on|in|at) (?:the )?(?:previous|prior|last|earlier|examination of|ct of|mri of|scan of|study of)/i
const joined = /^(?:\s?(?:mm|cm))?(?:\s?(?:x|×|by)\s?\d[\d.,]*(?:\s?(?:mm|cm))?)+/i
const fromTo = /^(?: ?(?:mm|cm|ml))? (?:to|→|->) \d/i

/** Is the number at `start`…`end` an earlier one ("previously 9 mm", "from 18 to 27 mm", "24 mm four months ago")? English. */
export function isEarlier(text: string, start: number, end: number): boolean {
  const left = text.slice(Math.max(0, start - 48), start)
  if (/\bto $/.test(left) && /\bfrom\b[^.;]*$/.test(left)) return false
  if (/\bto $/.test(left)) return false
  // "22 x 15 mm four weeks ago": the words after the last number hold for all that are joined.
  const rest = text.slice(end, end + 90)
  const right = rest.slice(joined.exec(rest)?.[0].length ?? 0).slice(0, 60)
  if (/(?:months?|years?|weeks?|days?) ago:? $/i.test(left) || /\b(?:months?|years?|weeks?|days?) ago,? (?:\([^)]{0,12})?$/i.test(left)) return true
  if (/\bnow\b[^.;,(]{0,20}$/i.test(left) || /\bfrom (?:an?|the|this|its)\b[^.;,(]{0,30}$/i.test(left)) return false
  if (before.test(left)) return !/\b(?:was|were) $/.test(left) || !/measured|seen|found|found to/.test(left)
  return fromTo.test(right) && /\bfrom [^.;]{0,20}$/i.test(left) ? true : after.test(right)
}
