import { homedir } from 'node:os'
import path from 'node:path'

/**
 * Folder of the installed weights: `RADDRAFT_MODELS`, else `models` in the cache folder (`RADDRAFT_CACHE`, else the user's own).
 * `scripts/environment.mjs` follows the same rule, so that set-up and app find the same files.
 */
export function modelFolder(env: NodeJS.ProcessEnv = process.env, platform: NodeJS.Platform = process.platform, home: string = homedir()): string {
  if (env['RADDRAFT_MODELS']) return path.resolve(env['RADDRAFT_MODELS'])
  return path.join(cacheFolder(env, platform, home), 'models')
}

function cacheFolder(env: NodeJS.ProcessEnv, platform: NodeJS.Platform, home: string): string {
  if (env['RADDRAFT_CACHE']) return path.resolve(env['RADDRAFT_CACHE'])
  if (platform === 'win32') return path.join(env['LOCALAPPDATA'] ?? path.join(home, 'AppData', 'Local'), 'raddraft', 'cache')
  if (platform === 'darwin') return path.join(home, 'Library', 'Caches', 'raddraft')
  return path.join(env['XDG_CACHE_HOME'] || path.join(home, '.cache'), 'raddraft')
}
