// Takes the place of Electron's own default_app, which the registry's runtime lacks: opens the app named on the command line.
// Stays ESM with top-level await: Electron holds `ready` back until this module is done, so what an app must do before it still works.
import { app } from 'electron'
import { existsSync, readFileSync } from 'node:fs'
import Module from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

function readArguments(args) {
  const preloads = []
  for (let index = 0; index < args.length; index++) {
    const argument = args[index]
    if (argument === '-v' || argument === '--version') return { preloads, version: true }
    if (argument === '-r' || argument === '--require') preloads.push(args[++index])
    else if (argument.startsWith('--app=')) return { preloads, target: argument.slice('--app='.length) }
    else if (!argument.startsWith('-')) return { preloads, target: argument }
  }
  return { preloads }
}

async function open(target) {
  Object.defineProperty(process, 'defaultApp', { configurable: false, enumerable: true, value: true })
  const folderOrFile = path.resolve(target)
  const description = path.join(folderOrFile, 'package.json')
  if (existsSync(description)) {
    const { name, productName, version } = JSON.parse(readFileSync(description, 'utf8'))
    if (version) app.setVersion(version)
    app.setName(productName ?? name)
    app.setDesktopName(`${app.getName()}.desktop`)
  }
  const file = Module._resolveFilename(folderOrFile, null, true)
  app.setAppPath(existsSync(description) ? folderOrFile : path.dirname(file))
  await import(pathToFileURL(file).href)
}

const { preloads, target, version } = readArguments(process.argv.slice(1))
if (version) {
  console.log(`v${process.versions.electron}`)
  process.exit(0)
}
if (!target) {
  console.error('usage: electron [switches] <app folder or file>')
  process.exit(2)
}
if (preloads.length > 0) Module._preloadModules(preloads)
try {
  await open(target)
} catch (error) {
  console.error('The app failed while it was loading.', error)
  process.exit(1)
}
