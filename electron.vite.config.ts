import tailwind from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

// Built for the oldest runtime we run on (Electron 33: Node 20.18, Chromium 130); newer ones run it too.
export default defineConfig({
  main: {
    build: {
      target: 'node20.18',
      externalizeDeps: { exclude: ['zod'] },
      rollupOptions: { input: { index: 'src/main/index.ts', llm: 'src/llm/index.ts', 'tag-worker': 'src/main/cohort/tag-worker.ts' } },
    },
  },
  preload: {
    build: {
      target: 'node20.18',
      rollupOptions: { input: 'src/preload/index.ts', output: { format: 'cjs', entryFileNames: 'index.cjs' } },
    },
  },
  renderer: {
    root: 'src/renderer',
    base: './',
    plugins: [react(), tailwind()],
    build: { target: 'chrome130', minify: true, assetsInlineLimit: 0 },
  },
})
