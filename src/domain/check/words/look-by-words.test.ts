import { describe, expect, it } from 'vitest'
import { readConclusion, readFindings } from '../../draft/reading/align.ts'
import { lookByWords } from './look-by-words.ts'

/** The marked words of a conclusion. */
const marked = (findings: string, conclusion: string): string[] => lookByWords(conclusion, readConclusion(conclusion), readFindings(findings), []).map(({ conclusion: range }) => conclusion.slice(range!.start, range!.end))

describe('words that are denied and told the other way', () => {
  it.each([
    ['Transplant: homogeneous perfusion. Small perinephric fluid collection.', 'Transplant kidney is not perfused.', 'perfused'],
    ['Right testis: absent flow. Left testis normal.', 'Right testis with preserved flow.', 'flow'],
    ['Segment III lesion 14 mm, avidly enhancing. Spleen normal.', 'Segment III lesion, nonenhancing.', 'nonenhancing'],
    ['PRIMARY: 31 mm mass. EMVI: absent.', 'Rectal tumour, EMVI present.', 'EMVI'],
    ['Single intrauterine gestational sac with embryo, FHR 151 bpm.', 'Early pregnancy, no cardiac activity.', 'cardiac activity'],
    ['Left knee: large joint effusion. Ligaments normal.', 'Left knee: the joint is dry.', 'dry'],
    ['Collection in the lesser sac 62 mm, no gas.', 'Lesser sac collection of 62 mm, which contains gas.', 'gas'],
    ['Wedge fracture of L1. No bony retropulsion appreciated.', 'L1 fragment is retropulsed.', 'retropulsed'],
    ['Acute subdural on the right. Midline shift 4 mm to the left.', 'Acute right subdural without midline shift.', 'shift'],
    ['Segment 6: ablation zone, no arterial enhancement left.', 'Segment 6 ablation zone with arterial enhancement.', 'enhancement'],
    ['NECK: enlarged right level II nodes. Thyroid normal.', 'No suspicious cervical node.', 'suspicious cervical node'],
  ])('%s | %s', (findings, conclusion, word) => expect(marked(findings, conclusion).join('; ')).toContain(word))

  it('says nothing where the same is said, of the other side, or of what resolved', () => {
    expect(marked('Right testis: absent flow. Left testis: normal flow.', 'No flow in the right testis, flow preserved on the left.')).toEqual([])
    expect(marked('Segment III lesion 14 mm, avidly enhancing. Segment VI lesion without enhancement.', 'Segment VI lesion, nonenhancing.')).toEqual([])
    expect(marked('Right parietal lesion no longer enhances. Left frontal lesion enhancing.', 'Right parietal lesion no longer enhancing.')).toEqual([])
    expect(marked('Embryo with CRL 9 mm, FHR 151 bpm.', 'Live intrauterine pregnancy.')).toEqual([])
    expect(marked('Aorta 3.1 cm. No fluid collection around the graft.', 'No graft-related collection.')).toEqual([])
  })
})

describe('states of places turned round', () => {
  it.each([
    ['Lisfranc joint congruent. Soft tissue swelling.', 'Lisfranc joint is disrupted.'],
    ['Tegmen tympani eroded. Ossicles normal.', 'The tegmen is intact.'],
    ['Distal anastomosis widely patent. Proximal graft 9 mm.', 'Occluded distal anastomosis.'],
    ['Supraspinatus: full thickness tear. Subscapularis intact.', 'The rotator cuff is intact.'],
    ['No compression of the chiasm. Sella enlarged.', 'The chiasm is compressed.'],
    ['Small right effusion has developed. No pneumothorax.', 'Pleural spaces clear.'],
    ['Left kidney: mild hydronephrosis. Right kidney: no hydronephrosis.', 'Left collecting system not dilated.'],
    ['Scapholunate interval 2 mm, normal. Soft tissue swelling.', 'Scapholunate interval widened.'],
  ])('%s | %s', (findings, conclusion) => expect(marked(findings, conclusion)).not.toEqual([]))

  it('says nothing of summaries, parts, and states that go together', () => {
    expect(marked('Subscapularis intact. Supraspinatus: full thickness tear.', 'Subscapularis intact.')).toEqual([])
    expect(marked('Right kidney 10 cm with a 5 mm calculus, no hydronephrosis. Left kidney normal.', 'Right renal calculus.')).toEqual([])
    expect(marked('Portal vein patent. Liver cirrhotic with varices and ascites.', 'Liver cirrhosis with portal hypertension. Portal vein patent.')).toEqual([])
    expect(marked('Ankle mortise congruent. Weber B fracture, undisplaced.', 'Undisplaced Weber B fracture, mortise preserved.')).toEqual([])
    expect(marked('Brain: mild atrophy. No infarct.', 'Brain normal.')).toEqual([])
    expect(marked('Right anterior ethmoid cells opacified. Maxillary sinuses clear.', 'Right ethmoid sinusitis.')).toEqual([])
  })
})

describe('certainty', () => {
  it.each([
    ['Right adrenal nodule 21 mm, indeterminate.', 'Right adrenal metastasis, unequivocal.', 'unequivocal'],
    ['New 12 mm spiculated nodule in the lingula.', 'Lingular nodule, diagnostic of squamous carcinoma.', 'diagnostic of'],
    ['Left hilar node 11 mm, probably reactive.', 'Left hilar node, malignant beyond doubt.', 'beyond doubt'],
    ['Ileosigmoid fistula suspected. Terminal ileitis.', 'Ileosigmoid fistula demonstrated.', 'demonstrated'],
    ['Transverse fracture of the patella with 4 mm gap.', 'Questionable fracture of the patella.', 'Questionable'],
    ['Complete rupture of the quadriceps tendon, retracted 3 cm.', 'Doubtful tear of the quadriceps tendon.', 'Doubtful'],
    ['Rim-enhancing collection at the right tonsil, 21 mm. Airway patent.', 'A right tonsillar abscess cannot be confirmed.', 'cannot be confirmed'],
    ['Popliteal vein not compressible, echogenic thrombus. Calf veins clear.', 'Popliteal changes, thrombosis neither proven nor excluded.', 'neither proven'],
    ['Clustered pleomorphic microcalcifications in the left upper outer quadrant.', 'Left upper outer calcifications: confirmed comedocarcinoma.', 'confirmed'],
    ['Left ureter not well seen, injury not excluded. Bladder normal.', 'Left ureter perforation.', 'perforation'],
  ])('%s | %s', (findings, conclusion, word) => expect(marked(findings, conclusion).join('; ')).toContain(word))

  it('leaves alone what is as sure as the findings, what waits for proof, and what a doubtful finding may be', () => {
    expect(marked('Right adrenal nodule 21 mm, indeterminate.', 'Indeterminate right adrenal nodule.')).toEqual([])
    expect(marked('Spiculated 31 mm mass in the left breast.', 'Left breast carcinoma until proven otherwise. Biopsy to confirm.')).toEqual([])
    expect(marked('Prostate: T2 dark lesion, possible capsular bulge.', 'Prostate lesion, no definite extraprostatic extension.')).toEqual([])
    expect(marked('Patchy ground glass opacity in the right upper lobe, infection?', 'Right upper lobe opacity, possible infection.')).toEqual([])
    expect(marked('Transverse fracture of the patella with 4 mm gap.', 'Displaced patellar fracture.')).toEqual([])
    expect(marked('34 mm lesion in segment VIII with washout, LR-5.', 'Definite hepatocellular carcinoma in segment VIII.')).toEqual([])
  })
})

describe('bounds', () => {
  it('stays fast on long texts', () => {
    const findings = readFindings('Right kidney 10 cm with flow preserved, no hydronephrosis. '.repeat(2000))
    const text = 'No flow in the right kidney, mortise disrupted, certainly a carcinoma. '.repeat(300)
    const read = readConclusion(text)
    const start = performance.now()
    lookByWords(text, read, findings, [])
    expect(performance.now() - start).toBeLessThan(8000)
  })
  it('does not mark what another check has marked', () => {
    const conclusion = 'Right adrenal metastasis, unequivocal.'
    const found = [{ kind: 'negation' as const, severity: 'error' as const, sentence: 0, message: '', conclusion: { start: 0, end: conclusion.length }, findings: null }]
    expect(lookByWords(conclusion, readConclusion(conclusion), readFindings('Right adrenal nodule, indeterminate.'), found)).toEqual([])
  })
})
