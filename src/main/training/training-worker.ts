/** The thread that makes training rows of reports and writes them beside their folder. It has no database. */
import { parentPort } from 'node:worker_threads'
import { AppError } from '../../shared/ipc/errors.ts'
import type { TrainingAsk, TrainingReply } from './training-export.ts'
import { buildTrainingSet, nothingLeft } from './training-set.ts'
import { stageTrainingSet } from './write-training-set.ts'

/** How often it tells how far it is, in milliseconds. */
const interval = 200

parentPort?.once('message', ({ reports, wanted, folder }: TrainingAsk) => {
  const tell = (reply: TrainingReply) => parentPort?.postMessage(reply, [])
  let told = 0
  const onProgress = (done: number) => {
    if (Date.now() - told < interval) return
    told = Date.now()
    tell({ type: 'cleaning', done })
  }
  try {
    const set = buildTrainingSet(reports, { ...wanted, onProgress })
    if (set.conclusion.training.length === 0) throw nothingLeft()
    tell({ type: 'writing' })
    tell({ type: 'staged', files: stageTrainingSet(folder, set), card: set.card })
  } catch (error) {
    // Only our own sentences: another message may quote a report.
    const { code, message } = error instanceof AppError ? error : new AppError('internal', 'The rows could not be made. Nothing was written.')
    tell({ type: 'failed', code, message })
  }
})
