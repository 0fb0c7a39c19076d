/** One record of a CSV file. `line` is where it begins, from 1. `tooLong`: a cell was longer than allowed and was cut. */
export type CsvRecord = { line: number; cells: string[]; tooLong: boolean }

type CsvParser = {
  push(text: string): CsvRecord[]
  /** What is left at the end of the file. `unclosed`: the last record began a quotation that never ends. */
  end(): { records: CsvRecord[]; unclosed: boolean; lastLine: number }
}

/**
 * Reads CSV piece by piece (RFC 4180: quotes, doubled quotes, line breaks inside quotes; LF, CRLF and CR end a record). A quote inside an
 * unquoted cell is a character like any other. Blank lines are no records. Memory is bounded by `maxCell` times the cells of one record.
 */
export function createCsvParser(delimiter: string, maxCell: number): CsvParser {
  let cells: string[] = []
  let cell = ''
  let state: 'start' | 'plain' | 'quoted' | 'quote' = 'start'
  let tooLong = false
  let line = 1
  let begun = 1
  let afterReturn = false
  let records: CsvRecord[] = []

  const put = (text: string) => {
    if (cell.length + text.length <= maxCell) cell += text
    else {
      tooLong = true
      cell += text.slice(0, maxCell - cell.length)
    }
  }
  const endCell = () => {
    cells.push(cell)
    cell = ''
    state = 'start'
  }
  const endRecord = () => {
    const blank = cells.length === 0 && cell === '' && state === 'start'
    endCell()
    if (!blank) records.push({ line: begun, cells, tooLong })
    cells = []
    tooLong = false
  }

  function push(text: string): CsvRecord[] {
    records = []
    let at = 0
    while (at < text.length) {
      const character = text[at]!
      if (afterReturn) {
        afterReturn = false
        if (character === '\n') {
          at++
          continue
        }
      }
      if (state === 'quoted') {
        const quote = text.indexOf('"', at)
        const end = quote === -1 ? text.length : quote
        const piece = text.slice(at, end)
        for (let next = piece.indexOf('\n'); next !== -1; next = piece.indexOf('\n', next + 1)) line++
        put(piece)
        at = end + 1
        if (quote !== -1) state = 'quote'
        continue
      }
      if (character === '"' && state === 'start') state = 'quoted'
      else if (character === '"' && state === 'quote') {
        put('"')
        state = 'quoted'
      } else if (character === delimiter) endCell()
      else if (character === '\n' || character === '\r') {
        endRecord()
        afterReturn = character === '\r'
        begun = ++line
      } else {
        let end = at + 1
        while (end < text.length && text[end] !== delimiter && text[end] !== '\n' && text[end] !== '\r') end++
        put(text.slice(at, end))
        state = 'plain'
        at = end
        continue
      }
      at++
    }
    return records
  }

  return {
    push,
    end() {
      records = []
      const unclosed = state === 'quoted'
      if (cells.length > 0 || cell !== '' || state !== 'start') endRecord()
      return { records, unclosed, lastLine: line }
    },
  }
}
