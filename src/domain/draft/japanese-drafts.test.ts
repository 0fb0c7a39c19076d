import { describe, expect, it } from 'vitest'
import { assembleDraft } from './assemble.ts'
import { compressJapanese } from './japanese/compress-japanese.ts'
import { oneRegister, plainJapanese } from './japanese/register-japanese.ts'

const lines = (findings: string, indication = '', study: { modality?: string; region?: string } = {}) => assembleDraft({ input: { findings, indication, ...study }, answer: null }).sentences.map(({ text }) => text)

describe('Japanese drafts: what is told', () => {
  it.each([
    ['a lesion whose feature is denied (bug: one なし made the whole sentence normal)', '膵尾部に34mmの境界明瞭な嚢胞性腫瘤、主膵管拡張なし。脾に異常なし。', /34mmの/],
    ['an organ without flow', '右卵巣は腫大。カラードプラで右卵巣内に血流を認めません。', /血流(?:を認めない|なし)/],
    ['a vein that does not collapse', '左大腿静脈は内部エコーを伴い、圧迫で虚脱しない。', /虚脱しない/],
    ['a sign that names the disease (bug: no word of the lexicon)', '右下腹部に長径28mmのtarget signを認める。腹水なし。', /target sign/],
    ['what is bright on diffusion, with its ADC', 'DWIで右小脳半球に9mmの高信号域。ADCは低下。', /9mmの高信号域、ADCは低下/],
    ['function and density, whatever they are', '心筋に集積低下なし。LVEF 38%、壁運動異常なし。', /LVEF 38%/],
    ['that a finding was not there before, with it', 'L3椎体に楔状変形を認めます。6か月前のCTでは同部の変形はみられません。', /L3椎体に楔状変形.*6か月前のCTでは/],
    ['a category of its own sentence', '右辺縁域に11mmのT2低信号域を認める。PI-RADS 4。', /PI-RADS 4/],
    ['a denied complication beside its finding', '脾に40mmの血腫を認めるが、造影剤の血管外漏出なし。', /血管外漏出なし/],
    ['the position of a tube that was asked for', '右内頸静脈よりCVカテーテル、先端は上大静脈。気胸なし。', /先端は上大静脈/, 'CV挿入後'],
  ] as [name: string, findings: string, expected: RegExp, indication?: string][])('%s', (_, findings, expected, indication = '') => {
    expect(lines(findings, indication).join('\n')).toMatch(expected)
  })

  it.each([
    ['the density of a breast and how it was positioned', '左外側に12mmの腫瘤。不均一高濃度。圧迫・ポジショニングは良好。', /不均一|ポジショニング/],
    ['a tendon in its groove (bug: 結節間溝 holds the word for nodule)', '棘上筋腱に全層断裂。上腕二頭筋長頭腱は結節間溝内にあり。', /結節間溝/],
    ['a list of what is denied as if it were there', '右乳房に10mmの腫瘤。左乳房に腫瘤、構築の乱れ、石灰化なし。', /^左乳房に腫瘤、構築の乱れ。/m],
    ['the line of another organ under a heading above it', '上腕二頭筋長頭腱：亜脱臼なし。\n肩峰下滑液包に液体貯留。', /長頭腱：肩峰/],
    ['no fracture beside a fracture', '左大腿骨頸部に骨折を認めます。骨盤に骨折を認めません。', /骨折を認めな/],
  ])('not %s', (_, findings, unwanted) => {
    expect(lines(findings, '転倒').join('\n')).not.toMatch(unwanted)
  })

  it('causes stand before what comes of them, new disease before what has shrunk', () => {
    expect(lines('左側頭部硬膜外に最大厚22mmの凸レンズ状高吸収域。正中構造は右へ6mm偏位。')[0]).toMatch(/22mm/)
    expect(lines('肝S5の転移は30mmから18mmに縮小している。右肺に9mmの結節が新たに出現している。', '大腸癌')[0]).toMatch(/新たに出現/)
  })

  it('what the indication asks for leads when it is denied; what a finding makes one fear follows it', () => {
    expect(lines('左膝窩静脈に血栓を認めない。膝窩部に25mmのBaker嚢胞。', '下腿腫脹、深部静脈血栓症疑い')[0]).toMatch(/血栓を認めない/)
    expect(lines('虫垂は径12mmに腫大。肝に異常なし。膿瘍形成なし。', '右下腹部痛')).toEqual(['虫垂は径12mmに腫大。', '膿瘍形成なし。'])
  })

  it('a normal study is summed up only where every part is carried', () => {
    expect(lines('肺野に浸潤影や結節影を認めない。胸水なし。', '健診', { modality: 'XR', region: '胸部' })[0]).toBe('胸部に異常所見を認めない。')
    expect(lines('肺野に浸潤影や結節影を認めない。', '健診', { modality: 'XR', region: '胸部' })[0]).not.toMatch(/胸部に/)
    expect(lines('上顎洞：両側とも清明。\n鼻腔：ポリープなし。\n眼窩：異常なし。')).toEqual(['検査範囲に明らかな異常所見を認めない。'])
    expect(lines('上顎洞：両側とも清明。\n鼻腔：ポリープあり。\n眼窩：異常なし。').join()).not.toMatch(/検査範囲/)
    expect(lines('肺野に結節影を認めない。左胸水あり。', '健診', { modality: 'XR', region: '胸部' }).join()).not.toMatch(/胸部に/)
  })
})

describe('Japanese drafts: how it is told', () => {
  it.each([
    ['浮腫を伴っています。', '浮腫を伴っている。'], ['骨折は指摘できません。', '骨折は指摘できない。'], ['狭小化はありません。', '狭小化はない。'], ['著変ありません。', '著変なし。'],
    ['壁肥厚が残りますが、縮小。', '壁肥厚が残るが、縮小。'], ['硬化していますが骨破壊なし。', '硬化しているが骨破壊なし。'], ['同程度です(Deauville 2)。', '同程度(Deauville 2)。'], ['高信号を示します。', '高信号を示す。'],
  ])('%s becomes plain', (polite, plain) => expect(plainJapanese(polite)).toBe(plain))

  it('one register in one draft: polite ones stay among themselves', () => {
    expect(oneRegister([{ text: '胸水は認めません。' }, { text: '右肺に結節。' }]).map(({ text }) => text)).toEqual(['胸水なし。', '右肺に結節。'])
    expect(oneRegister([{ text: '胸水は認めません。' }])[0]!.text).toBe('胸水は認めません。')
  })

  it('an affirmed finding never comes to stand before a denial as if denied with it', () => {
    expect(compressJapanese('高吸収域を認め、骨折なし')).toBe('高吸収域を認め、骨折なし')
    expect(compressJapanese('腫瘤を認め、浮腫を伴う')).toBe('腫瘤、浮腫を伴う')
  })

  it('what only seems so, and a cause, keeps its hedge', () => {
    expect(compressJapanese('骨髄に軽度の集積を認め、化学療法後の反応性と考えます')).toMatch(/と考え/)
    expect(compressJapanese('集積低下があり、減弱の影響と思われます')).toMatch(/と思われ/)
  })
})
