/** Lines of the native library that say why it died; anything else could be text of a person and is dropped. */
const technical = /GGML_ASSERT|ggml|llama_|CUDA|cuda|[Vv]ulkan|vk::|Metal|std::|bad_alloc|cannot open shared|GLIBC|Segmentation|terminate called|FATAL ERROR/

/** Keeps the last technical lines of a stream, at most 600 characters. */
export function keepLastLines(stream: { on(event: 'data', listener: (chunk: Buffer | string) => void): unknown } | null): () => string {
  let tail = ''
  stream?.on('data', (chunk) => (tail = (tail + String(chunk)).slice(-4096)))
  return () => tail.split('\n').filter((line) => technical.test(line)).join('\n').slice(-600)
}
