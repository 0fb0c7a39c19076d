import { describe, expect, it } from 'vitest'
import { readFactsJapanese } from './read-facts-japanese.ts'

/** "told 結石 右 腎臓": polarity, finding, side and narrowest places of each fact. */
const told = (text: string) => readFactsJapanese(text).facts.map((fact) => [fact.polarity, fact.finding?.name ?? fact.noun, fact.site.side ?? '-', fact.site.places.map((one) => one.place).join('>'), fact.site.levels.map((one) => one.key).join(',')].join(' ').trim())
const polarities = (text: string) => readFactsJapanese(text).facts.map((fact) => `${fact.finding?.name ?? fact.noun} ${fact.polarity}`)
const changes = (text: string) => readFactsJapanese(text).facts.map((fact) => `${fact.finding?.name ?? ''} ${fact.change?.change ?? '-'}`)

describe('Japanese facts', () => {
  it('reads what a denial reaches (bug: the finding before the comma was denied with the one after it)', () => {
    expect(polarities('右腎に3mm大の結石が2個あり、右水腎症なし。')).toEqual(['結石 told', '水腎症 denied'])
    expect(polarities('胸水、副腎転移、骨転移は認めない。')).toEqual(['胸水 denied', '転移 denied', '転移 denied'])
    expect(polarities('腫瘤や結節は指摘できません。')).toEqual(['腫瘤 denied', '結節 denied'])
    expect(polarities('左尿管下端結石5mm、水腎症は認めない。')).toEqual(['結石 told', '水腎症 denied'])
  })
  it('leaves open what grammar leaves open (bug: a bare noun before "Xなし" was read as denied and called a contradiction)', () => {
    expect(polarities('上行結腸憩室、炎症所見なし。')).toEqual(['憩室 open', '炎症 denied'])
  })
  it.each(['認めない', '認めず', '認められません', 'みられない', '指摘できない', '明らかでない', '否定的', 'なし', '(-)', '伴わない'])('reads %s as a denial', (ending) => {
    expect(polarities(`膿瘍${/^[ぁ-ん認指伴否明]/u.test(ending) && ending !== 'なし' ? 'は' : ''}${ending}。`)).toEqual(['膿瘍 denied'])
  })
  it.each(['否定できない', '除外できない', '疑う', '可能性あり'])('does not read %s as a denial (bug: a double denial turned a suspicion round)', (ending) => {
    expect(polarities(`骨転移を${ending}。`)).toEqual(['転移 told'])
  })
  it('gives each finding its own side and place (bug: the side of the first finding was given to the second)', () => {
    expect(told('右腎に結石、左腎に嚢胞を認める。')).toEqual(['told 結石 right 腎臓', 'told 嚢胞 left 腎臓'])
    expect(told('左側頭葉に腫瘤。')).toEqual(['told 腫瘤 left 側頭葉'])
    expect(told('肝胆膵脾に異常なし。')).toEqual(['denied 異常 - 肝臓', 'denied 異常 - 胆道', 'denied 異常 - 膵臓', 'denied 異常 - 脾臓'])
  })
  it('takes heading, clause and sentence before for what is not said again, but no organ for another (bug: a rib under a lung)', () => {
    expect(told('【右腎】\n下極に結石。')).toEqual(['told 結石 right 腎臓'])
    expect(told('第4〜6肋骨骨折および気胸。').at(-1)).toBe('told 気胸 - 胸腔')
  })
  it('reads levels in all their ways of writing (bug: "第四腰椎" was no L4, "S4、S7" only S4)', () => {
    expect(readFactsJapanese('第四腰椎、Th１１、L4/5に集積。').facts.map((fact) => fact.site.levels[0]?.key)).toEqual(['l4', 't11', 'l4/l5'])
    expect(readFactsJapanese('肝S4、S7の転移。').facts.map((fact) => fact.site.levels[0]?.key)).toEqual(['seg4', 'seg7'])
    expect(readFactsJapanese('左レベルII〜IIIに腫大リンパ節。').facts.map((fact) => fact.site.levels[0]?.key)).toEqual(['level2', 'level3'])
    expect(readFactsJapanese('T2WIで高信号。').facts[0]?.site.levels).toEqual([])
  })
  it('tells the earlier size from the present one (bug: the size of last year passed as today\'s)', () => {
    const sizes = (text: string) => readFactsJapanese(text).facts[0]?.sizes.map((size) => `${size.value}${size.unit}${size.before ? ' before' : ''}`)
    expect(sizes('大動脈瘤は52mm（前回47mm）。')).toEqual(['52mm', '47mm before'])
    expect(sizes('転移は35mm→19mmに縮小。')).toEqual(['35mm before', '19mm'])
    expect(sizes('結節は1.4cmで、前年の９ｍｍから増大。')).toEqual(['14mm', '9mm before'])
  })
  it('reads what became of a finding (bug: "増大は認めない" was growth, "以前にはなく" a denial)', () => {
    expect(changes('結節に増大は認めない。')).toEqual(['結節 same'])
    expect(changes('右上葉の結節は3年前にはなく、新たに出現。')).toEqual(['結節 new'])
    expect(changes('胸水は消失した。')).toEqual(['胸水 resolved'])
  })
  it('does not mind width, kanji variants and case (bug: 靭 and 靱, 頚 and 頸 were two ligaments and two necks)', () => {
    expect(told('右前十字靭帯断裂。')).toEqual(told('右前十字靱帯断裂。'))
    expect(told('左頚部リンパ節腫大。')).toEqual(told('左頸部リンパ節腫大。'))
    expect(told('右ＡＣＬ断裂。')).toEqual(told('右acl断裂。'))
  })
  it('never throws and stays within the text on broken input (bug: an unclosed bracket ended the reading)', () => {
    for (const text of ['', '（', '右（左（肝', '、、。', '\ud800', '認めない', 'なし'.repeat(500), '右肺上葉S1+2に28×22mm大の'.repeat(200)]) {
      for (const fact of readFactsJapanese(text).facts) expect(fact.word.start >= 0 && fact.word.end <= text.length && fact.word.start < fact.word.end).toBe(true)
    }
  })
})

describe('Japanese facts whatever the writing', () => {
  const reports = ['右肺上葉S2に12mm大の結節を認める。', '左腎に2.5cmの嚢胞、右腎に結石なし。', '肝S4、S7に転移が3個あり、前回より増大。', 'L4/5椎間板ヘルニアを認める。', '左ACL断裂、no meniscal tear。', '胸水は両側で減少。', '膵尾部にIPMNを疑う。', 'Th12圧迫骨折、18ミリの後方突出なし。']
  /** All that is told, without where it stands. */
  const facts = (text: string) => readFactsJapanese(text).facts.map((fact) => [fact.polarity, fact.finding?.name ?? fact.noun, fact.site.side, fact.site.places.map((one) => one.place), fact.site.levels.map((one) => one.key), fact.sizes.map((size) => [size.value, size.unit]), fact.counts.map((count) => count.value), fact.change?.change, fact.certainty])
  const wide = (text: string) => text.replace(/[!-~]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0))
  it.each(reports)('are the same in full width, capitals and small letters: %s', (report) => {
    expect(facts(wide(report))).toEqual(facts(report))
    expect(facts(report.toUpperCase())).toEqual(facts(report))
    expect(facts(report.toLowerCase())).toEqual(facts(report))
  })
  it.each(reports)('are the same with spaces and blank lines around: %s', (report) => {
    expect(facts(`  \n\n　${report}\n\n`)).toEqual(facts(report))
    expect(facts(report.replace(/(\d)(mm|cm|ミリ)/g, '$1 $2'))).toEqual(facts(report))
  })
  it('are the same in any order of the paragraphs', () => {
    const apart = (list: readonly string[]) => facts(list.join('\n\n')).map((fact) => JSON.stringify(fact)).toSorted()
    const expected = apart(reports)
    for (let turn = 1; turn < reports.length; turn++) expect(apart([...reports.slice(turn), ...reports.slice(0, turn)])).toEqual(expected)
    expect(apart(reports.toReversed())).toEqual(expected)
  })
})
