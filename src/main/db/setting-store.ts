import { z } from 'zod'
import type { Connection } from './connection.ts'

const Row = z.object({ name: z.string(), value: z.string() })

export function createSettingStore(connection: Connection) {
  const all = connection.prepare('SELECT name, value FROM setting')
  const write = connection.prepare('INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value')
  return {
    /** Every setting that was ever written, by name. */
    all(): Record<string, unknown> {
      return Object.fromEntries(all.all().map((each) => Row.parse(each)).map(({ name, value }) => [name, JSON.parse(value) as unknown]))
    },
    write(name: string, value: unknown): void {
      write.run(name, JSON.stringify(value))
    },
  }
}
