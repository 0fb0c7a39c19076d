import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { crc32, deflateRawSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import { readZipMember } from './zip.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'raddraft-zip-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

type Member = { name: string; data: Buffer; stored?: boolean; flags?: number; method?: number; size?: number; packedSize?: number; crc?: number; offset?: number }

/** A ZIP archive in which every number can be made a lie. */
function buildZip(members: Member[]): Buffer {
  const locals: Buffer[] = []
  const entries: Buffer[] = []
  let at = 0
  for (const { name, data, stored, flags = 0, method = stored ? 0 : 8, size = data.length, crc = crc32(data), offset = at, packedSize } of members) {
    const packed = stored ? data : deflateRawSync(data)
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(Buffer.byteLength(name), 26)
    locals.push(local, Buffer.from(name), packed)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(flags, 8)
    entry.writeUInt16LE(method, 10)
    entry.writeUInt32LE(crc, 16)
    entry.writeUInt32LE(packedSize ?? packed.length, 20)
    entry.writeUInt32LE(size, 24)
    entry.writeUInt16LE(Buffer.byteLength(name), 28)
    entry.writeUInt32LE(offset, 42)
    entries.push(entry, Buffer.from(name))
    at += 30 + Buffer.byteLength(name) + packed.length
  }
  const directory = Buffer.concat(entries)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(members.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...locals, directory, end])
}

async function read(archive: Buffer, member: string, limit = 1_000_000): Promise<Buffer> {
  const file = path.join(folder, `${Math.random()}.zip`)
  writeFileSync(file, archive)
  const handle = await open(file, 'r')
  try {
    const chunks: Buffer[] = []
    for await (const chunk of readZipMember(handle, member, limit)) chunks.push(chunk)
    return Buffer.concat(chunks)
  } finally {
    await handle.close()
  }
}

const data = Buffer.from('weights '.repeat(5000))

describe('the archive reader (I11)', () => {
  it('reads packed, stored and empty members', async () => {
    const archive = buildZip([
      { name: 'a/packed', data },
      { name: 'a/stored', data, stored: true },
      { name: 'a/empty', data: Buffer.alloc(0), stored: true },
    ])
    expect(await read(archive, 'a/packed')).toEqual(data)
    expect(await read(archive, 'a/stored')).toEqual(data)
    expect(await read(archive, 'a/empty')).toHaveLength(0)
  })

  it('counts real bytes: a bomb ends at the limit, whatever its header says (bug: a full disk)', async () => {
    const bomb = Buffer.alloc(50_000_000)
    await expect(read(buildZip([{ name: 'x', data: bomb, size: 100 }]), 'x', 1000)).rejects.toMatchObject({ code: 'invalid-input', message: expect.stringContaining('larger') })
    await expect(read(buildZip([{ name: 'x', data, size: 100 }]), 'x')).rejects.toMatchObject({ code: 'invalid-input' })
  })

  it('finds members by their exact name only, so that no name becomes a path (bug: ../ escapes the folder)', async () => {
    const archive = buildZip([{ name: '../../escape', data }, { name: '/etc/passwd', data }])
    await expect(read(archive, 'escape')).rejects.toMatchObject({ code: 'not-found' })
    await expect(read(archive, 'etc/passwd')).rejects.toMatchObject({ code: 'not-found' })
  })

  it.each<[string, Buffer]>([
    ['a twin', buildZip([{ name: 'x', data }, { name: 'x', data: Buffer.from('other') }])],
    ['encryption', buildZip([{ name: 'x', data, flags: 1 }])],
    ['an unknown method', buildZip([{ name: 'x', data, method: 99 }])],
    ['a wrong checksum', buildZip([{ name: 'x', data, crc: 1 }])],
    ['a member that starts elsewhere', buildZip([{ name: 'x', data, offset: 5 }])],
    ['a member that starts beyond the end', buildZip([{ name: 'x', data, offset: 0xfffffff0 }])],
    ['more packed bytes than there are', buildZip([{ name: 'x', data, packedSize: 0xfffffff0 }])],
    ['stored bytes sold as packed', buildZip([{ name: 'x', data, stored: true, method: 8 }])],
    ['no directory', Buffer.alloc(500)],
    ['nothing', Buffer.alloc(0)],
    ['a cut', buildZip([{ name: 'x', data }]).subarray(0, 60)],
  ])('refuses %s with a typed error', async (_name, archive) => {
    await expect(read(archive, 'x')).rejects.toMatchObject({ name: 'AppError', code: 'invalid-input' })
  })

  it('refuses a directory that announces more than it has (bug: reading past the end)', async () => {
    const archive = buildZip([{ name: 'x', data }])
    archive.writeUInt16LE(9999, archive.length - 12)
    await expect(read(archive, 'x')).rejects.toMatchObject({ code: 'invalid-input' })
  })
})
