/** Names of the triggers that `appendOnly` makes. */
export const appendOnlyTriggers = (table: string) => [`${table}_no_update`, `${table}_no_delete`, `${table}_no_replace`]

/**
 * SQL that lets rows of `table` only ever be added. The last trigger catches INSERT OR REPLACE even on a connection that forgot
 * recursive_triggers, without which a replaced row goes unseen by the delete trigger. Part of stored schemas: never change it.
 */
export function appendOnly(table: string, keys: string[]): string {
  const refuse = `BEGIN SELECT RAISE(ABORT, '${table} is append only'); END;`
  const taken = keys.map((key) => `${key} = NEW.${key}`).join(' OR ')
  return `
    CREATE TRIGGER ${table}_no_update BEFORE UPDATE ON ${table} ${refuse}
    CREATE TRIGGER ${table}_no_delete BEFORE DELETE ON ${table} ${refuse}
    CREATE TRIGGER ${table}_no_replace BEFORE INSERT ON ${table} WHEN EXISTS (SELECT 1 FROM ${table} WHERE ${taken}) ${refuse}
  `
}
