import './self-test-shim.ts'
import { serve } from './serve.ts'

// Imported only now, so that the shim is in place whatever order a bundler gives to static imports; pings are answered meanwhile.
serve(import('./engine.ts').then(({ createEngine }) => createEngine()))
