import type { ChecksumState, ModelView } from '../../../domain/model/catalog.ts'
import { strings } from '../../lib/strings.ts'
import type { SignName } from '../../ui/signs.ts'
import type { Tone } from '../../ui/tone.ts'

const { models } = strings

type Look = { word: string; tone: Tone; sign: SignName }

/** Whether a model is in use, on the disk, or only in the catalog. `heldBack`: why the chosen one does not draft. */
export function stateLook({ active, installed, checksum, waits }: Pick<ModelView, 'active' | 'installed' | 'checksum' | 'waits'>, heldBack: string | null = null): Look {
  if (installed && checksum === 'mismatch') return { word: models.checksums.mismatch, tone: 'danger', sign: 'shield-alert' }
  if (installed && waits) return { word: models.waits, tone: 'caution', sign: 'question' }
  if (active && heldBack !== null) return { word: models.heldBack, tone: 'caution', sign: 'shield-alert' }
  if (active) return { word: models.active, tone: 'good', sign: 'check' }
  if (installed) return { word: models.installed, tone: 'neutral', sign: 'check' }
  return { word: models.available, tone: 'neutral', sign: 'circle-dashed' }
}

export function checksumLook(checksum: ChecksumState): Look {
  switch (checksum) {
    case 'verified':
      return { word: models.checksums.verified, tone: 'good', sign: 'shield-check' }
    case 'pinned':
      return { word: models.checksums.pinned, tone: 'info', sign: 'shield-check' }
    case 'mismatch':
      return { word: models.checksums.mismatch, tone: 'danger', sign: 'shield-alert' }
    case 'unknown':
      return { word: models.checksums.unknown, tone: 'neutral', sign: 'question' }
    default:
      return checksum satisfies never
  }
}

export function fitLook({ fits }: { fits: boolean }): Look {
  return fits ? { word: models.fits, tone: 'neutral', sign: 'check' } : { word: models.tooLarge, tone: 'caution', sign: 'warning' }
}

/** In use, installed, then the catalog's own order. */
export function sortModels(list: readonly ModelView[]): ModelView[] {
  const rank = ({ active, installed }: ModelView) => (active ? 0 : installed ? 1 : 2)
  return list.toSorted((a, b) => rank(a) - rank(b))
}

/** What can be done with a model now. A file that differs from its checksum can only be removed or checked again. */
export function actionsFor({ installed, active, checksum, origin, adapter }: Pick<ModelView, 'installed' | 'active' | 'checksum' | 'origin' | 'adapter'>, busy: boolean) {
  const isSound = !busy && installed && checksum !== 'mismatch'
  // Merged weights that came as one file: there is nothing to go back to.
  const isAlone = adapter?.installed === true && adapter.way === 'merged' && !adapter.plainKept
  return {
    pull: !busy && !installed && origin === 'catalog',
    /** Ours is not part of it yet: the model came before the adapter, or somebody took it off. */
    addAdapter: isSound && adapter?.installed === false,
    importAdapter: isSound && !isAlone,
    removeAdapter: isSound && adapter?.installed === true && !isAlone,
    activate: isSound && !active,
    deactivate: !busy && active,
    verify: !busy && installed,
    remove: !busy && installed,
  }
}
