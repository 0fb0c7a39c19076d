import { describe, expect, it } from 'vitest'
import { createVocabulary, deidentify, unknownNames, type KnownValues } from './deidentify.ts'
import { isReportWord } from './report-words.ts'

/** Everybody and every number here is invented. */
const known: KnownValues = {
  names: ['MÜLLERSEN^Katarzyna^Anne-Marie^^Dr.', '風間^陽太郎', 'カザマ^ヨウタロウ', 'O’Shaughnessy, Fergal', '関^悟'],
  identifiers: ['PX-20931', 'ACC0098-77', '1.2.826.0.1.99.4711'],
  dates: ['1961-04-09', '2025-11-03'],
}
const clean = (text: string) => deidentify(text, known, isReportWord)

describe('de-identification', () => {
  const places: ((what: string) => string)[] = [
    (what) => `${what} The liver is normal, 12 mm cyst in segment 4.`,
    (what) => `The liver is normal (${what}), 12 mm cyst in segment 4.`,
    (what) => `12 mm cyst in segment 4. Seen with ${what}`,
    (what) => `Comparison: ${what}; stable.\n12 mm cyst, no effusion.`,
    (what) => `肝S4に12 mmの嚢胞を認める。${what}。胸水なし。`,
    (what) => `${what} 肝S4に12 mmの嚢胞を認める。`,
  ]
  /** What must not be found afterwards, in small letters without punctuation. */
  const secrets: [string, string[]][] = [
    ['Katarzyna Müllersen', ['katarzyna', 'müllersen', 'mullersen']],
    ['MUELLERSEN, K.', ['muellersen']],
    ['Mr. Mullersen', ['mullersen']],
    ['müllersen', ['müllersen']],
    ['ＭＵＬＬＥＲＳＥＮ', ['mullersen', 'ｍｕｌｌｅｒｓｅｎ']],
    ["Fergal O'Shaughnessy", ['fergal', 'shaughnessy']],
    ['Dr. F. Shaughnessy', ['shaughnessy']],
    ['風間陽太郎', ['風間', '陽太郎']],
    ['風間　陽太郎様', ['風間', '陽太郎']],
    ['陽太郎 風間', ['風間', '陽太郎']],
    ['カザマ ヨウタロウ', ['カザマ', 'ヨウタロウ']],
    ['関先生', ['関先生']],
    ['Dr. Beatrix Quillfeather', ['beatrix', 'quillfeather']],
    ['discussed with Beatrix Quillfeather', ['quillfeather']],
    ['依頼医：鳥飼梢', ['鳥飼']],
    ['鳥飼医師に連絡', ['鳥飼']],
    ['Dr.鳥飼梢', ['鳥飼', '梢']],
    ['Y.T.氏', ['yt氏']],
    ['9/16のCT', ['916']],
    ['LCT-007-2031', ['2031', '007']],
    ['花園市鶴見区', ['花園市', '鶴見区']],
    ['鶴の門病院', ['門病院']],
    ['患者ID：MR2025-11829', ['11829']],
    ['MRN: 55 123 901', ['55123901', '123901']],
    ['PX20931', ['20931']],
    ['px 20931', ['20931']],
    ['ACC 0098 77', ['009877']],
    ['1.2.826.0.1.99.4711', ['4711']],
    ['9.4.1961', ['1961']],
    ['09/04/61', ['090461']],
    ['1961-04-09', ['1961']],
    ['19610409', ['19610409']],
    ['3 November 2025', ['2025', 'november']],
    ['Nov 3rd, 2025', ['2025', 'nov 3']],
    ['in 2019', ['2019']],
    ['11/2025', ['2025']],
    ['令和7年11月3日', ['令和', '11月']],
    ['R7.11.3', ['r7', '11.3']],
    ['昭和36年4月9日', ['昭和', '4月']],
    ['２０２５年１１月３日', ['２０２５', '１１月', '2025']],
    ['11月3日', ['11月3日']],
    ['at 14:35', ['1435', '14:35']],
    ['14時35分', ['14時']],
    ['+49 30 901820 11', ['90182']],
    ['(020) 7946 0018', ['7946']],
    ['555-013-4477', ['4477']],
    ['ext. 4471', ['4471']],
    ['電話：045-012-3456', ['045', '3456']],
    ['070-1234-5678', ['5678']],
    ['内線 4471', ['4471']],
    ['k.m@klinik.example', ['klinik', 'example']],
    ['https://pacs.example/view?id=9', ['pacs', 'example']],
    ['14b Larkspur Hollow Road', ['larkspur']],
    ['SW1A 9ZZ', ['sw1a', '9zz']],
    ['〒221-0099 神奈川県横浜市鶴見区花園町2-24-1', ['221', '鶴見', '花園']],
    ['神奈川県横浜市鶴見区花園町2-24', ['鶴見', '花園']],
    ['St. Wenceslas Hospital', ['wenceslas']],
    ['花園中央病院', ['花園']],
    ['NHS no: 943 476 5919', ['943', '5919']],
    ['943 476 5919', ['9434765919', '5919']],
    ['078-05-1120', ['0780511', '1120']],
    ['94-year-old', ['94']],
    ['97歳', ['97']],
  ]
  const marks = (text: string) => text.toLowerCase()
  const flat = (text: string) => marks(text).replaceAll(/[^\p{L}\p{N}]/gu, '')

  it.each(secrets)('%s never survives, wherever it stands (bug: an identifier leaves the department)', (what, forbidden) => {
    for (const place of places) {
      const { text, removed, rests } = clean(place(what))
      for (const secret of forbidden) {
        if (rests.length === 0) expect(`${marks(text)} | ${flat(text)}`).not.toContain(secret)
      }
      // Most are taken out by a rule; a place in which one is only noticed costs the report, never the secret.
      expect(Object.values(removed).some((count) => count > 0) || rests.length > 0).toBe(true)
      // What the report says must still be there.
      if (rests.length === 0) expect(text).toContain('12 mm')
    }
  })

  it('all but a few are taken out, not only noticed (bug: every second report is lost)', () => {
    const cases = secrets.flatMap(([what]) => places.map((place) => clean(place(what))))
    expect(cases.filter(({ rests }) => rests.length === 0).length / cases.length).toBeGreaterThan(0.9)
  })

  it.each([
    'There is a 2.3 x 1.9 cm mass in the right upper lobe (series 4, image 112), SUVmax 12.4, previously 8.1.',
    'T12/L1 disc height 5/10; L4/5 protrusion 4 mm. HU -850 to 1200. b = 1000 s/mm2, ADC 0.9 x 10-3.',
    'Bosniak IIF cyst. BI-RADS 4a. Baker cyst 3 cm. Hill-Sachs lesion. Gleason score 4+3 = 7.',
    'Ejection fraction 55 %, calcium score 1450, Agatston. Renal arteries 3:1. 64-year-old woman.',
    '橋本病、川崎病の既往。2/3の領域に。In-111, Lu-177 DOTATATE. 市販薬。灌流区域。',
    '右S6に18×15 mmの結節様陰影を認める。同様に多様な濃度。L3/4で脊柱管狭窄。SUVmax 8.5、前回7.1。',
    '第12胸椎、関節、上部、中心部に異常なし。担当医師に連絡済み。患者さんの氏名は確認済み、を除く。'.replace('の氏名は確認済み、を除く', 'は帰宅'),
    'Left MCA occlusion at 3 hours; TICI 2b. Follow-up in 3 months. Grade 2/3. May represent scar. No. 10 rib.',
  ])('numbers, levels, scores and eponyms stay: %s (bug: measurements torn out of the training text)', (text) => {
    const { text: out, removed, rests } = clean(text)
    expect({ out, removed: Object.values(removed).reduce((a, b) => a + b), rests }).toEqual({ out: text, removed: 0, rests: [] })
  })

  it('a name that is also a word leaves the report out instead of tearing sentences (bug: "No effusion" becomes "effusion")', () => {
    const names: KnownValues = { names: ['No^Ae-Ri', 'Brown^May'], identifiers: [], dates: [] }
    expect(deidentify('There is no effusion; brown fat.', names, isReportWord)).toMatchObject({ text: 'There is no effusion; brown fat.', rests: [] })
    expect(deidentify('Seen by Brown. There is no effusion.', names, isReportWord).rests).toContain('a name that is also a word')
    expect(deidentify('May Brown has no effusion.', names, isReportWord).text).not.toContain('Brown')
  })

  it('says in their language what stood there (bug: half sentences as training targets)', () => {
    expect(clean('Compared with 3 November 2025 the mass is larger.').text).toBe('Compared with an earlier date the mass is larger.')
    expect(clean('2025年11月3日のCTと比較して増大。').text).toBe('前回のCTと比較して増大。')
    expect(clean('Dr. Quillfeather was informed.').text).toBe('a person was informed.')
    expect(clean('Mass (PX-20931), 12 mm.').text).toBe('Mass, 12 mm.')
  })
})

describe('names that no rule knows', () => {
  const vocabulary = createVocabulary(isReportWord)
  for (const patient of ['a', 'b']) vocabulary.add('the thymoma abuts the pericardium', patient)
  vocabulary.add('the quagmire sign', 'a')
  vocabulary.add('the quagmire sign', 'a')

  it('are capitalised words that reports of two patients never write small', () => {
    expect(unknownNames('The Thymoma is larger. Informed was Quillfeather at once.', vocabulary)).toEqual(['Quillfeather'])
    expect(unknownNames('Told QUILLFEATHER.', vocabulary)).toEqual(['QUILLFEATHER'])
    expect(unknownNames('A Quagmire sign.', vocabulary)).toEqual(['Quagmire'])
    expect(unknownNames('A Crohn’s disease, a Baker cyst, a Schmorl node; FLAIR and STIR images.', vocabulary)).toEqual([])
    expect(unknownNames('Asked by Baker.', vocabulary)).toEqual(['Baker'])
  })
})
