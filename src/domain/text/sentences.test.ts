import { describe, expect, it } from 'vitest'
import { splitSentences } from './sentences.ts'

const parts = (text: string) => splitSentences(text).map(({ start, end }) => text.slice(start, end))
const withHeadings = (text: string) => splitSentences(text).map(({ start, end, heading }) => [heading ? text.slice(heading.start, heading.end) : '', text.slice(start, end)])

describe('splitting sentences', () => {
  it('circa before a number is no end: half of an amount is worse than none', () => {
    expect(parts('Flap tear covering c. 40% of the width. Hepatitis C. 12 mm cyst.')).toEqual(['Flap tear covering c. 40% of the width.', 'Hepatitis C.', '12 mm cyst.'])
  })
  it('keeps decimals, units and abbreviations together', () => {
    expect(parts('A 1.2 cm nodule, approx. 3 mm from the fissure, e.g. reactive. Compared with Dr. Vale’s report No. 3 it is new.')).toEqual([
      'A 1.2 cm nodule, approx. 3 mm from the fissure, e.g. reactive.', 'Compared with Dr. Vale’s report No. 3 it is new.',
    ])
  })
  it('reads headings in front of text and on their own line', () => {
    expect(withHeadings('LIVER: Normal.\nSpleen: 14 cm.\n\nLungs and pleura:\nClear. No effusion.')).toEqual([
      ['LIVER', 'Normal.'], ['Spleen', '14 cm.'], ['Lungs and pleura', 'Clear.'], ['Lungs and pleura', 'No effusion.'],
    ])
  })
  it('reads several headings in one line', () => {
    expect(withHeadings('Heart: Normal. Lungs: Clear.')).toEqual([['Heart', 'Normal.'], ['Lungs', 'Clear.']])
  })
  it('strips list numbers and bullets, also in one line', () => {
    expect(parts('1. Fracture of L2\n2) No canal stenosis\n- Small cyst\n• Effusion')).toEqual(['Fracture of L2', 'No canal stenosis', 'Small cyst', 'Effusion'])
    expect(parts('1. Left effusion 2. Old fracture 3. Stent in place')).toEqual(['Left effusion', 'Old fracture', 'Stent in place'])
  })
  it('puts hard-wrapped lines together', () => {
    expect(parts('There is a large mass in the upper pole of the\nright kidney. No thrombus.')).toEqual(['There is a large mass in the upper pole of the\nright kidney.', 'No thrombus.'])
  })
  it('splits Japanese at 。 and reads bracket headings', () => {
    expect(withHeadings('【肝】S6に1.2 cmの嚢胞を認めます。胆石なし。\n＜腎＞異常なし')).toEqual([['肝', 'S6に1.2 cmの嚢胞を認めます。'], ['肝', '胆石なし。'], ['腎', '異常なし']])
  })
  it('keeps full-width decimals and does not end at L4/5', () => {
    expect(parts('Ｌ４／５に３．５mmのすべり。')).toEqual(['Ｌ４／５に３．５mmのすべり。'])
    expect(parts('Disc bulge at L4/5. Query ?fracture of T12.')).toEqual(['Disc bulge at L4/5.', 'Query ?fracture of T12.'])
  })
  it('splits where the space after a full stop was forgotten', () => {
    expect(parts('Normal parenchyma.No mass.')).toEqual(['Normal parenchyma.', 'No mass.'])
  })
  it('ends a bold sentence behind its stars', () => {
    expect(parts('**Acute diverticulitis.** No abscess.')).toEqual(['Acute diverticulitis.', 'No abscess.'])
  })
  it('gives nothing for text without words', () => {
    expect(parts('')).toEqual([])
    expect(parts(' \n--- . 。\n')).toEqual([])
  })
  it('reads headings in every bracket and mark on a line of their own', () => {
    for (const heading of ['【肝】', '＜肝＞', '〈肝〉', '《肝》', '[肝]', '［肝］', '■肝臓', '●肝臓', '◆肝臓', '・肝臓', '### Liver', '**Liver:**', '**Liver**', 'LIVER -']) {
      const [only] = withHeadings(`${heading}\n3 cm lesion.`.replace('LIVER -\n', 'LIVER - '))
      expect([heading, only?.[1]]).toEqual([heading, '3 cm lesion.'])
      expect(only?.[0]).toMatch(/^(?:肝臓?|Liver|LIVER):?$/)
    }
    expect(withHeadings('・胆石\n・腎嚢胞')).toEqual([['', '胆石'], ['', '腎嚢胞']])
  })
  it('ends an inline heading with its list item', () => {
    expect(withHeadings('- Liver: normal.\n- Small left effusion.')).toEqual([['Liver', 'normal.'], ['', 'Small left effusion.']])
  })
  it('takes a size after a Japanese heading for its text, a ratio for none', () => {
    expect(withHeadings('右葉：48 mm。中部に結節。')).toEqual([['右葉', '48 mm。'], ['右葉', '中部に結節。']])
    expect(withHeadings('Scanned at 12:30. Ratio 1:2.')).toEqual([['', 'Scanned at 12:30.'], ['', 'Ratio 1:2.']])
  })

  it('ends a sentence after a unit with its number, and not after a title or an abbreviation (bug: "T2* 48 ms. LGE" was one sentence)', () => {
    expect(parts('Native T1 1,020 ms, T2 48 ms. LGE is absent. Wall 21 mm. 50 % stenosis.')).toEqual(['Native T1 1,020 ms, T2 48 ms.', 'LGE is absent.', 'Wall 21 mm.', '50 % stenosis.'])
    expect(parts('Discussed with Ms. Lee. Cyst of max. 3 cm.')).toEqual(['Discussed with Ms. Lee.', 'Cyst of max. 3 cm.'])
  })
})
