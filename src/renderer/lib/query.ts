import { QueryClient, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query'
import type { AppContract } from '../../shared/ipc/contract.ts'
import type { CallName, Input, Output } from '../../shared/ipc/define.ts'
import type { AppError } from '../../shared/ipc/errors.ts'
import { client } from './client.ts'

type Calls = CallName<AppContract>
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

/** The same for a question that cannot be asked yet: nothing is asked while `input` is null. */
export function useCallFor<K extends Calls>(name: K, input: Input<AppContract[K]> | null): UseQueryResult<Output<AppContract[K]>, AppError> {
  const ask = client.call as (name: K, input: Input<AppContract[K]>) => Promise<Output<AppContract[K]>>
  return useQuery<Output<AppContract[K]>, AppError>({ queryKey: [name, input], queryFn: () => ask(name, input as Input<AppContract[K]>), enabled: input !== null })
}

/** Says that answers are out of date: those of the named calls are asked for again where they show. */
export function useRefresh(): (...names: Calls[]) => Promise<void> {
  const queries = useQueryClient()
  return async (...names) => {
    await Promise.all(names.map((name) => queries.invalidateQueries({ queryKey: [name] })))
  }
}
