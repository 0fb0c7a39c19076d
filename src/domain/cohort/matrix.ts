/** Rows are what people said (none, progressive, stable), columns what the machine said, the last column is abstained. */
export type SampleMatrix = [none: MatrixRow, progressive: MatrixRow, stable: MatrixRow]
export type MatrixRow = [none: number, progressive: number, stable: number, abstained: number]
