import { sectionNames, type Sections } from '../../domain/report/sections.ts'
import { AppError } from '../../shared/ipc/errors.ts'

/** Throws AppError `invalid-input` for a text with half a character in it (a lone surrogate), which no file can hold. Nothing is changed silently. */
export function requireWellFormed(where: string, text: string): void {
  if (text.isWellFormed()) return
  const position = text.search(/\p{Surrogate}/u) + 1
  throw new AppError('invalid-input', `In ${where}, the character at position ${position} is only half there. Delete it and type it again; nothing was saved.`)
}

export function requireWellFormedSections(sections: Sections): void {
  for (const name of sectionNames) requireWellFormed(`the ${name}`, sections[name])
}
