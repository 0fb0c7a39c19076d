const thing = '(?:mass(?:es)?|nodules?|lesions?|cysts?|tumou?rs?)'
const look = '(?:well[- ]defined|well[- ]circumscribed|oval|ovoid|lobulated|homogeneous|homogenous|heterogeneous|hypoechoic|isoechoic|anechoic|hypodense|isodense|hypoattenuating|low[- ](?:attenuation|density))'

/**
 * Looks, margins and signs that a conclusion does not repeat beside the thing they describe. Solid, cystic, necrotic, enhancing,
 * spiculated and ill-defined stay: they say what it may be. Each is a deletion of its own for `trim`.
 */
export const attributes: readonly (readonly [RegExp, string])[] = [
  [new RegExp(`(?<!\\b(?:no|not|without|non)\\b[^.;]{0,40})\\b${look},? (?=(?:(?:solid|cystic|intratesticular|enhancing|${look}),? ){0,2}${thing}\\b)`, 'gi'), ''],
  [/,? measuring (?=(?:up to )?\d+(?:\.\d+)? ?(?:mm|cm)\b)/gi, ', '],
  [/,? with (?:corresponding |associated )?(?:low|reduced) ADC(?: values?)?(?: and (?:faint |mild )?(?:T2|FLAIR) (?:hyperintensity|signal))?(?=[,;.]|$)/gi, ''],
  [/,? with (?:visible )?valvulae conniventes|,? with (?:a )?double[- ]line sign/gi, ''],
  [/, fib(?:re|er)s (?:discontinuous|horizontal|wavy|lax)(?: and (?:discontinuous|horizontal|wavy|lax))?(?=[,;.]|$)/gi, ''],
  [/, (?:well[- ]defined|well[- ]circumscribed)(?=[,;.]|$)/gi, ''],
]
