import { useRef, useState } from 'react'
import { sectionNames } from '../../../domain/report/sections.ts'
import { AppError } from '../../lib/errors.ts'
import { useCommands } from '../../lib/commands.ts'
import { formatMoment } from '../../lib/format.ts'
import { useNavigation } from '../../lib/navigation.ts'
import { strings } from '../../lib/strings.ts'
import { showToast } from '../../ui/toast.tsx'
import { addendumKeys, keys, sectionKeys, sentenceKeys } from './report-keys.ts'
import type { ReportSession } from './report-session.ts'
import { pendingCount } from './report-state.ts'
import { reportText } from './report-text.ts'

const words = strings.report

/** In a field of a dialog or panel its own undo and Enter are meant. */
const inField = () => document.activeElement?.matches('input, textarea, select') ?? false

function copy(text: string, done: string) {
  navigator.clipboard.writeText(text).then(
    () => showToast({ title: done }),
    (error: unknown) => showToast({ tone: 'danger', title: words.copyFailed, description: AppError.from(error).message }),
  )
}

/** Puts the caret into a section's text, where it was last. */
function focusEditor(session: ReportSession, name: keyof ReportSession['editors']) {
  const { view } = session.editors[name]
  view.focus()
  view.dispatch(view.state.tr.scrollIntoView())
}

/** Everything a person can do on the screen, with its key. Returns what is under way. */
export function useReportCommands(session: ReportSession): 'save' | 'sign' | null {
  const [busy, setBusy] = useState<'save' | null>(null)
  const saving = useRef(false)
  const state = () => session.store.getState()
  const writable = () => state().view.report.state === 'draft'
  const isDrafting = () => state().running !== null || state().draft?.state === 'running'

  async function save() {
    if (saving.current) return
    saving.current = true
    setBusy('save')
    try {
      const view = await session.save()
      showToast({ tone: 'good', title: words.savedVersion(view.versionCount) })
    } catch (error) {
      showToast({ tone: 'danger', title: words.saveFailed, description: AppError.from(error).message })
    } finally {
      saving.current = false
      setBusy(null)
    }
  }

  function goToDraft() {
    const sentence = document.querySelector<HTMLElement>('[data-testid=draft-sentence][data-decision=pending]') ?? document.querySelector<HTMLElement>('[data-testid=draft-sentence]')
    sentence?.focus()
    sentence?.scrollIntoView({ block: 'nearest' })
  }

  /** Does with the sentence in focus what its key does, so that a contradiction is never accepted this way either; without a focus it only goes there. */
  function pressOnSentence(key: string) {
    const sentence = document.activeElement?.closest('[data-testid=draft-sentence]')
    if (sentence) sentence.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
    else goToDraft()
  }

  useCommands([
    { id: 'report.draft', title: words.draft.write, group: words.group, keys: keys.draft, alsoKeys: ['Ctrl+D'], when: () => writable() && !isDrafting() && !state().findingsEmpty && !inField(), run: () => void session.draft.write() },
    ...(['another', 'shorter', 'list'] as const).map((wish) => ({
      id: `report.draft.${wish}`,
      title: words.draft.wishes[wish],
      group: words.group,
      keys: wish === 'list' ? keys.asList : keys[wish],
      when: () => writable() && !isDrafting() && !state().findingsEmpty && state().draft !== null && (wish !== 'another' || state().draft?.modelId !== null),
      run: () => void session.draft.write(wish),
    })),
    { id: 'report.howMade', title: words.draft.made, group: words.group, keys: keys.howMade, when: () => state().draft !== null && !isDrafting(), run: () => session.store.setState({ dialog: 'draft-making' }) },
    { id: 'report.cancelDraft', title: words.draft.cancel, group: words.group, keys: 'Escape', when: isDrafting, run: session.draft.cancel },
    {
      id: 'report.acceptAll',
      title: words.draft.acceptAll,
      group: words.group,
      keys: keys.acceptAll,
      when: () => writable() && !isDrafting() && pendingCount(state()) > 0,
      run() {
        const blocked = session.draft.acceptAll()
        if (blocked > 0) showToast({ tone: 'caution', title: words.draft.blockedToast(blocked), description: words.draft.blocked })
      },
    },
    ...(['accept', 'reject', 'edit'] as const).map((what) => ({
      id: `report.${what}Sentence`,
      title: words.draft[`${what}Sentence`],
      group: words.group,
      hint: sentenceKeys[what],
      when: () => writable() && pendingCount(state()) > 0,
      run: () => pressOnSentence(sentenceKeys[what]),
    })),
    { id: 'report.goToDraft', title: words.goToDraft, group: words.group, keys: keys.goToDraft, when: () => state().decisions.length > 0, run: goToDraft },
    {
      id: 'report.carrying',
      title: strings.mineFirst.carrying,
      group: words.group,
      keys: keys.carrying,
      when: () => state().view.report.state === 'draft',
      run: () => void (session.showCarrying() || showToast({ title: strings.mineFirst.carryingNone })),
    },
    { id: 'report.save', title: words.saveVersion, group: words.group, keys: keys.save, when: writable, run: () => void save() },
    { id: 'report.sign', title: words.sign, group: words.group, keys: keys.sign, when: writable, run: () => session.store.setState({ dialog: 'sign' }) },
    { id: 'report.history', title: words.history, group: words.group, keys: keys.history, run: () => session.store.setState({ dialog: 'history' }) },
    { id: 'report.explain', title: strings.explain.open, group: words.group, keys: keys.explain, run: () => session.store.setState({ dialog: 'explain' }) },
    {
      id: 'report.setTag',
      title: words.tag.set,
      group: words.group,
      keys: keys.setTag,
      when: () => writable() || state().moved.tag.length > 0,
      run: () => void session.tag.set().catch((error: unknown) => showToast({ tone: 'danger', title: words.tag.failed, description: AppError.from(error).message })),
    },
    {
      id: 'report.addendum',
      title: words.addenda.begin,
      group: words.group,
      keys: keys.addendum,
      when: () => !writable(),
      run() {
        session.store.setState({ addendumOpen: true })
        // The editor is mounted after the next render.
        setTimeout(() => focusEditor(session, 'addendum'), 50)
      },
    },
    { id: 'report.signAddendum', title: words.addenda.sign, group: words.group, keys: keys.sign, when: () => !writable() && state().addendumOpen, run: () => session.store.setState({ dialog: 'sign-addendum' }) },
    { id: 'report.undo', title: words.undo, group: words.group, keys: keys.undo, when: () => !inField(), run: () => void session.history.undo() },
    { id: 'report.redo', title: words.redo, group: words.group, keys: keys.redo, alsoKeys: ['Ctrl+Y'], when: () => !inField(), run: () => void session.history.redo() },
    { id: 'report.copyConclusion', title: words.copyConclusion, group: words.group, keys: keys.copyConclusion, run: () => copy(session.text('conclusion'), words.copiedConclusion) },
    { id: 'report.copyReport', title: words.copyReport, group: words.group, keys: keys.copyReport, run: () => copy(reportText(session.sections(), state().view, formatMoment), words.copiedReport) },
    ...sectionNames.map((name) => ({ id: `report.section.${name}`, title: words.goToSection(words.sections[name].name), group: words.group, keys: sectionKeys[name], run: () => focusEditor(session, name) })),
    { id: 'report.section.addendum', title: words.goToSection(words.sections.addendum.name), group: words.group, keys: addendumKeys, when: () => state().addendumOpen, run: () => focusEditor(session, 'addendum') },
    { id: 'report.patient', title: words.openPatient, group: words.group, keys: keys.patient, run: () => void useNavigation.getState().openPatient(state().view.report.id) },
    { id: 'report.back', title: words.back, group: words.group, keys: keys.back, run: () => void useNavigation.getState().back() },
  ])
  return busy
}
