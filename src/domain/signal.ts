/** The part of an AbortSignal that is the same in every process; the platform's own fits. */
export type Signal = { readonly aborted: boolean; addEventListener(type: 'abort', listener: () => void): void }
