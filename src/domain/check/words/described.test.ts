import { describe, expect, it } from 'vitest'
import { checkConclusion } from '../check-conclusion.ts'

const marked = (findings: string, conclusion: string): string[] => checkConclusion({ findings, conclusion }).flatMap((issue) => (issue.conclusion && issue.kind !== 'leftOut' ? [conclusion.slice(issue.conclusion.start, issue.conclusion.end)] : []))

describe('things that are seen and not inferred', () => {
  it.each([
    ['Large joint effusion. ACL intact. Menisci intact.', 'Large joint effusion and a loose body.', 'loose body'],
    ['Spiculate mass of 14 mm in the left breast.', 'Spiculate mass of 14 mm in the left breast with skin retraction.', 'skin retraction'],
    ['Simple cyst of the right kidney, 22 mm. Liver normal.', 'Right renal cyst, 22 mm. Hiatal hernia.', 'Hiatal hernia'],
  ])('marks what the findings do not describe: %s', (findings, conclusion, word) => {
    expect(marked(findings, conclusion).join(' ')).toContain(word)
  })

  it.each([
    ['Two ossicles in the olecranon fossa, 5 mm. Effusion.', 'Loose bodies in the elbow with effusion.'],
    ['Simple cyst of the right kidney, 22 mm.', 'Right renal cyst, 22 mm. No hiatal hernia.'],
  ])('keeps silent: %s', (findings, conclusion) => {
    expect(marked(findings, conclusion)).toEqual([])
  })
})
