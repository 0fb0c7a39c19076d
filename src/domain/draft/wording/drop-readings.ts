const number = '\\d+(?:\\.\\d+)?'

/** "22 x 17 x 18 mm", "9.4 cm × 7.1 cm": more than one axis of one thing. */
const axes = new RegExp(`(?<![\\d.])${number}\\s?(?:mm|cm)?(?:\\s?[x×]\\s?${number}\\s?(?:mm|cm)?){1,2}(?<=mm|cm)\\b(?:\\s\\((?:AP|TR|CC|ML|SI)(?:\\s?[x×]\\s?(?:AP|TR|CC|ML|SI))+\\))?`, 'gi')

/** Values in brackets that only support a reading. */
const bracket = /\s*\((?:(?:ADC|SUV\w*|HU|CT density|density|ref\.?|reference|IQR\/M|PSV|EDV|RI|ROI)[^();,]{0,24}|-?\d+(?:\.\d+)?\s?(?:HU|ms|cm\/s))\)/gi

/** An uptake that is held against that of the liver or the blood pool is a result, no reading. */
const uptake = /[,;]? SUV ?(?:max|mean|peak)? (?:of )?\d+(?:\.\d+)?(?=[,;]|\.(?!\d)|$)(?!,? (?:just |slightly |well |and |but )*(?:above|below|under|over|less|lower|greater|higher|more|equal|similar|between|not)\b)/gi

/** A gallbladder wall as thin as it should be (up to 3 mm). */
const thinWall = /, (?:gallbladder )?wall (?:thickness )?(?:of )?(?:[12](?:\.\d)?|3(?:\.0)?) ?mm(?=[,;.]|$)/gi

/** "(previously 78 x 52)": what was measured then, one number as now. */
const axesThen = /(?<=\b(?:previously|prior|was|formerly|before) )(\d+(?:\.\d+)?)(?: ?[x×] ?\d+(?:\.\d+)?){1,2}(?=\s?[),;.]|$)/gi

/** A value that is compared with another says how the finding has changed. */
const compared = /\b(?:previous\w*|prior|formerly|before|from|was|were|than|compared|increas\w+|decreas\w+|declin\w+|reduc\w+|fallen|risen|unchanged|stable)\b/i

/** On what images something is seen; "not visible on the delayed phase" is nothing without it. */
const images = /(?<!\b(?:visible|seen|detectable|detected|apparent|appreciable|evident|increas\w+|decreas\w+|enlarges?|present|persists?|compared|measured|new|only),?) (?:on|in) (?:the )?(?:(?:erect|supine|lateral|transverse|longitudinal|frontal|axial|coronal|sagittal|oblique|mortise|AP|PA) (?:views?|films?|projections?|radiographs?)|(?:(?:arterial|portal venous|venous|delayed|hepatobiliary|late)(?:,| and| or)? ?){1,3}phases?|T[12](?:[- ]?(?:FS|weighted))?|STIR|FLAIR|DWI|ADC|SPECT\/CT|HBP)(?=[,;.)]|$| (?:and|with|without)\b)/gi

/** The largest axis stands for a size: conclusions give one number for a lesion. */
function largestAxis(size: string): string {
  const unit = /(?:mm|cm)(?!.*(?:mm|cm))/i.exec(size)?.[0] ?? ''
  const mixed = new Set((size.match(/mm|cm/gi) ?? []).map((one) => one.toLowerCase())).size > 1
  if (mixed) return size
  const largest = (size.match(new RegExp(number, 'g')) ?? []).toSorted((a, b) => Number(b) - Number(a))[0]
  return largest === undefined ? size : `${largest} ${unit}`
}

/**
 * The sentence without values and views that only support what it says: further axes of a size, uptake and attenuation beside a size,
 * the images on which something is seen. Deletes only; a value that tells a course stays.
 */
export function dropReadings(text: string): string {
  const short = text.replace(axes, largestAxis).replace(axesThen, (whole) => String(Math.max(...whole.split(/[x×]/).map(Number)))).replace(images, '').replace(thinWall, '')
  const sized = /\d\s?(?:mm|cm)\b/.test(short)
  return sized || !compared.test(short) ? short.replace(bracket, '').replace(uptake, sized ? '' : '$&') : short
}
