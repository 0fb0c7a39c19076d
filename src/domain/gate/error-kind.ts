/** Kinds of error that are put into a correct conclusion to see whether the checks notice. */
export const errorKinds = ['negation', 'side', 'number', 'direction', 'organ', 'sex', 'invented', 'dropped'] as const
export type ErrorKind = (typeof errorKinds)[number]

/** Ways in which a correct conclusion is put differently and stays correct. */
export const rewordKinds = ['order', 'unit', 'synonym', 'spelling'] as const
export type RewordKind = (typeof rewordKinds)[number]
