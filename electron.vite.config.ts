import tailwind from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { rulesVersion } from './src/main/gate/rules-version.ts'

// Built for the oldest runtime we run on (Electron 33: Node 20.18, Chromium 130); newer ones run it too.
export default defineConfig({
  main: {
    // The checks are named by their sources, which are not at hand once they are built.
    define: { __RULES_VERSION__: JSON.stringify(rulesVersion()) },
    build: {
      target: 'node20.18',
      externalizeDeps: { exclude: ['zod'] },
      rollupOptions: { input: { index: 'src/main/index.ts', llm: 'src/llm/index.ts', 'tag-worker': 'src/main/cohort/tag-worker.ts', 'evaluation-worker': 'src/main/evaluation/evaluation-worker.ts', 'gate-worker': 'src/main/gate/gate-worker.ts', 'training-worker': 'src/main/training/training-worker.ts' } },
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
