import { isMonth, pastTime } from './past-time-en.ts'
import { isSite } from '../sites.ts'
import type { Tag } from '../vocabulary.ts'

const connectors = new Set([',', 'and', 'or', '/', '-', '&', '+', 'nor', 'as', 'well', 'the', '\n', '(', ':'])

const primaries = /^(?:breast|prostate|thyroid|colon|rectum|cervix|ovary|bladder|pancreas|stomach|uterus|testis|parotid|larynx|tongue|tonsil|nasopharynx|oesophagus|esophagus)$/

/** "prostate cancer", "lung primary": the organ of a cancer is no place of metastasis. */
export function nameCancers(tags: Tag[], words: string[], asking: boolean): void {
  // "Breast, known mets" in an order names the cancer, not the place of the metastases.
  if (asking) tags.forEach((tag, i) => {
    if (tag.kind === 'organ' && primaries.test(words[tag.first]!) && tag.first === tag.last && tags[i + 1]?.first !== tag.last + 1 && !/^(?:in|to|of|and|\(|:)$/.test(words[tag.first - 1] ?? '')) tag.kind = 'cancer'
  })
  for (let i = 0; i + 1 < tags.length; i++) {
    const tag = tags[i]!
    const next = tags[i + 1]!
    if (tag.kind === 'organ' && next.first - tag.last <= 2 && (next.kind === 'cancer' || (next.first === tag.last + 1 && words[next.first] === 'tumour') || (next.first === tag.last + 1 && words[next.first] === 'tumor'))
      && !(next.first - tag.last === 2 && connectors.has(words[tag.last + 1]!))) tag.kind = 'cancer'
  }
  for (const tag of tags) if (tag.kind === 'cancer' && /^(?:t|pt|ct)$/.test(words[tag.first]!)) tag.kind = 'filler'
  // "T2 weighted", "T1 signal" and "T3 N1" are no vertebrae.
  for (const tag of tags) {
    if (tag.kind !== 'bone' || tag.first !== tag.last || !/^t[1-4]$/.test(words[tag.first]!)) continue
    const next = words[tag.last + 1] ?? ''
    const after = words[tag.last + 2] ?? ''
    // "T1/T2 hyperintensity" and "T1/T2" name sequences.
    if (next === '/' && /^t2$/.test(after) && /^(?:hyper|hypo|signal|weighted|bright|dark|change)/.test(words[tag.last + 3] ?? '')) {
      tag.kind = 'neutral'
      const second = tags.find((other) => other.first === tag.last + 2)
      if (second !== undefined) second.kind = 'neutral'
      continue
    }
    if (/^(?:n[0-3x]|m[01x]|locali[sz]er|map|maps|mapping|post|gd|tse|fse|vibe|dixon|hyper|hypo|weighted|w|w1|wi|signal|bright|dark|hyperintens\w*|hypointens\w*|hyperintensity|fat|sequences?|images?|stir|tumou?r|and)$/.test(next) && (next !== 'and' || /^(?:t2|stir)$/.test(after)) || (next === '-' && /^weighted|hyper|hypo/.test(after)) || words[tag.first - 1] === 'stage') tag.kind = 'neutral'
  }
}

const attributive = /^(?:a|an|another|further|other|few|several|some|two|three|four|five|six|many|multiple|numerous|additional|second|third|various)$/
const comparing = new Set(['since', 'compared', 'comparison', 'than', 'interval', 'previous', 'previously', 'prior', 'now', 'further'])
const pictured = new Set(['uptake', 'activity', 'signal', 'density', 'attenuation', 'avidity', 'accumulation', 'metabolism', 'turnover', 'intensity', 'enhancement', 'tracer', 'fdg', 'psma'])

/** "Increased axial skeletal uptake" describes one picture; compared with an earlier one it is a change. */
export function describe(tags: Tag[], words: string[]): void {
  const first = tags[0]
  const last = tags.at(-1)
  if (first === undefined || last === undefined) return
  let compared = false
  for (let k = first.first; k <= last.last + 4; k++) if (comparing.has(words[k] ?? '')) compared = true
  tags.forEach((tag, i) => {
    // "a further, smaller lesion" compares with its neighbour, not with an earlier examination.
    if ((tag.kind === 'progress' || tag.kind === 'stable') && /^(?:smaller|larger|bigger|lower|higher|greater|lesser|fainter|weaker)$/.test(words[tag.first]!) && tag.first === tag.last && attributive.test(words[tag.first - 1] === ',' ? words[tag.first - 2] ?? '' : words[tag.first - 1] ?? '') && tags[i + 1] !== undefined && tags[i + 1]!.first - tag.last <= 3 && !compared) tag.kind = 'filler'
    // "Bone metastases: no." answers, "Skeleton: no uptake" goes on.
    if (tag.kind === 'negationAfter' && words[tag.first] === ':' && words[tag.last] === 'no' && words[tag.last + 1] === 'longer') {
      // "Bone: no longer avid"
      const shown = tags[i + 1]
      tag.kind = 'gone'
      tag.first = tag.last
      tag.last++
      if (shown !== undefined && shown.first === tag.last + 1 && shown.kind === 'lesion') {
        tag.last = shown.last
        shown.kind = 'filler'
      }
    } else if (tag.kind === 'negationAfter' && (words[tag.last] === 'no' || words[tag.last] === 'nil') && words[tag.first] === ':' && /^[a-z]/.test(words[tag.last + 1] ?? '')) {
      tag.kind = 'negationBefore'
      tag.first = tag.last
    }
    // "pathological subcapital fracture"
    if (tag.kind === 'benign' && words[tag.first]!.startsWith('fractur')) {
      for (let k = tag.first - 1; k >= tag.first - 4 && k >= 0 && words[k] !== ','; k--) if (/^(?:pathologic|pathological|malignant)$/.test(words[k]!)) tag.kind = 'boneLesion'
    }
    // "cannot absolutely be excluded"
    if ((tag.kind === 'negationAfter' || tag.kind === 'question') && /^(?:excluded|exclude|out|discounted)$/.test(words[tag.last]!)) {
      for (let k = tag.first - 1; k >= tag.first - 4 && k >= 0 && words[k] !== ','; k--) {
        if (!/^(?:cannot|not|can't|couldn't|difficult|impossible|unable|hard)$/.test(words[k]!)) continue
        tag.kind = 'excludeHedge'
        for (const other of tags) if (other.first >= k && other.last < tag.first && other.kind === 'negationBefore') other.kind = 'filler'
      }
    }
    // "more bone metastases than before"
    if (tag.kind === 'filler' && words[tag.first] === 'more' && words.slice(tag.last, tag.last + 10).includes('than')) {
      let k = i + 1
      while (k < tags.length && (isSite(tags[k]!.kind) || tags[k]!.kind === 'filler')) k++
      if (tags[k]?.kind === 'metastasis' || tags[k]?.kind === 'lesion' || tags[k]?.kind === 'boneLesion') tag.kind = 'progress'
    }
    if (tag.kind === 'descriptor') {
      if (compared && words[tag.first]!.startsWith('increas')) tag.kind = 'progress'
      else if (/^(?:uptake|activity|metabolism|accumulation|avidity|concentration|turnover|density|attenuation|signal)$/.test(words[tag.last]!)) tag.kind = 'lesion'
      return
    }
    if (compared || tag.kind !== 'progress' || !words[tag.first]!.startsWith('increas')) return
    for (let k = i + 1; k < tags.length && tags[k]!.first - tag.last <= 5; k++) {
      if (pictured.has(words[tags[k]!.first]!)) tag.kind = 'neutral'
      if (!isSite(tags[k]!.kind) && tags[k]!.kind !== 'filler') break
    }
  })
}

const complaint = /^(?:pain|pains|ache|aches|symptom|symptoms|weakness|numbness|neurology|cough|dyspnoea|dyspnea|breathlessness|fatigue|deficit|deficits|paresis|analgesia|opioids|markers?|psa|cea|alp|ldh|ca125|ca19|ca15)$/
const regimen = /^(?:treatment|therapy|regimen|regime|line|drug|agent|protocol|scanner|machine|camera|software|department|hospital|patient|prosthesis|stent|drain|catheter|port|cough|medication|reconstruction|reconstructions)$/
const parts = /^(?:quadrants?|lobes?|poles?|limbs?|legs?|back|slices?|cuts?|end|half|third|part|portion|thoracic|lumbar|cervical|dorsal|abdomen|abdominal|zones?|ribs?|endplates?|pelvis|pelvic|sections?|spine|sacrum|sacral|margin|border|segments?|levels?|extremit\w*|neck|sternum|sternal|resolution|field|dose|outer|inner|trochanters?|wings?|chest|mediastin\w*|oesophag\w*|esophag\w*|rectum|ureter|moiety|calyx|image|images|vertebra\w*)$/
const mechanics = /^(?:height|kyphosis|kyphotic|alignment|angulation|wedging|displacement|listhesis|scoliosis|instability)$/

/** Words of course that belong to another thing: a complaint ("escalating pain"), the mechanics of a fracture ("a further 20 % of height"), a marker, or another reader (a single word in quotation marks). */
export function dropOthersWords(tags: Tag[], words: readonly string[]): void {
  for (const [i, tag] of tags.entries()) {
    if (tag.kind !== 'progress' && tag.kind !== 'progressNoun' && tag.kind !== 'stable' && tag.kind !== 'descriptor') continue
    if (words[tag.first - 1] === '"' && words[tag.last + 1] === '"') {
      tag.kind = 'filler'
      continue
    }
    // "that the outside report calls new", "what is described there as new"
    if (/^(?:calls|called|labels|labelled|labeled|terms|termed|dubbed)$/.test(words[tag.first - 1] ?? '')) {
      tag.kind = 'filler'
      continue
    }
    const said = words.slice(Math.max(0, tag.first - 6), tag.first).join(' ')
    if (/\b(?:described|reported|called|mentioned|listed|given|labelled) (?:there|elsewhere|by them|by others) as\b/.test(said)) {
      tag.kind = 'filler'
      continue
    }
    // "lower quadrant", "higher resolution": where, not which way.
    if (tag.first === tag.last && /^(?:lower|higher|greater|lesser)$/.test(words[tag.first]!) && parts.test(words[tag.last + 1] ?? '')) {
      tag.kind = 'filler'
      continue
    }
    const rising = tag.kind === 'progress' || tag.kind === 'progressNoun'
    // "regressed under the new treatment"
    if (rising && words[tag.first] === 'new' && regimen.test(words[tag.last + 1] ?? '')) tag.kind = 'neutral'
    if (rising) for (let k = tag.last + 1; k <= tag.last + 2; k++) if (complaint.test(words[k] ?? '') && !/^[,;]$/.test(words[k - 1]!)) tag.kind = 'neutral'
    for (let k = tag.last + 1; k <= tag.last + 6 && /^[a-z0-9%.]+$/.test(words[k] ?? ''); k++) if (mechanics.test(words[k]!)) tag.kind = 'neutral'
    // "the kyphosis is greater"
    if (tag.kind !== 'neutral') for (let k = tag.first - 1; k >= tag.first - 3 && /^[a-z]+$/.test(words[k] ?? ''); k--) if (mechanics.test(words[k]!) && !(tags[i - 1]?.kind === 'bone' && tags[i - 1]!.first > k)) tag.kind = 'neutral'
    // Free diffusion and fat come back where tumour dies.
    if (tag.kind === 'progress' && /^(?:risen|rose|increased|increase|higher|rising|up)$/.test(words[tag.first]!)) for (let k = tag.first - 1; k >= tag.first - 12 && k >= 0 && !/^[.;]$/.test(words[k]!); k--) if (words[k] === 'adc') tag.kind = 'stable'
  }
  tags.forEach((tag) => {
    // "Against the March study", "stable against 2020" compare.
    if (tag.kind === 'negationBefore' && words[tag.first] === 'against' && tag.first === tag.last && (pastTime(words, tag.last + 1) >= 0 || pastTime(words, tag.first) >= 0 || /^(?:(?:19|20)\d\d|baseline|nadir)$/.test(words[tag.last + 1] ?? '') || [1, 2, 3].some((k) => isMonth(words[tag.last + k])))) tag.kind = 'filler'
    // "felt to be a normal vascular groove" does not deny what it is said of.
    if (tag.kind === 'negationAfter' && words[tag.first] === 'normal' && words[tag.first - 1] === 'a' && /^[a-z]{3,}/.test(words[tag.last + 1] ?? '')) tag.kind = 'filler'
    // "11 counted vs 17" compares, "osteoma vs metastasis" leaves open.
    if (tag.kind === 'indeterminate' && /^(?:vs|versus)$/.test(words[tag.first]!) && /^\d/.test(words[tag.last + 1] ?? '')) tag.kind = 'filler'
  })
}
