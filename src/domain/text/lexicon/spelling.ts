import { porterStem } from '../porter-stem.ts'

/**
 * One key for the British, American, plural and inflected forms of an English word ("haematomas", "hematoma").
 * Input: a lower-case word. Greek and Latin plurals of radiology are listed, the rest is spelling rules and Porter's stemmer.
 */
export function wordKey(word: string): string {
  const known = cache.get(word)
  if (known !== undefined) return known
  const key = makeKey(word)
  if (cache.size >= 50_000) cache.clear()
  cache.set(word, key)
  return key
}

const cache = new Map<string, string>()

const plurals: Record<string, string> = {
  embolization: 'embolisation', embolized: 'embolised',
  emboli: 'embolus', thrombi: 'thrombus', calculi: 'calculus', diverticula: 'diverticulum', vertebrae: 'vertebra', metastases: 'metastasis',
  foci: 'focus', bullae: 'bulla', nodi: 'node', menisci: 'meniscus', foramina: 'foramen', hila: 'hilum', apices: 'apex', bronchi: 'bronchus',
  atria: 'atrium', testes: 'testis', septa: 'septum', stenoses: 'stenosis', varices: 'varix', masses: 'mass', abscesses: 'abscess',
  diagnoses: 'diagnosis', biopsies: 'biopsy', pneumothoraces: 'pneumothorax', haemangiomata: 'hemangioma', fibromata: 'fibroma', adnexae: 'adnexa',
  bases: 'base', discs: 'disc', disk: 'disc', disks: 'disc', x: 'x', axes: 'axis', indices: 'index', calyces: 'calyx', phalanges: 'phalanx',
  femora: 'femur', humeri: 'humerus', viscera: 'viscus', lumina: 'lumen', sequelae: 'sequela', bursae: 'bursa', scapulae: 'scapula', pleurae: 'pleura',
  ostia: 'ostium', infiltrates: 'infiltrate', dilation: 'dilatation', dilations: 'dilatation', dilated: 'dilatation', grey: 'gray', mould: 'mold', ageing: 'aging',
  left: 'left', rightward: 'right', leftward: 'left', orientated: 'oriented', axillae: 'axilla', maxillae: 'maxilla', papillae: 'papilla',
}

const keptWhole = new Set(['enlarging', 'reducible', 'compressible', 'secondaries', 'larger', 'postoperative', 'thinning', 'thinned', 'resolving', 'increasing', 'embolisation', 'embolization', 'embolised', 'embolized'])

function makeKey(word: string): string {
  if (Object.hasOwn(plurals, word)) return porterStem(plurals[word]!)
  // Porter would make "pancreatitis" and "pancreatic", "enlarging" and "enlarged" one word.
  if (word.endsWith('itis') || keptWhole.has(word)) return word
  let w = word
  if (w.length > 4) {
    w = w.replaceAll('ae', 'e').replaceAll('oe', 'e')
    w = w.replace(/our(s|ed|ing|less)?$/, 'or$1').replace(/(t|b)re(s|d)?$/, '$1er$2')
    w = w.replace(/is(e|ed|es|ing|ation|ations|er)$/, 'iz$1').replace(/ys(e|ed|ing)$/, 'yz$1').replace(/ll(ed|ing|er)$/, 'l$1')
    // "catheter-ise" rules also touch "rise" and "otherwise"; both sides of a comparison go through here, so it does no harm.
  }
  return porterStem(w)
}
