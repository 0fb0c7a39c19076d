import { useState } from 'react'
import { messageOf } from './errors.ts'

/** What a form asks main to do: `busy` while it is done, and the sentence of what went wrong until it is tried again. */
export function useSubmit(): { busy: boolean; failure: string | null; submit: (work: () => Promise<void>) => Promise<void> } {
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const submit = async (work: () => Promise<void>) => {
    setBusy(true)
    setFailure(null)
    try {
      await work()
    } catch (error) {
      setFailure(messageOf(error))
    } finally {
      setBusy(false)
    }
  }
  return { busy, failure, submit }
}
