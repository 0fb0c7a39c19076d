/** Fictional findings with a written conclusion, as a file of an evaluation run; every fourth loses a fact when only the first finding is told. */
export function evaluationCases(count: number): string {
  const organs = ['liver', 'left kidney', 'right adrenal gland', 'spleen', 'pancreas']
  const rows = Array.from({ length: count }, (_, index) => {
    const size = 8 + (index % 23)
    const organ = organs[index % organs.length] ?? 'liver'
    return {
      id: `CASE-${String(index + 1).padStart(3, '0')}`,
      modality: index % 3 === 0 ? 'MR' : 'CT',
      lang: 'en',
      indication: 'Follow-up of a known carcinoma.',
      findings: `The lungs are clear. There is a new ${size} mm lesion in the ${organ}. ${index % 4 === 0 ? `Grade 2 hydronephrosis on the left, calculus of ${size + 1} mm. ` : ''}The gallbladder is normal. No free fluid. Degenerative changes of the lumbar spine.`,
      conclusion: `1. New ${size} mm lesion of the ${organ}, suspicious for metastasis.\n${index % 4 === 0 ? `2. Obstructing ${size + 1} mm calculus on the left.` : '2. Otherwise no change.'}`,
      facts: [`\\b${size} ?mm`, organ.split(' ').at(-1)],
      errors: organ.startsWith('left') ? ['right kidney'] : organ.startsWith('right') ? ['left adrenal'] : ['no lesion'],
    }
  })
  return `${rows.map((row) => JSON.stringify(row)).join('\n')}\n`
}
