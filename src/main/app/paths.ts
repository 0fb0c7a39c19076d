import { app } from 'electron'
import { join } from 'node:path'

export type Paths = ReturnType<typeof findPaths>

/**
 * Where everything lies. `RADDRAFT_DATA` moves the data folder (tests, demo); the page, the preload, the
 * model process and the threads that tag and check are found beside this file in `out/`; `resources` is read-only.
 */
export function findPaths(outFolder: string) {
  const data = process.env['RADDRAFT_DATA']
  if (data) app.setPath('userData', data)
  const userData = app.getPath('userData')
  const resources = app.isPackaged ? join(process.resourcesPath, 'app-resources') : join(outFolder, '../resources')
  const models = app.isPackaged ? join(process.resourcesPath, 'models') : join(outFolder, '../models')
  return {
    data: userData,
    logs: join(userData, 'logs'),
    samples: join(resources, 'samples'),
    guidelines: join(resources, 'guidelines/pack.json'),
    gateReports: join(resources, 'gate/reports.jsonl'),
    catalog: join(models, 'catalog.json'),
    statusWeights: join(models, 'status'),
    inferences: join(models, 'drafting', 'inferences.jsonl'),
    policy: process.env['RADDRAFT_POLICY'] ?? (process.platform === 'win32' ? join(process.env['ProgramData'] ?? 'C:\\ProgramData', 'RadDraft', 'policy.json') : process.platform === 'darwin' ? '/Library/Application Support/RadDraft/policy.json' : '/etc/raddraft/policy.json'),
    page: join(outFolder, 'renderer'),
    preload: join(outFolder, 'preload/index.cjs'),
    gateWorker: join(outFolder, 'main/gate-worker.js'),
    tagWorker: join(outFolder, 'main/tag-worker.js'),
    trainingWorker: join(outFolder, 'main/training-worker.js'),
    evaluationWorker: join(outFolder, 'main/evaluation-worker.js'),
    modelProcess: join(outFolder, 'main/llm.js'),
  }
}
