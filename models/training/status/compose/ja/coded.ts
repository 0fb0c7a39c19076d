import type { Situation } from './situations.ts'

/**
 * Several organs in one breath, each with its own course: the same words stand in all three labels and only what is said
 * of bone decides. Frames come in threes, one a label.
 */
const shapes: readonly string[] = [
  '{organCode}、BONE、{organCode}', '{organCode}、{organCode}、BONE', 'BONE、{organCode}', '{organCode}、BONE', '{organCode}。BONE。{organCode}', 'BONE / {organCode} / {organCode}', '{organCode}、{organCode}、BONE、{organCode}', '{organCode};BONE', '{organCode}→BONE→{organCode}', 'BONE、{organCode}、{organCode}、{organCode}', '({organCode})BONE', 'BONE({organCode})', '{organCode}、BONE。{quietThing}あり',
]
const clauses: readonly string[] = [
  '{elsewhere}は{te}、CLAUSE', '{elsewhere}、{elsewhere}は{te}、CLAUSE', '{elsewhere}は{te}、{elsewhere}は{te}、CLAUSE', '{compared}{elsewhere}は{te}、CLAUSE', '{elsewhere}は{te}、{organThing}は{te}、CLAUSE', '{elsewhere}は{te}、CLAUSE。{elsewhere}{calm}', '{elsewhere}は{te}、CLAUSE、{organThing}は{end}', '{elsewhere}は{end}ものの、CLAUSE', '{elsewhere}は{end}一方で、CLAUSE', '{elsewhere}が{end2}が、CLAUSE', '{elsewhere}の{nominal}とは対照的に、CLAUSE', '{elsewhere}の{nominal}に対し、CLAUSE', '{elsewhere}と異なり、CLAUSE',
]
const leading: readonly string[] = ['TEFORM、{elsewhere}は{end}', 'TEFORM、{elsewhere}、{elsewhere}は{end}', 'TEFORM、{elsewhere}が{end2}', 'TEFORM、{elsewhere}は{te}、{organThing}は{end}', 'TEFORM、{elsewhere}{calm}', 'TEFORM、{elsewhere}の{nominal}がみられる', '{compared}TEFORM、{elsewhere}は{end}', '{organThing}は{te}、TEFORM、{elsewhere}は{end}']

function frames(code: string, clause: string, teForm: string): string[] {
  return [...shapes.map((shape) => shape.replace('BONE', `«${code}»`)), ...clauses.map((shape) => shape.replace('CLAUSE', `«${clause}»`)), ...leading.map((shape) => shape.replace('TEFORM', `«${teForm}»`))]
}

export const coded: readonly Situation[] = [
  { name: 'several-organs-none', label: 0, weight: 3, quiet: true, alone: true, frames: frames('{boneName}{colon}{noneCode}', '{boneName}{none}', '{boneName}は{noneTe}') },
  { name: 'several-organs-progress', label: 1, weight: 3, quiet: true, alone: true, frames: frames('{boneName}{colon}{progressCode}', '{boneName}は{progressEnd}', '{boneName}は{progressTe}') },
  { name: 'several-organs-stable', label: 2, weight: 3, quiet: true, alone: true, frames: frames('{boneName}{colon}{stableCode}', '{boneName}は{stableEnd}', '{boneName}は{stableTe}') },
  { name: 'several-organs-present', label: 1, weight: 2, quiet: true, alone: true, frames: frames('{boneName}{colon}{presentCode}', '{boneName}{present}', '{boneName}{presentTe}') },
  { name: 'several-organs-suspected', label: 1, quiet: true, alone: true, frames: frames('{boneName}{colon}{suspectCode}', '{boneName}{suspect}', '{boneName}{suspectTe}') },
  { name: 'several-organs-unsure', label: 0, uncertain: true, quiet: true, alone: true, frames: frames('{boneName}{colon}{unsureCode}', '{boneName}{unsure}', '{boneName}{unsureTe}') },
  {
    name: 'far-denial', label: 0, alone: true, quiet: true, frames: [
      '«肝、肺、副腎、脾、リンパ節、骨に、{prior}と比較して新たに転移を疑うような病変の出現は{hidden}»', '«骨転移、肝転移、肺転移、副腎転移、リンパ節転移はいずれも{hidden}»', '«骨については、脊椎、骨盤、肋骨、両側大腿骨を含めて、転移を{hint}{finding}は{hidden}»', '«骨転移を示すような{finding}や骨折、骨膜反応などは、撮像された範囲では{hidden}»', '«椎体、肋骨、骨盤骨、肩甲骨、胸骨を順に確認したが、転移を{hint}病変は{hidden}»', '«骨転移として矛盾しない所見は、少なくとも本検査の範囲では{hidden}»', '«骨転移あるいは骨髄浸潤、病的骨折といった所見は{hidden}»', '«{evident}骨転移、脊柱管内病変、傍脊椎腫瘤はいずれも{hidden}»', '«骨転移が増加しているとの所見も、新たに出現したとの所見も{hidden}»。もともと骨転移はない', '«転移と考えられる、あるいは転移を否定できない骨病変は{hidden}»', '«骨に関して、溶骨性、造骨性、混合性のいずれの転移も{hidden}»', '«原発巣の骨への浸潤、および血行性骨転移は{hidden}»',
    ],
  },
  {
    name: 'far-progress', label: 1, alone: true, frames: [
      '«骨転移については、{prior}と比較して、{regions}のものを含め、全体として増悪している»', '«{site=a}、{site=b}に、{prior}には明らかでなかった、転移を{hint}{lesion}が出現している»', '«骨転移は、{drug}が開始されているにもかかわらず、数・大きさともに増している»', '骨転移は、{site=a}のものは不変であるが、«{site=b}のものは{prior}と比べて増大している»', '«骨転移の、特に{region}のものが、{prior}と比べて目立ってきている»', '肝、肺、副腎には転移は{hidden}が、«骨には、{regions}に転移と考えられる{lesion}を認める»', '«{regions}の多数の{lesion}は、分布と性状から、転移と考える»', '骨折や変性では説明できず、«{site=a}の{lesion}は転移{suspect}»', '«骨転移は、{elsewhere}が{nominal2}しているのと異なり、増大している»', '変性{benignThink}{finding}に混じって、«{site=a}には転移を{hint}{lesion}を認める»', '«骨転移は否定的とした前回の判断を改め、{site=a}の{lesion}を転移と考える»', '骨転移は無いとの前回報告であったが、«{site=a}に転移を認める»',
    ],
  },
  {
    name: 'far-stable', label: 2, alone: true, frames: [
      '«骨転移については、{prior}と比較して、{regions}のものを含め、全体として変化はない»', '«骨転移は、{drug}後の変化を伴いつつ、{prior}と比較して縮小している»', '«骨転移は、{site=a}のものも{site=b}のものも、{prior}と比べて増大していない»', '«骨転移の、新たな出現や、既知病変の増大は、いずれも{hidden}»', '{prior}に指摘した«{site=a}の転移は、撮像条件の違いを考慮すると、不変と考える»', '«{regions}に分布する多数の骨転移は、いずれも{prior}と同様である»', '肝、肺、リンパ節の転移は増大しているが、«骨の転移は、{regions}のものを含めて{same3}»', '«骨転移は、{elsewhere}が{nominal2}しているのと異なり、{same3}»', '新たにみられる{finding}は変性や骨折{benignThink}。«既知の骨転移は、いずれも{same3}»', '«骨転移は依然として多発しているが、{prior}と比べて増えてはいない»', '«多発骨転移は残存するものの、{prior}と比較して小さくなっている»', '前回「骨転移増悪」とした部位も含め、«今回、骨転移は{same3}»',
    ],
  },
  {
    name: 'no-word-stable', label: 2, orders: ['plain', 'known', 'treated', 'worried'], needsOrder: true, alone: true, frames: [
      '«{known}多発{lesion}{same}»', '«{known}{regions}の{lesion}{same}»', '«以前からの多発造骨性病変に変化{absent2}»', '«{known}多発{lesion}{smaller}»', '«{known}{place}の{lesion}{smaller}»。病勢は落ち着いている', '«{known}骨病変{same}»', '«{known}骨病変{smaller}»', '{cancer}の«既知骨病変{same}»', '«{known}多発{lesion}の増大、増加{absent}»', '«照射後の{site}{lesion}{same}»', '@ct «{known}多発溶骨性病変は硬化傾向である»', '@scan,pet «{known}多発集積{scanDown}»', '@scan,pet «{known}骨の異常集積{same}»',
    ],
  },
]
