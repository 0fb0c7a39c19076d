import { describe, expect, it } from 'vitest'
import { matchCommands, type PaletteCommand } from './match-commands.ts'

const command = (title: string, group = 'Worklist'): PaletteCommand => ({ id: title, title, group, enabled: true })
const commands = [command('Import files'), command('New report'), command('Write draft', 'Report'), command('Important notes', 'Report')]
const titles = (query: string) => matchCommands(query, commands).map((found) => found.title)

describe('matchCommands', () => {
  it('lists everything before anything is typed', () => {
    expect(titles('  ')).toEqual(commands.map((each) => each.title))
  })

  it('puts a title that starts with the word before one that only belongs to the group', () => {
    expect(titles('report')).toEqual(['New report', 'Write draft', 'Important notes'])
    expect(titles('imp')).toEqual(['Import files', 'Important notes'])
  })

  it('wants every word, so that a second word narrows', () => {
    expect(titles('import rep')).toEqual(['Important notes'])
    expect(titles('import zzz')).toEqual([])
  })
})
