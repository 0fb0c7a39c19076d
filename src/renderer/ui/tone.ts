/** What a colour says. Never the only carrier of a meaning: every component that takes a tone also takes a word or a sign. */
export type Tone = 'neutral' | 'info' | 'good' | 'caution' | 'danger' | 'machine'

export const toneText: Record<Tone, string> = {
  neutral: 'text-ink-soft',
  info: 'text-info',
  good: 'text-good',
  caution: 'text-caution',
  danger: 'text-danger',
  machine: 'text-machine',
}

export const toneSoft: Record<Tone, string> = {
  neutral: 'bg-neutral-soft',
  info: 'bg-info-soft',
  good: 'bg-good-soft',
  caution: 'bg-caution-soft',
  danger: 'bg-danger-soft',
  machine: 'bg-machine-soft',
}
