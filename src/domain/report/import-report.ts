import { z } from 'zod'

/** A file the reader picked: its name and its text, read by the page. */
export const ImportFile = z.object({ name: z.string().max(255), text: z.string().max(10_485_760) })
export type ImportFile = z.infer<typeof ImportFile>

/** What came of an import: reports made, and one sentence for each file or row that was refused. */
export type ImportResult = { reportIds: string[]; refused: { name: string; row: number | null; message: string }[] }
