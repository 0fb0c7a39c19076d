import { describe, expect, it } from 'vitest'
import { checkConclusion } from '../check-conclusion.ts'

const said = (findings: string, conclusion: string): string[] => checkConclusion({ findings, conclusion }).filter((issue) => issue.kind !== 'leftOut').map((issue) => conclusion.slice(issue.conclusion!.start, issue.conclusion!.end))

describe('words that exclude each other, told of the same thing', () => {
  it.each([
    ['Basilar artery patent. Left PCA P2 segment occluded.', 'Left P2 is patent.', 'patent'],
    ['Right frontal sinus: fully opacified. Septum midline.', 'Right frontal sinus well aerated.', 'aerated'],
    ['Supracondylar fracture of the humerus, undisplaced. No fat pad sign.', 'Displaced supracondylar fracture of the humerus.', 'Displaced'],
    ['Olecranon fracture, comminuted, reaching the joint.', 'Simple olecranon fracture reaching the joint.', 'Simple'],
    ['Quadriceps tendon: complete rupture at the patellar insertion.', 'Partial quadriceps tendon rupture.', 'Partial'],
    ['Liver segment 7 lesion 21 mm with arterial hyperenhancement.', 'Hypovascular 21 mm segment 7 lesion.', 'Hypovascular'],
    ['Tibial shaft fracture, fully healed with bridging callus.', 'Tibial shaft fracture with non-union.', 'non-union'],
    ['Cervix closed, 34 mm long. Placenta anterior.', 'Open cervix.', 'Open'],
    ['Both vertebral arteries antegrade. Left ICA 40 % stenosis.', 'Retrograde right vertebral flow.', 'Retrograde'],
    ['Portal vein open with normal flow. Spleen 11 cm.', 'No flow in the portal vein.', 'flow'],
    ['Grey-white differentiation preserved. Ventricles normal.', 'Loss of grey-white differentiation.', 'Loss'],
    ['LVEF 62 %. RV function impaired, TAPSE 12 mm.', 'Normal RV function.', 'Normal'],
    ['Left vocal cord fixed. Thyroid cartilage not invaded.', 'Left glottic tumour with a mobile cord.', 'mobile'],
    ['Perfusion: two segmental defects in the left lower lobe, unmatched.', 'Matched left lower lobe perfusion defects.', 'Matched'],
    ['Cyst in the left kidney, 3 cm, multilocular with thick septa.', 'Unilocular left renal cyst.', 'Unilocular'],
  ])('marks what turns %s into %s', (findings, conclusion, word) => {
    expect(said(findings, conclusion).join(' | ').toLowerCase()).toContain(word.toLowerCase().split(' ')[0])
  })

  it.each([
    ['Achilles: complete rupture, gap 20 mm. Plantaris intact.', 'Complete Achilles rupture.'],
    ['ATFL discontinuous at the fibular end. CFL intact.', 'Chronic ATFL rupture, CFL intact.'],
    ['Left portal branch: bland thrombus. Main trunk patent.', 'Left portal branch thrombosis, main trunk patent.'],
    ['Kidneys: 4 mm non-obstructing stone left lower pole. Right ureter: 6 mm obstructing stone.', 'Obstructing right ureteric stone. Non-obstructing left renal stone.'],
    ['Distal radius fracture, 5 mm displaced. Ulnar styloid fracture, undisplaced.', 'Displaced distal radius fracture with an undisplaced ulnar styloid fracture.'],
    ['Segment 8 lesion without enhancement. Segment 3 lesion 14 mm, arterial enhancement.', 'Segment 3 lesion enhances, segment 8 lesion does not.'],
    ['Splenic vein contains non-occlusive thrombus. SMV patent.', 'Partial splenic vein thrombosis; SMV patent.'],
    ['Aortic graft patent. Left limb occluded.', 'Occluded left limb, otherwise patent graft.'],
  ])('is silent on %s / %s', (findings, conclusion) => {
    expect(said(findings, conclusion)).toEqual([])
  })
})
