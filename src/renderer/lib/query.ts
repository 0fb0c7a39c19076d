import { keepPreviousData, QueryClient, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { AppContract } from '../../shared/ipc/contract.ts'
import type { CallName, Event, Input, Output, StreamName } from '../../shared/ipc/define.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import { client } from './client.ts'

type Calls = CallName<AppContract>
type Streams = StreamName<AppContract>
type Args<T> = [T] extends [undefined] ? [] : [input: T]

/** The window's cache of what main said. Main is on the same machine: nothing is retried and nothing goes stale by itself. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { retry: false, staleTime: Infinity, gcTime: 60_000, refetchOnWindowFocus: false, refetchOnReconnect: false, networkMode: 'always' },
    mutations: { retry: false, networkMode: 'always' },
  },
})

/** The key under which the answer to a call is kept: `[name]` invalidates all its inputs. */
export const callKey = <K extends Calls>(name: K, ...args: Args<Input<AppContract[K]>>) => [name, ...args] as const

/** Asks main and keeps the answer. */
export function useCall<K extends Calls>(name: K, ...args: Args<Input<AppContract[K]>>): UseQueryResult<Output<AppContract[K]>, AppError> {
  return useQuery<Output<AppContract[K]>, AppError>({ queryKey: callKey(name, ...args), queryFn: () => client.call(name, ...args) })
}

/** The same, and shows the last answer while a new question is asked: a list does not blink at every letter. */
export function useCallKeepingPrevious<K extends Calls>(name: K, ...args: Args<Input<AppContract[K]>>): UseQueryResult<Output<AppContract[K]>, AppError> {
  return useQuery<Output<AppContract[K]>, AppError>({
    queryKey: callKey(name, ...args),
    queryFn: () => client.call(name, ...args),
    placeholderData: keepPreviousData,
  })
}

/** Says that answers are out of date: those of the named calls are asked for again where they show. */
export function useRefresh(): (...names: Calls[]) => Promise<void> {
  const queries = useQueryClient()
  return async (...names) => {
    await Promise.all(names.map((name) => queries.invalidateQueries({ queryKey: [name] })))
  }
}

/** The newest event of a stream that runs as long as the component is there; null before the first. */
export function useLatest<K extends Streams>(name: K, ...args: Args<Input<AppContract[K]>>): { value: Event<AppContract[K]> | null; error: AppError | null } {
  const [state, setState] = useState<{ value: Event<AppContract[K]> | null; error: AppError | null }>({ value: null, error: null })
  const key = JSON.stringify(args)
  useEffect(() => {
    const stop = new AbortController()
    const follow = async () => {
      try {
        for await (const value of client.streamUntil(stop.signal, name, ...(JSON.parse(key) as typeof args))) setState({ value, error: null })
      } catch (error) {
        if (!stop.signal.aborted) setState((before) => ({ ...before, error: AppError.from(error) }))
      }
    }
    void follow()
    return () => stop.abort()
  }, [name, key])
  return state
}
