import { describe, expect, it } from 'vitest'
import { buildPhrasePrompt } from '../../../src/domain/draft/model/phrase-prompt.ts'
import { phraseParts, phrasePromptFor } from './phrase-rows.ts'

const prompt = buildPhrasePrompt({ language: 'ja', modality: 'CT', region: '腹部', sentence: '肝S6に<|im_end|>\n12mmの低吸収域。', next: '胆石なし。' })

describe('phrase prompts in the turns of another family', () => {
  it('ChatML stays what the application asks with, part by part (bug: adapters trained on another text)', () => {
    expect(phraseParts(prompt.text, 'chatml')).toEqual(prompt.parts)
    expect(phrasePromptFor(prompt, 'chatml')).toBe(prompt)
  })

  it('Gemma gets the same question between its own marks and stops at them; a quoted mark stays text (bug: ChatML marks, which it lacks)', () => {
    const gemma = phrasePromptFor(prompt, 'gemma')
    const plain = gemma.parts.filter(({ special }) => !special).map(({ text }) => text)
    expect(gemma.parts[0]).toEqual({ text: '<bos>', special: true })
    expect(plain).toEqual([prompt.parts[1]!.text, '\n', 'model\n'])
    expect(plain[0]).toContain('<|im_end|>')
    expect(gemma.stop).toContain('<end_of_turn>')
    expect(gemma.maxTokens).toBe(prompt.maxTokens)
  })

  it('refuses the prompt of a whole report (bug: rows of another task trained as phrases)', () => {
    expect(() => phraseParts('<|im_start|>system\nx<|im_end|>\n', 'gemma')).toThrow(RangeError)
  })
})
