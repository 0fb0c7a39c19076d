import { readFile } from 'node:fs/promises'
import { GuidelinePack } from '../../domain/explain/guideline-pack.ts'

/** The guideline pack in `path`, read once and kept. Rejects where it is missing or does not fit its schema. */
export function createPackReader(path: string): () => Promise<GuidelinePack> {
  let pack: Promise<GuidelinePack> | null = null
  return () => (pack ??= readFile(path, 'utf8').then((text) => GuidelinePack.parse(JSON.parse(text))))
}
