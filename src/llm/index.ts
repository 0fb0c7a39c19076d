import './self-test-shim.ts'
import { serve } from './serve.ts'

// Imported only now, so that the shim is in place whatever order a bundler gives to static imports.
const { createEngine } = await import('./engine.ts')
serve(createEngine())
