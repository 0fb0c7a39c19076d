import { useEffect } from 'react'
import { create } from 'zustand'
import type { EngineState } from '../../domain/model/engine-state.ts'
import { client } from './client.ts'

const retryMs = 2000

/** What the model process is doing; null until it is known, and while main does not answer. */
export const useEngine = create<{ engine: EngineState | null }>(() => ({ engine: null }))

/** Follows the model process for as long as the window lives. Called once, by the shell. */
export function useEngineFeed(): void {
  useEffect(() => {
    const stop = new AbortController()
    let timer: ReturnType<typeof setTimeout> | undefined
    const follow = async () => {
      try {
        for await (const engine of client.streamUntil(stop.signal, 'engine.watch')) useEngine.setState({ engine })
      } catch {
        useEngine.setState({ engine: null })
      }
      if (!stop.signal.aborted) timer = setTimeout(() => void follow(), retryMs)
    }
    void follow()
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [])
}
