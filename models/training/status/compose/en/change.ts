import type { Banks } from '../expand.ts'

/** How change is said. The same words are used of bones and of every other organ, so that none of them gives the label away. */
const plural: Record<'worse' | 'same' | 'less', readonly string[]> = {
  worse: [
    'have enlarged', 'have increased in [size|number|extent|size and number|volume|bulk]', 'have [clearly |definitely |slightly |further |markedly |mildly |]progressed', 'have grown', 'are [slightly |now |clearly |a little |]larger', 'are bigger',
    'are [now |]more numerous', 'are more extensive', 'have become more numerous', 'show [interval |clear |further |definite |unequivocal |marked |mild |] progression', 'show [some |definite |] growth', 'have worsened', 'are progressing', 'have got bigger',
    'demonstrate interval [enlargement|growth]', 'are increasing', 'have multiplied', 'have [nearly |almost |]doubled[ in size|]', 'have gone from {small} to {big}', 'have spread further', 'have advanced', 'are up in size', 'now measure {big} (previously {small})',
    'have increased', 'are on the increase', 'have risen in number', 'show progressive disease', 'are getting bigger', 'continue to [grow|enlarge|increase|progress]', 'have become bulkier', 'have extended', 'are worse', 'are up to {big} from {small}',
  ],
  same: [
    'are [essentially |broadly |largely |]unchanged', 'are [radiologically |]stable', 'remain [stable|unchanged|static]', 'have not [significantly |appreciably |]changed', 'show no [significant |relevant |appreciable |interval |measurable |] change', 'show no [sign of |evidence of |] progression',
    'remain as before', 'are similar[ in size and number|]', 'are static', 'persist without change', 'have not progressed', 'are no larger', 'have not increased', 'are no different', 'show no growth', 'look the same', 'appear [unaltered|unchanged|stable]', 'are constant',
    'are of unchanged [size|extent]', 'are the same[ as before|]', 'are without [significant |relevant |] change', 'have remained stable', 'show neither growth nor shrinkage', 'have not grown', 'still measure [up to |]{mm}', 'are not progressing', 'have not altered', 'are unaltered', 'continue unchanged', 'are where they were',
  ],
  less: [
    'have regressed', 'are [slightly |now |clearly |a little |]smaller', 'have shrunk', 'have decreased in [size|number|size and number|extent]', 'have responded[ well| to treatment| to therapy|]', 'show [a partial|a good|a further|some|an excellent|a favourable|a clear] response', 'are less [avid|active|conspicuous|prominent|numerous]',
    'have become fewer', 'show [partial |clear |further |marked |some |] regression', 'have diminished', 'have [almost |largely |nearly |]resolved', 'are no longer [visible|avid|seen|active|discernible]', 'have receded', 'have faded', 'have improved', 'are improving', 'have reduced in [size|number]',
    'now measure {small} (previously {big})', 'are down in size', 'have gone from {big} to {small}', 'show a decrease in size', 'continue to [shrink|regress|improve|decrease]', 'have halved', 'demonstrate treatment response', 'are responding', 'have decreased', 'have involuted', 'are much reduced', 'have contracted',
  ],
}

const verbs: Record<string, string> = { have: 'has', are: 'is', show: 'shows', remain: 'remains', demonstrate: 'demonstrates', appear: 'appears', look: 'looks', persist: 'persists', continue: 'continues', now: 'now', still: 'still' }

/** The same predicate of one thing: its first word is the verb. */
function singular(predicate: string): string {
  return predicate.replace(/^\w+/, (verb) => verbs[verb] ?? verb).replace(/^(now|still) measure /, '$1 measures ').replace('where they were', 'where it was').replace(/ in (?:number|size and number)$/, ' in size').replace('more numerous', 'more marked').replace('become fewer', 'become fainter').replace('have multiplied', 'have grown')
}

export const change: Banks = {
  worse: plural.worse, same: plural.same, less: plural.less,
  worse1: plural.worse.map(singular), same1: plural.same.map(singular), less1: plural.less.map(singular),
  ofworse: ['[interval |further |clear |slight |marked |definite |mild |significant |] progression of', '[interval |further |] increase in[ size of| number of| extent of|]', 'growth of', '[interval |] enlargement of', 'further spread of', '[interval |] worsening of', 'increase in size and number of', 'progressive growth of', 'an increase in', 'advancement of', 'increased extent of', 'ongoing progression of', 'more of'],
  ofsame: ['no [significant |relevant |interval |] change in', 'no [interval |sign of |evidence of |] progression of', 'stability of', 'unchanged [appearance|extent|size|picture|distribution] of', 'no growth of', 'no increase in[ size of| number of|]', 'stable appearance of', 'lack of progression of', 'no enlargement of', 'no worsening of', 'constant appearance of', 'persistence without change of'],
  ofless: ['[partial |clear |further |marked |slight |] regression of', '[interval |further |] decrease in[ size of| number of| extent of|]', '[good |partial |favourable |] response of', 'shrinkage of', 'involution of', 'reduction in[ size of| number of|]', 'diminution of', 'improvement of', 'a decrease in', 'near-complete resolution of', 'treatment response of', 'fewer and smaller'],
  isworse: ['progressive', 'enlarging', 'growing', 'increasing', 'worsening', 'progressing', 'slowly progressive', 'rapidly growing', 'steadily enlarging', 'expanding', 'advancing'],
  issame: ['stable', 'unchanged', 'static', 'unaltered', 'non-progressive', 'known stable', 'long-standing stable', 'radiologically stable', 'constant', 'known unchanged'],
  isless: ['regressing', 'smaller', 'shrinking', 'responding', 'decreasing', 'improving', 'partially regressed', 'diminishing', 'treated and shrinking', 'receding'],
  nowworse: ['progression', 'PD', 'larger', 'increase', 'worse', 'up', 'progressed', 'more and larger', 'increased in size and number', 'progressive', 'growing', 'increasing', 'clear progression', '↑', 'bigger than before', 'definite increase'],
  nowsame: ['stable', 'SD', 'unchanged', 'no change', 'as before', 'status quo', 'no progression', 'static', 'same as before', 'nil change', 'stable disease', 'no interval change', 'not progressed', 'no increase', 'without change', '='],
  nowless: ['smaller', 'PR', 'regression', 'response', 'better', 'partial response', 'improved', 'decreased', 'regressing', 'less', '↓', 'good response', 'fewer and smaller', 'shrunk', 'partial regression', 'improving'],
  came: ['have appeared', 'have developed', 'have newly appeared', 'are new', 'have come up', 'were not there before', 'have arisen', 'were not present previously', 'have emerged', 'were not visible on {prior}', 'have formed', 'are new findings'],
  came1: ['has appeared', 'has developed', 'has newly appeared', 'is new', 'has come up', 'was not there before', 'has arisen', 'was not present previously', 'has emerged', 'was not visible on {prior}', 'is a new finding'],
  fresh: ['new', 'new', 'newly appeared', 'newly developed', 'recently developed', 'additional', 'further new', 'newly visible', 'fresh', 'interval', 'previously absent', 'brand new', 'newly arisen'],
  offresh: ['appearance of', '[interval |new |] development of', 'emergence of', 'new onset of', 'interval appearance of', 'new finding of', 'occurrence of new'],
}

type Way = 'worse' | 'same' | 'less' | 'fresh'

/** Sentence frames of a change in a subject: `p` names a bank of plural subjects, `s` of singular ones, `n` of bare plural noun phrases. */
export function changeFrames(way: Way, bank: { p: string; s: string; n: string }): string[] {
  const { p, s, n } = bank
  if (way === 'fresh') {
    return [
      `<{fresh} {${n}}>{since}`, `<{few} {fresh} {${n}}>{since}`, `{lead}<{few} {${n}} {came}>`, `<{few} {${n}} {came}>{since}`, `[There are|We see|Note|Note is made of|I see|The scan shows|Imaging shows] <{few} {fresh} {${n}}>{since}`,
      `<{offresh} {${n}}>{since}`, `<{${n}}, [new|newly appeared|not seen before|not present before|not present on {prior}]>`, `<{${n}} (new)>`, `<{${n}}: new>`, `<{${n}} - new [finding|since {prior}]>`, `[There has been|There is] <{offresh} {${n}}>`,
    ]
  }
  return [
    `<{${p}} {${way}}>{since}`, `<{${p}} {${way}}>{since}`, `<{${s}} {${way}1}>{since}`, `<{${s}} {${way}1}>{since}`, `{lead}<{${p}} {${way}}>`, `{lead}<{${s}} {${way}1}>`,
    `<{of${way}} {${p}}>{since}`, `<{of${way}} {${s}}>{since}`, `[There is|There has been|We note|I note|Again there is|Today there is] <{of${way}} {${p}}>{since}`, `<{is${way}} {${n}}>{since}`, `<{is${way}} {${n}}>`,
    `<{${n}}: {now${way}}>`, `<{${n}} - {now${way}}>`, `<{${n}} {now${way}}>{since}`, `<{${n}} (known), {now${way}}>`, `[As for|Regarding|With regard to|Concerning|In respect of] {${p}}: <{now${way}}>{since}`,
  ]
}
