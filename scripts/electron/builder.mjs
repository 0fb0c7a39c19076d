// Configuration of electron-builder for `npm run dist`, run under Node 24: packs `out/` with the Electron that set-up found.
import { flipFuses, FuseV1Options as Fuse, FuseVersion } from '@electron/fuses'
import { copyFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { electron } from '../environment.mjs'

const { folder, version } = electron()
const major = Number(version.split('.')[0])
const executableName = 'raddraft'
const keep = `${process.platform}-${process.arch}`

/** Binaries for other systems and for GPUs double the size; a site that wants the GPU ones adds them. */
const foreign = ['linux-x64', 'linux-arm64', 'linux-armv7l', 'mac-x64', 'mac-arm64-metal', 'win-x64', 'win-arm64', 'linux-x64-cuda', 'linux-x64-cuda-ext', 'linux-x64-vulkan', 'win-x64-cuda', 'win-x64-cuda-ext', 'win-x64-vulkan'].filter(
  (name) => name !== keep.replace('darwin-x64', 'mac-x64').replace('darwin-arm64', 'mac-arm64-metal').replace('win32', 'win'),
)

async function afterPack({ appOutDir, electronPlatformName }) {
  const resources = electronPlatformName === 'darwin' ? path.join(appOutDir, 'RadDraft.app', 'Contents', 'Resources') : path.join(appOutDir, 'resources')
  rmSync(path.join(resources, 'default_app.asar'), { force: true })
  // Electron 33 cannot load the package's prebuilt binding: the compiled one takes its place.
  const binding = process.env.RADDRAFT_SQLITE_BINDING
  if (binding) copyFileSync(binding, path.join(resources, 'app.asar.unpacked', 'node_modules', 'better-sqlite3', 'prebuilds', `${keep}.node`))
  const executable = {
    darwin: path.join(appOutDir, 'RadDraft.app'),
    win32: path.join(appOutDir, `${executableName}.exe`),
  }[electronPlatformName] ?? path.join(appOutDir, executableName)
  await flipFuses(executable, {
    version: FuseVersion.V1,
    // Electron 33 has eight fuses, newer ones nine: there none may be forgotten.
    strictlyRequireAllFuses: major >= 45,
    [Fuse.RunAsNode]: false,
    [Fuse.EnableCookieEncryption]: true,
    [Fuse.EnableNodeOptionsEnvironmentVariable]: false,
    [Fuse.EnableNodeCliInspectArguments]: false,
    // Linux has no such check.
    [Fuse.EnableEmbeddedAsarIntegrityValidation]: electronPlatformName !== 'linux',
    [Fuse.OnlyLoadAppFromAsar]: true,
    [Fuse.LoadBrowserProcessSpecificV8Snapshot]: false,
    [Fuse.GrantFileProtocolExtraPrivileges]: false,
    ...(major >= 45 ? { [Fuse.WasmTrapHandlers]: true } : {}),
  })
}

export default {
  appId: 'invalid.example.raddraft',
  electronVersion: version,
  electronDist: folder,
  npmRebuild: false,
  nodeGypRebuild: false,
  buildDependenciesFromSource: false,
  directories: { output: 'dist' },
  asar: true,
  files: [
    'out/**',
    'package.json',
    '!node_modules/node-llama-cpp/llama/gitRelease.bundle',
    '!node_modules/better-sqlite3/{deps,src}/**',
    `!node_modules/better-sqlite3/prebuilds/!(${keep}).node`,
    ...foreign.map((name) => `!node_modules/@node-llama-cpp/${name}/**`),
  ],
  asarUnpack: ['**/*.node', '**/node_modules/@node-llama-cpp/**', '**/node_modules/node-llama-cpp/**'],
  extraResources: [
    { from: 'resources', to: 'app-resources', filter: ['**/*', '!**/*.test.ts'] },
    { from: 'models/catalog.json', to: 'models/catalog.json' },
    { from: 'models/adapters', to: 'models/adapters', filter: ['**/*', '!**/*.ts', '!**/*.part'] },
    // Terms that the words of findings allow in a draft.
    { from: 'models/drafting', to: 'models/drafting' },
    // Weights of the status tag; without them a release would tag by rules alone.
    { from: 'models/status', to: 'models/status' },
    { from: 'models/status', to: 'models/status', filter: ['**/*', '!**/*.part'] },
  ],
  linux: { target: ['dir'], category: 'MedicalSoftware', maintainer: 'RadDraft <raddraft@example.invalid>', executableName, syncDesktopName: true },
  win: { target: ['dir'], executableName },
  mac: { target: ['dir'], category: 'public.app-category.medical' },
  afterPack,
}
