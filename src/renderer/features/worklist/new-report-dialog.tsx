import { useState, type SubmitEvent } from 'react'
import type { ReportId } from '../../../domain/report/report.ts'
import { client } from '../../lib/client.ts'
import { messageOf } from '../../lib/errors.ts'
import { today } from '../../lib/format.ts'
import { useRefresh } from '../../lib/query.ts'
import { strings } from '../../lib/strings.ts'
import { modalityOptions } from '../../lib/words.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { DateInput } from '../../ui/date-input.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field, Input } from '../../ui/input.tsx'
import { Select } from '../../ui/select.tsx'
import { checkNewReport, toNewReport, type NewReportForm } from './new-report.ts'

const { worklist, words } = strings

const sexes = [
  { value: '', label: worklist.sexUnknown },
  { value: 'F', label: worklist.sexF },
  { value: 'M', label: worklist.sexM },
  { value: 'O', label: worklist.sexO },
] as const

const sides = [
  { value: '', label: worklist.sideNone },
  { value: 'left', label: words.sides.left },
  { value: 'right', label: words.sides.right },
  { value: 'bilateral', label: words.sides.bilateral },
] as const

const emptyForm = (): NewReportForm => ({ patientId: '', name: '', sex: '', birthDate: '', accessionNumber: '', modality: 'CT', description: '', side: '', date: today() })

const formId = 'new-report'

type NewReportDialogProps = { open: boolean; onOpenChange: (open: boolean) => void; onCreated: (reportId: ReportId) => void }

/** Starts a report for a study that was not imported. */
export function NewReportDialog({ open, onOpenChange, onCreated }: NewReportDialogProps) {
  const [busy, setBusy] = useState(false)
  // Kept here, outside the dialog's content: what was typed is still there after a stray Escape.
  const [form, setForm] = useState(emptyForm)
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={worklist.newTitle}
      description={worklist.newText}
      closeLabel={words.close}
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>{words.cancel}</Button>
          <Button kind="primary" type="submit" form={formId} busy={busy}>
            {worklist.create}
          </Button>
        </>
      }
    >
      <NewReportFields
        form={form}
        setForm={setForm}
        setBusy={setBusy}
        onCreated={(reportId) => {
          setForm(emptyForm())
          onCreated(reportId)
        }}
      />
    </Dialog>
  )
}

type NewReportFieldsProps = {
  form: NewReportForm
  setForm: (form: NewReportForm) => void
  setBusy: (busy: boolean) => void
  onCreated: (reportId: ReportId) => void
}

function NewReportFields({ form, setForm, setBusy, onCreated }: NewReportFieldsProps) {
  const [asked, setAsked] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const refresh = useRefresh()
  const errors = checkNewReport(form)
  const errorOf = (field: keyof NewReportForm) => (asked ? (errors[field] ?? null) : null)
  const set = (change: Partial<NewReportForm>) => setForm({ ...form, ...change })

  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    setAsked(true)
    if (Object.keys(errors).length > 0) {
      // The first wrong field takes the focus, once it is marked as wrong.
      requestAnimationFrame(() => document.querySelector<HTMLElement>(`#${formId} [aria-invalid=true]`)?.focus())
      return
    }
    setBusy(true)
    setFailure(null)
    try {
      const { report } = await client.call('report.create', toNewReport(form))
      void refresh('worklist.list')
      onCreated(report.id)
    } catch (error) {
      setFailure(messageOf(error))
    }
    setBusy(false)
  }

  return (
    <form id={formId} onSubmit={(event) => void submit(event)} className="grid grid-cols-6 gap-x-4 gap-y-1.5">
      {failure ? (
        <Banner tone="danger" title={worklist.createFailed} className="col-span-6 mb-2 rounded-md">
          {failure}
        </Banner>
      ) : null}
      <Field label={worklist.patientId} error={errorOf('patientId')} hint={worklist.required} className="col-span-2">
        {(ids) => <Input {...ids} aria-required="true" value={form.patientId} onChange={(event) => set({ patientId: event.target.value })} />}
      </Field>
      <Field label={worklist.name} error={errorOf('name')} hint={worklist.nameHint} className="col-span-4">
        {(ids) => <Input {...ids} value={form.name} onChange={(event) => set({ name: event.target.value })} />}
      </Field>
      <Field label={worklist.birthDate} error={errorOf('birthDate')} className="col-span-2">
        {(ids) => <DateInput {...ids} value={form.birthDate} onValue={(birthDate) => set({ birthDate })} />}
      </Field>
      <Field label={worklist.sex} className="col-span-2">
        {({ id }) => <Select id={id} label={worklist.sex} value={form.sex} options={sexes} onChange={(sex) => set({ sex })} />}
      </Field>
      <Field label={worklist.studyDate} error={errorOf('date')} hint={worklist.required} className="col-span-2 col-start-1">
        {(ids) => <DateInput {...ids} aria-required="true" value={form.date} onValue={(date) => set({ date })} />}
      </Field>
      <Field label={worklist.accession} error={errorOf('accessionNumber')} className="col-span-2">
        {(ids) => <Input {...ids} value={form.accessionNumber} onChange={(event) => set({ accessionNumber: event.target.value })} />}
      </Field>
      <Field label={worklist.side} className="col-span-2">
        {({ id }) => <Select id={id} label={worklist.side} value={form.side} options={sides} onChange={(side) => set({ side })} />}
      </Field>
      <Field label={worklist.modality} className="col-span-3">
        {({ id }) => <Select id={id} label={worklist.modality} value={form.modality} options={modalityOptions} onChange={(modality) => set({ modality })} />}
      </Field>
      <Field label={worklist.description} error={errorOf('description')} className="col-span-3">
        {(ids) => <Input {...ids} placeholder={worklist.descriptionPlaceholder} value={form.description} onChange={(event) => set({ description: event.target.value })} />}
      </Field>
    </form>
  )
}
