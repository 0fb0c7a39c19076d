/** Words of the Report screen. */
export const report = {
  group: 'Report',
}
