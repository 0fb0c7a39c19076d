/** What the model process is doing, for the status bar and the Models screen. */
export type EngineState = {
  /** `stopped`: three crashes in a row, it stays off until somebody starts it again. */
  state: 'off' | 'starting' | 'loading' | 'ready' | 'writing' | 'stopped'
  modelId: string | null
  modelName: string | null
  /** Backend in use. */
  gpu: 'cuda' | 'metal' | 'vulkan' | 'cpu' | null
  threads: number | null
  /** Share of the model that is loaded, 0 to 1; null when nothing is loading. */
  progress: number | null
  /** Of the last or the running generation. */
  tokensPerSecond: number | null
  /** One plain sentence: what is going on, or what went wrong and what to do. */
  message: string
}

/** Result of a self-test: a fixed fictional report drafted by the model. */
export type SelfTestStep = { step: 'load' | 'prefill' | 'write' | 'done'; ok: boolean; milliseconds: number; message: string }
