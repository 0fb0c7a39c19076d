import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Settings } from '../../shared/ipc/contract.ts'
import { client } from './client.ts'
import type { AppError } from './errors.ts'
import { callKey, useCall } from './query.ts'

export type { Settings }

/** What shows until main answered. */
export const defaultSettings: Settings = { theme: 'dark', person: '', textSize: 'normal', acceptedTagError: null, mineFirst: null }

/** The settings and a way to change some of them; a change shows at once and is taken back when main refuses it. */
export function useSettings(): { settings: Settings; change: (settings: Partial<Settings>) => void; error: AppError | null } {
  const queries = useQueryClient()
  const { data = defaultSettings } = useCall('setting.read')
  const { mutate, error } = useMutation<Settings, AppError, Partial<Settings>>({
    mutationFn: (settings: Partial<Settings>) => client.call('setting.write', settings),
    onMutate: (settings) => void queries.setQueryData<Settings>(callKey('setting.read'), (before) => ({ ...(before ?? defaultSettings), ...settings })),
    onSuccess: (settings) => void queries.setQueryData(callKey('setting.read'), settings),
    onError: () => queries.invalidateQueries({ queryKey: callKey('setting.read') }),
  })
  return { settings: data, change: mutate, error }
}
