import './self-test-shim.ts'
import { constants, setPriority } from 'node:os'
import { serve } from './serve.ts'

// Typing and painting go first: on a computer with few cores the model must not take the window's frames.
try {
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL)
} catch {
  // Not allowed everywhere; then the operating system shares as it likes.
}

// Imported only now, so that the shim is in place whatever order a bundler gives to static imports; pings are answered meanwhile.
serve(import('./engine.ts').then(({ createEngine }) => createEngine()))
