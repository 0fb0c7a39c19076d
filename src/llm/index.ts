// The shim has to be in place before node-llama-cpp is evaluated.
import './self-test-shim.ts'
import { createEngine } from './engine.ts'
import { serve } from './serve.ts'

serve(createEngine())
