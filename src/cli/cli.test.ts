import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const entry = join(import.meta.dirname, 'index.ts')

function raddraft(args: string[], input = '') {
  const { status, stdout, stderr } = spawnSync(process.execPath, [entry, ...args], { input, encoding: 'utf8' })
  return { status, stderr, rows: stdout.split('\n').filter(Boolean).map((line) => JSON.parse(line)) }
}

const standard = ['--in', '-', '--out', '-']

describe('raddraft classify', () => {
  it('answers good rows in their order although bad ones stand between them', () => {
    const input = [
      '{"id": "a", "conclusion": "New sclerotic metastases in L2 and the left iliac bone."}',
      'not json',
      '{"conclusion": "no id"}',
      '{"id": "b", "conclusion": 7}',
      '{"id": "a", "conclusion": "the same id again"}',
      '{"id": "c"}',
      '',
      '{"id": "d", "text": "Impression: No evidence of bone metastasis."}',
      '[1,2]',
      'null',
    ].join('\n')
    const { status, rows } = raddraft(['classify', ...standard], input)
    expect(status).toBe(1)
    expect(rows.map((row) => row.error?.code ?? row.label)).toEqual([1, 'invalid-input', 'invalid-input', 'invalid-input', 'duplicate-id', 'invalid-input', 0, 'invalid-input', 'invalid-input'])
    expect(rows.map((row) => row.id)).toEqual(['a', null, null, 'b', 'a', 'c', 'd', null, null])
    expect(rows[2].error.message).toBe('The field id is missing.')
    expect(rows[3].error.message).toBe('The field conclusion must be text, not a number.')
    expect(rows[0]).toMatchObject({ tier: 'learned', path: [{ tier: 'rules' }, { tier: 'learned', decided: true }], uncertain: false, model: expect.stringMatching(/^status-rules-/), probabilities: [expect.any(Number), expect.any(Number), expect.any(Number)] })
    const [evidence] = rows[0].evidence
    expect('New sclerotic metastases in L2 and the left iliac bone.'.slice(evidence.start, evidence.end)).toBe(evidence.text)
    expect(evidence.field).toBe('conclusion')
  })

  it('reads a byte order mark and Windows line ends, and ends with 0 when all rows are answered', () => {
    const { status, rows } = raddraft(['classify', ...standard], '\uFEFF{"id":1,"conclusion":"骨転移は認めない。"}\r\n{"id":2,"conclusion":"多発骨転移は増大している。"}\r\n')
    expect(status).toBe(0)
    expect(rows.map((row) => row.label)).toEqual([0, 1])
  })

  it('refuses a text over the limit by name and answers the others', () => {
    const { status, rows } = raddraft(['classify', ...standard], `${JSON.stringify({ id: 1, text: 'x'.repeat(1_100_000) })}\n{"id":2,"text":"No bone metastases."}`)
    expect(status).toBe(1)
    expect(rows[0].error.message).toContain('1,048,576 characters')
    expect(rows[1].label).toBe(0)
  })

  it('writes under the asked name only when it is done', () => {
    const folder = mkdtempSync(join(tmpdir(), 'raddraft-cli-'))
    writeFileSync(join(folder, 'in.jsonl'), '{"id":1,"text":"No bone metastases."}\n')
    const { status } = raddraft(['classify', '--in', join(folder, 'in.jsonl'), '--out', join(folder, 'out.jsonl')])
    expect(status).toBe(0)
    expect(JSON.parse(readFileSync(join(folder, 'out.jsonl'), 'utf8'))).toMatchObject({ id: 1, label: 0 })
    expect(existsSync(join(folder, 'out.jsonl.part'))).toBe(false)
  })
})

describe('raddraft classify by tier', () => {
  const row = '{"id": 1, "conclusion": "Known bone metastases. Uptake in the sacrum, of unclear meaning."}'
  it('asks the rules alone with --model rules, and withholds unsure labels with --abstain: odds and evidence stay', () => {
    const [alone] = raddraft(['classify', ...standard, '--model', 'rules'], row).rows
    expect(alone).toMatchObject({ tier: 'rules', path: [{ tier: 'rules', decided: true }], model: expect.not.stringContaining('linear') })
    const [plain] = raddraft(['classify', ...standard], row).rows
    const [withheld] = raddraft(['classify', ...standard, '--abstain', '0.001'], row).rows
    expect(plain.label).not.toBeNull()
    expect(withheld).toMatchObject({ label: null, uncertain: true, probabilities: plain.probabilities, evidence: plain.evidence, reason: expect.stringMatching(/^abstains/) })
  })
})

describe('raddraft check', () => {
  it('names side and number with both ranges', () => {
    const findings = 'Right kidney: 5 mm calculus. No hydronephrosis.'
    const conclusion = '7 mm calculus in the left kidney.'
    const { status, rows } = raddraft(['check', ...standard], JSON.stringify({ id: 'x', findings, conclusion }))
    expect(status).toBe(0)
    expect(rows[0].issues.map((issue: { kind: string }) => issue.kind).toSorted()).toEqual(expect.arrayContaining(['number', 'side']))
    const side = rows[0].issues.find((issue: { kind: string }) => issue.kind === 'side')
    expect(conclusion.slice(side.conclusion.start, side.conclusion.end)).toContain('left')
    expect(findings.slice(side.findings.start, side.findings.end)).toContain('calculus')
  })
})

describe('raddraft', () => {
  it.each([
    [['classify'], 2],
    [['classify', ...standard, '--abstain', '2'], 2],
    [['check', ...standard, '--abstain', '0.01'], 2],
    [['nonsense'], 2],
    [[], 2],
    [['classify', '--in', '/does/not/exist', '--out', '-'], 2],
    [['classify', '--in', '-', '--out', '-', '--colour', 'red'], 2],
    [['evaluate', 'tags'], 2],
    [['classify', ...standard, '--model', 'gpt'], 3],
    [['draft', ...standard, '--model', 'not-installed'], 3],
    [['--help'], 0],
  ])('%j ends with %i, writes no row, and shows no stack trace', (args, code) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [entry, ...args], { input: '', encoding: 'utf8' })
    expect(status).toBe(code)
    if (code !== 0) {
      expect(stdout).toBe('')
      expect(stderr.trim()).not.toBe('')
    }
    expect(stderr).not.toMatch(/^\s+at .*:\d+:\d+/m)
  })
})
