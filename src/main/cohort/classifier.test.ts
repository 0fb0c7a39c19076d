import { cpSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { statusRulesVersion } from '../../domain/status/classify-status.ts'
import { loadClassifier } from './classifier.ts'
import { statusWeights } from './cohort-kit.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'raddraft-weights-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const sick = { conclusion: 'New bone metastases in the lumbar spine.' }

describe('the tiers as the app loads them', () => {
  it.each<[string, () => void, RegExp | null]>([
    ['no weights', () => {}, null],
    ['weights that are cut off', () => (cpSync(statusWeights, folder, { recursive: true }), truncateSync(join(folder, 'en.bin'), 1000)), /en\.bin/],
    ['something else in their place', () => writeFileSync(join(folder, 'ja.bin'), 'x'), /ja\.bin/],
    ['figures that cannot be read', () => writeFileSync(join(folder, 'reliability.json'), '{'), /reliability/],
  ])('%s: the rules still answer, and the version says that only they did', async (_name, prepare, problem) => {
    prepare()
    const classifier = loadClassifier(folder)
    if (problem) expect(classifier.problem).toMatch(problem)
    else expect(classifier.problem).toBeNull()
    expect(classifier.version()).toBe(statusRulesVersion)
    expect(classifier.reliability).toEqual([])
    expect(classifier.classify(sick, { acceptedError: 0.01 })).toMatchObject({ label: 1, tier: 'rules' })
    expect(classifier.withBand(await classifier.judge(sick), 0.01)).toMatchObject({ label: 1 })
  })

  it('a report in another language has no label unless the policy names rules for it, and a run frozen without them is another version', async () => {
    const dutch = { conclusion: 'Geen aanwijzingen voor botmetastasen. De wervelkolom is normaal en er is geen verdachte laesie in het skelet van de patiënt.' }
    const closed = loadClassifier(statusWeights)
    const allowed = loadClassifier(statusWeights, { rulesAllowedFor: 'en' })
    for (const answer of [closed.classify(dutch, { acceptedError: null }), await closed.judge(dutch)]) {
      expect(answer).toMatchObject({ label: null, language: 'other', reason: expect.stringMatching(/^unsupported-language/) })
    }
    for (const answer of [allowed.classify(dutch, { acceptedError: null }), await allowed.judge(dutch)]) expect(answer).toMatchObject({ label: 0, language: 'other', tier: 'rules' })
    expect(allowed.version()).not.toBe(closed.version())
    expect(allowed.classify(sick, { acceptedError: null }).label).toBe(closed.classify(sick, { acceptedError: null }).label)
  })

  it('one report and a run withhold the same answers', async () => {
    const classifier = loadClassifier(statusWeights)
    const texts = ['New bone metastases.', 'Possible lesion of the rib.', 'Sclerotic focus, cannot exclude metastasis.', 'Stable osseous disease.', '骨転移は否定できません。', 'ok']
    for (const conclusion of texts) {
      const input = { conclusion }
      for (const acceptedError of [null, 0.01, 0.05]) {
        const one = classifier.classify(input, { acceptedError })
        expect(classifier.withBand(await classifier.judge(input), acceptedError)).toEqual(one)
      }
    }
  })
})
