// node assemble.mjs <zip> <target folder> <version>: a plain Electron out of the registry's archive. Runs under Node 24 after `npm ci`.
import { createPackage } from '@electron/asar'
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses'
import { chmodSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { unzip } from '../lib/unzip.mjs'

const [zip, target, version] = process.argv.slice(2)
const top = 'Cypress'
const unpacked = path.join(path.dirname(target), `${path.basename(target)}.unpacked`)
rmSync(unpacked, { recursive: true, force: true })
rmSync(target, { recursive: true, force: true })

// Left out: the other product's 270 MB and its own V8 snapshot, which would run in our main process.
const isWanted = (name) => !name.startsWith(`${top}/resources/app`) && name !== `${top}/browser_v8_context_snapshot.bin`
await unzip(zip, unpacked, isWanted)

const folder = path.join(unpacked, top)
const executable = path.join(folder, 'electron')
renameSync(path.join(folder, top), executable)
renameSync(path.join(folder, 'LICENSE.electron.txt'), path.join(folder, 'LICENSE'))
for (const program of ['electron', 'chrome-sandbox', 'chrome_crashpad_handler']) chmodSync(path.join(folder, program), 0o755)
mkdirSync(path.join(folder, 'resources'), { recursive: true })
await createPackage(path.join(import.meta.dirname, 'default_app'), path.join(folder, 'resources', 'default_app.asar'))
writeFileSync(path.join(folder, 'version'), version)

await flipFuses(executable, {
  version: FuseVersion.V1,
  // As in our releases: the app must work without it.
  [FuseV1Options.RunAsNode]: false,
  // Playwright attaches through --inspect.
  [FuseV1Options.EnableNodeCliInspectArguments]: true,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
})
renameSync(folder, target)
rmSync(unpacked, { recursive: true, force: true })
