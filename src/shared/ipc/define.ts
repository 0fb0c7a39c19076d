import type { z } from 'zod'

/**
 * A question with one answer. The input is checked at run time because it crosses into privilege;
 * the output is a type only, because main does not need protection from itself.
 */
export type Call<I extends z.ZodType = z.ZodType, O = unknown> = { kind: 'call'; input: I; output?: O }

/** A question answered by any number of events. */
export type Stream<I extends z.ZodType = z.ZodType, E = unknown> = { kind: 'stream'; input: I; event?: E }

export type Contract = Record<string, Call | Stream>

/** `call<Answer>()(inputSchema)` describes a question with one answer of type `Answer`. */
export function call<O>() {
  return <I extends z.ZodType>(input: I): Call<I, O> => ({ kind: 'call', input })
}

/** `stream<Event>()(inputSchema)` describes a question answered by events of type `Event`. */
export function stream<E>() {
  return <I extends z.ZodType>(input: I): Stream<I, E> => ({ kind: 'stream', input })
}

type Names<C extends Contract, K> = { [N in keyof C]: C[N] extends { kind: K } ? N : never }[keyof C] & string
export type CallName<C extends Contract> = Names<C, 'call'>
export type StreamName<C extends Contract> = Names<C, 'stream'>

export type Input<D extends Call | Stream> = z.infer<D['input']>
export type Output<D> = D extends Call<z.ZodType, infer O> ? O : never
export type Event<D> = D extends Stream<z.ZodType, infer E> ? E : never
