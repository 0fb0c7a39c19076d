import type Sqlite from 'better-sqlite3'

/** An open database as the stores see it. */
export type Connection = Sqlite.Database
