/** One numbered step. Once released it never changes; what comes later is a new file. */
export type Migration = {
  version: number
  sql: string
  /** Guards that the file must have from this version on. */
  triggers: readonly string[]
}
