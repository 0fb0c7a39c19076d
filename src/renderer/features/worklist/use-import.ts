import { useState } from 'react'
import type { ImportResult } from '../../../domain/report/import-report.ts'
import { client } from '../../lib/client.ts'
import { messageOf } from '../../lib/errors.ts'
import { useRefresh } from '../../lib/query.ts'
import { strings } from '../../lib/strings.ts'
import { showToast } from '../../ui/toast.tsx'
import { importFiles } from './read-import-file.ts'

const { worklist } = strings

type Progress = { done: number; total: number }

/** Importing files and samples: its progress, and what was refused the last time (empty: nothing to show). */
export function useImport() {
  const [progress, setProgress] = useState<Progress | null>(null)
  const [refused, setRefused] = useState<ImportResult['refused']>([])
  const refresh = useRefresh()

  const tell = async ({ reportIds, refused: bad }: ImportResult, done: string) => {
    await refresh('worklist.list', 'alert.open', 'patient.open')
    if (bad.length === 0) showToast({ tone: 'good', title: done })
    else if (reportIds.length > 0) showToast({ tone: 'caution', title: `${done}, ${worklist.refused(bad.length)}` })
    setRefused(bad)
  }

  const addFiles = async (files: readonly File[]) => {
    if (files.length === 0 || progress) return
    setProgress({ done: 0, total: files.length })
    const result = await importFiles(files, (portion) => client.call('worklist.import', { files: portion }), (done) => setProgress({ done, total: files.length }))
    setProgress(null)
    await tell(result, worklist.imported(result.reportIds.length))
  }

  const addSamples = async () => {
    try {
      const result = await client.call('worklist.addSamples')
      await tell(result, worklist.samplesAdded(result.reportIds.length))
    } catch (error) {
      showToast({ tone: 'danger', title: worklist.importFailed, description: messageOf(error) })
    }
  }

  return { progress, refused, forgetRefused: () => setRefused([]), addFiles, addSamples }
}
