/** The set-up scripts are plain JavaScript; tests see them untyped. */
declare module '*.mjs'
