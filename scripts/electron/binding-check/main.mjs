// Run by Electron, or by Node, in a child of its own: a binding that does not fit kills its process instead of throwing.
import { checkBinding } from './check.mjs'

const [projectFolder, nativeBinding] = JSON.parse(process.env.RADDRAFT_BINDING_CHECK)
let code = 0
try {
  const sqlite = checkBinding(projectFolder, nativeBinding ?? undefined)
  console.log(`BINDING ${JSON.stringify({ sqlite, node: process.versions.node, electron: process.versions.electron ?? null })}`)
} catch (error) {
  console.error(String(error))
  code = 1
}
if (process.versions.electron) (await import('electron')).app.exit(code)
else process.exitCode = code
