const plural = (count: number, one: string, many: string) => `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`

/** Words of standing rules for drafts. */
export const draftingRules = {
  title: 'Drafting rules',
  open: 'Drafting rules',
  setting: 'Drafting rules',
  settingNote: 'What your conclusions should always be like, in your own words, for each kind of examination.',
  count: (count: number) => (count === 0 ? 'No rule yet' : plural(count, 'rule', 'rules')),
  edit: 'Edit rules',
  of: (person: string) => `Rules of ${person}.`,
  ofNobody: 'Rules for everybody who has not given a name in the settings.',
  note: 'They hold for every draft of these examinations. Where two speak of the same thing the more special one holds; an instruction between ^^ and ^^ in the findings wins over both.',

  examination: 'Examination',
  any: 'Any',
  radiographs: 'CR, DX',
  region: 'Region',
  regionAny: 'any',
  text: 'Rule, in plain words',
  textPlaceholder: 'For example: at most 4 sentences, as a list',
  understood: 'Understood',
  add: 'Add',
  remove: 'Delete this rule',
  newRule: 'New rule',
  ruleNumber: (number: number) => `Rule ${String(number)}`,
  unsaved: 'Not kept yet: Enter keeps it, Esc takes it back.',
  keysHint: 'Enter keeps a rule, Esc takes a change back, Ctrl+Delete deletes the rule, Ctrl with the arrow keys goes to the next one.',
  /** Where only models that read the whole findings can follow. */
  freeOnly: 'Only models that write whole conclusions follow:',
  lightOnly: 'Only light findings are left out; what needs action is told.',
  reading: 'Reading the rules',
  failed: 'The rules could not be read',
  notKept: 'Not kept',

  added: 'Rule added.',
  changed: 'Rule changed.',
  deleted: 'Rule deleted.',
  undone: 'Undone.',
  undo: 'Undo',

  emptyTitle: 'No rule yet',
  emptyText: 'Write one below, or begin with one of these.',
  examples: [
    { modality: 'CT', region: 'abdomen', text: 'As a list, at most 5 sentences' },
    { modality: 'MR', region: 'spine', text: 'Start with the answer to the question. Leave out degenerative change of the facet joints' },
  ],
  takeExample: (text: string) => `Add: ${text}`,
  anyExamination: 'any examination',

  wishes: {
    order: { answer: 'the answer to the question first', findings: 'the findings first' },
    form: { lines: 'one sentence a line, without numbers', list: 'as a numbered list', prose: 'as running text' },
    length: { shorter: 'shorter than usual', longer: 'longer than usual' },
    most: (count: number) => `at most ${plural(count, 'sentence', 'sentences')}, except what cannot wait`,
    leaveOut: (what: string) => `leave out: ${what}`,
    mention: (what: string) => `always mention: ${what}`,
  },

  made: 'Your rules',
  madeFollowed: 'Followed:',
  madeSetAside: 'Set aside by a more special rule or by what was asked for this once:',
  madeTold: 'The model was asked this in your words.',
  madeNoRoom: 'There was no room for it in what the model was asked.',
  madeFreeIgnored: 'Not followed, because only models that write whole conclusions can:',
}
