import { useState, type ComponentProps } from 'react'
import { Input } from './input.tsx'
import { readDate } from './read-date.ts'

type DateInputProps = Omit<ComponentProps<'input'>, 'value' | 'onChange' | 'type'> & {
  /** YYYY-MM-DD, or what was typed and is no day, or empty. */
  value: string
  /** Given YYYY-MM-DD where a day can be read, otherwise what was typed: never a day that the field does not show. */
  onValue: (value: string) => void
}

/** A day, typed year first. The system's own field shows month and day in an order that differs from computer to computer. */
export function DateInput({ value, onValue, ...rest }: DateInputProps) {
  const [typed, setTyped] = useState(value)
  const [known, setKnown] = useState(value)
  if (value !== known) {
    setKnown(value)
    setTyped(value)
  }
  const give = (next: string) => {
    setKnown(next)
    if (next !== value) onValue(next)
  }
  return (
    <Input
      inputMode="numeric"
      placeholder="YYYY-MM-DD"
      maxLength={16}
      value={typed}
      onChange={(event) => {
        setTyped(event.target.value)
        give(readDate(event.target.value) ?? event.target.value.trim())
      }}
      onBlur={() => setTyped(known)}
      {...rest}
    />
  )
}
