import { describe, expect, it } from 'vitest'
import { misbound } from './bound-numbers.ts'

describe('a number of a phrase', () => {
  // Each of these phrases uses only numbers and words that stand in the sentence, and says something false.
  it.each([
    ['New irregular spiculated mass in the upper outer quadrant, 2 o\'clock, 17 mm, 6 cm from the nipple.', 'new 6 cm spiculated mass in the upper outer quadrant, 2 o\'clock, 17 mm from the nipple'],
    ['9 mm nodule in the right upper lobe and 14 mm nodule in the left lower lobe.', '14 mm nodule in the right upper lobe and 9 mm nodule in the left lower lobe'],
    ['Right upper lobe nodule 9 mm, left lower lobe nodule 14 mm.', 'Right upper lobe nodule 14 mm, left lower lobe nodule 9 mm'],
    ['Segment VI metastasis 41 mm (previously 28 mm).', 'Segment VI metastasis 28 mm (previously 41 mm)'],
    ['The nodule measures 16 mm, previously 12 mm.', '12 mm nodule'],
    ['The mass has decreased from 94 mm to 32 mm.', 'Mass has decreased from 32 mm to 94 mm'],
    ['The mass has decreased from 94 mm to 32 mm.', '94 mm mass, decreased'],
    ['Left hilar node 15 mm, SUVmax 7.7.', 'Left hilar node 7.7 mm, SUVmax 15'],
    ['Node 12 mm, SUV 8.', 'Node 8 mm, SUV 12'],
    ['Grade 3 splenic laceration, 4 cm.', 'Grade 4 splenic laceration, 3 cm'],
    ['PI-RADS 4 lesion in the left peripheral zone and PI-RADS 3 lesion in the right.', 'PI-RADS 3 lesion in the left peripheral zone'],
    ['Restricted diffusion with FLAIR hyperintensity, ASPECTS 6.', 'Restricted diffusion with FLAIR hyperintensity, 6'],
    ['ASPECTS 6, NIHSS 14.', 'ASPECTS 14'],
    ['Subdural haematoma, maximal depth 13 mm.', 'Subdural haematoma, 13 mm long'],
    ['Disc extrusion of 6 mm with 9 mm caudal migration.', 'Disc extrusion of 9 mm'],
    ['Midline shift of 7 mm, haematoma 13 mm.', 'Haematoma 7 mm, midline shift of 13 mm'],
    ['Full-thickness tear 18 mm, retracted 22 mm to the level of the humeral head.', '22 mm full-thickness tear'],
    ['Dilatation of the pancreatic duct to 7 mm and of the common bile duct to 16 mm.', 'Dilatation of the pancreatic duct to 16 mm and of the common bile duct to 7 mm'],
    ['Stricture 4 cm proximal to the anastomosis, 25 mm long.', '4 cm stricture, 25 mm proximal to the anastomosis'],
    ['Fibroid 64 mm, stalk 24 mm.', 'Fibroid 24 mm'],
    ['Tumour length 46 mm, lower margin 82 mm from the anal verge.', '82 mm tumour'],
    ['Distal radial fracture with dorsal angulation of 24 degrees and 5 mm radial shortening.', 'Distal radial fracture with 24 mm radial shortening'],
    ['Part-solid nodule 16 mm with an 8 mm solid component.', 'Part-solid 8 mm nodule'],
    ['LVEF 52% post-stress, 58% at rest.', 'LVEF 58% post-stress, 52% at rest'],
    ['Left function 44%, right 56%.', 'Left 56%, right function 44%'],
    ['Carotid stenosis 70% on the left and 40% on the right.', 'Carotid stenosis 40% on the left and 70% on the right'],
    ['Aneurysm 8 mm, neck 3 mm.', '3 mm aneurysm'],
    ['Abscess of 35 mm lying 12 mm from the dome.', '12 mm abscess'],
    ['Modic type 2 change, grade 1 spondylolisthesis.', 'Modic type 1 change'],
    ['L4/5: protrusion 4 mm; L5/S1: protrusion 7 mm.', 'L4/5: protrusion 7 mm'],
    ['Goutallier 1, retraction 22 mm, tear 18 mm.', 'Goutallier 1, retraction 18 mm, tear 22 mm'],
  ])('is not put elsewhere: %s', (sentence, phrase) => expect(misbound(phrase, [sentence])).toMatch(/for something else/))

  it.each([
    ['New irregular spiculated mass in the upper outer quadrant, 2 o\'clock, 17 mm, 6 cm from the nipple.', 'New 17 mm spiculated mass in the upper outer quadrant, 2 o\'clock, 6 cm from the nipple'],
    ['9 mm nodule in the right upper lobe and 14 mm nodule in the left lower lobe.', '14 mm nodule in the left lower lobe and 9 mm nodule in the right upper lobe'],
    ['Right upper lobe nodule 9 mm, left lower lobe nodule 14 mm.', '9 mm right upper lobe nodule, 14 mm left lower lobe nodule'],
    ['Segment VI metastasis 41 mm (previously 28 mm).', '41 mm metastasis in segment VI (previously 28 mm)'],
    ['The nodule measures 16 mm, previously 12 mm.', '16 mm nodule (previously 12 mm)'],
    ['The mass has decreased from 94 mm to 32 mm.', 'Mass decreased from 94 mm to 32 mm'],
    ['Left hilar node 15 mm, SUVmax 7.7.', '15 mm left hilar node (SUVmax 7.7)'],
    ['Grade 3 splenic laceration, 4 cm.', '4 cm grade 3 splenic laceration'],
    ['Restricted diffusion with FLAIR hyperintensity, ASPECTS 6.', 'Restricted diffusion, ASPECTS 6'],
    ['Subdural haematoma, maximal depth 13 mm.', 'Subdural haematoma, 13 mm deep'],
    ['Disc extrusion of 6 mm with 9 mm caudal migration.', '6 mm disc extrusion with 9 mm caudal migration'],
    ['Full-thickness tear 18 mm, retracted 22 mm to the level of the humeral head.', '18 mm full-thickness tear, retracted 22 mm to the level of the humeral head'],
    ['Dilatation of the pancreatic duct to 7 mm and of the common bile duct to 16 mm.', 'Dilatation of the pancreatic duct to 7 mm and the common bile duct to 16 mm'],
    ['Vertical tear of the posterior horn, 14 mm in length, not displaced.', '14 mm posterior horn tear'],
    ['Tumour length 4.6 cm, lower margin 8.2 cm from the anal verge.', '4.6 cm tumour, lower margin 8.2 cm from the anal verge'],
    ['Distal radial fracture with dorsal angulation of 24 degrees and 5 mm radial shortening.', 'Distal radial fracture with 24 degrees dorsal angulation and 5 mm radial shortening'],
    ['There is a calculus at the left VUJ (5 mm).', 'Left VUJ calculus (5 mm)'],
    ['Intimal flap ending 2 cm above the bifurcation; maximum diameter 42 mm.', 'Intimal flap ending 2 cm above the bifurcation'],
    ['Hypodense lesion in segment VII, 12 mm, and a simple cyst in segment II, 9 mm.', '12 mm hypodense lesion in segment VII'],
    ['5 cm deep laceration of the spleen extending to the hilum.', '5 cm deep splenic laceration'],
    ['Two nodules in the right upper lobe, 9 mm and 11 mm.', '9 mm and 11 mm nodules in the right upper lobe'],
    ['The left kidney measures 11 cm. A 3 mm calculus in the mid pole.', '3 mm calculus in the mid pole'],
  ])('may stand in another order with the same relation: %s', (sentence, phrase) => expect(misbound(phrase, [sentence])).toBeNull())

  it('of the sentence beside keeps what it is of there', () => {
    expect(misbound('12 mm nodule (previously 9 mm)', ['A 12 mm nodule in the right upper lobe.', 'Previously 9 mm.'])).toBeNull()
    expect(misbound('9 mm nodule (previously 12 mm)', ['A 12 mm nodule in the right upper lobe.', 'Previously 9 mm.'])).not.toBeNull()
  })
})
