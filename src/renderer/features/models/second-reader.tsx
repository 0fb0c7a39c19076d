import type { ReaderStanding } from '../../../domain/gate/reader-measurement.ts'
import type { ModelView } from '../../../domain/model/catalog.ts'
import { client } from '../../lib/client.ts'
import { messageOf } from '../../lib/errors.ts'
import { formatMoment } from '../../lib/format.ts'
import { queryClient, callKey, useCall } from '../../lib/query.ts'
import { strings } from '../../lib/strings.ts'
import { Checkbox } from '../../ui/choice.tsx'
import { Select } from '../../ui/select.tsx'
import { Signal } from '../../ui/signal.tsx'
import type { SignName } from '../../ui/signs.ts'
import { showToast } from '../../ui/toast.tsx'
import type { Tone } from '../../ui/tone.ts'

const { secondReader: text, gate } = strings
/** The model that drafts, whichever that is. */
const modelInUse = ''

const looks: Record<ReaderStanding['state'], { tone: Tone; sign: SignName }> = {
  passed: { tone: 'good', sign: 'shield-check' },
  refused: { tone: 'danger', sign: 'shield-alert' },
  'too-few': { tone: 'caution', sign: 'question' },
  none: { tone: 'neutral', sign: 'circle-dashed' },
}

/** The switch of the second reader, which model it is, and what its measurement says in each language. */
export function SecondReader({ installed }: { installed: readonly ModelView[] }) {
  const { data } = useCall('secondReader.read')
  if (!data) return null
  const { on, lockedByPolicy, reader, modelId, standings, fellOff } = data
  const mayBeOn = standings.some(({ state: stands }) => stands === 'passed')

  const write = async (choice: { on: boolean; modelId: string | null }) => {
    try {
      const next = await client.call('secondReader.write', choice)
      queryClient.setQueryData(callKey('secondReader.read'), next)
      if (next.on !== on) showToast({ tone: 'good', title: next.on ? text.turnedOn(next.reader?.name ?? '') : text.turnedOff })
    } catch (error) {
      showToast({ tone: 'danger', title: text.switchFailed, description: messageOf(error) })
    }
  }

  return (
    <section aria-label={text.title} data-testid="second-reader" data-on={on} className="grid grid-cols-[minmax(18rem,26rem)_minmax(0,1fr)] items-start gap-x-6 gap-y-1.5 border-t border-line pt-2.5">
      <div className="flex flex-col gap-1.5">
        <Checkbox checked={on} disabled={lockedByPolicy || (!on && !mayBeOn)} onChange={(next) => void write({ on: next, modelId })} label={text.switch} note={lockedByPolicy ? text.locked : text.note} />
        <span className="flex items-center gap-2 pl-6 text-sm text-ink-faint">
          {text.model}
          <Select
            label={text.model}
            value={modelId ?? modelInUse}
            options={[{ value: modelInUse, label: text.modelInUse(modelId === null ? (reader?.name ?? null) : null) }, ...installed.map(({ id, name }) => ({ value: id, label: name }))]}
            // Another model is off until it has passed and somebody turns it on.
            onChange={(value) => void write({ on: lockedByPolicy && on, modelId: value === modelInUse ? null : value })}
            className="max-w-56"
          />
        </span>
      </div>
      <ul className="flex min-w-0 flex-col gap-1 text-sm">
        {fellOff !== null ? (
          <li data-testid="second-reader-off" className="text-pretty text-caution">
            {fellOff}
          </li>
        ) : null}
        {reader === null ? (
          fellOff === null ? <li className="text-ink-soft">{text.noModel}</li> : null
        ) : standings.every(({ state: stands }) => stands === 'none') ? (
          <li className="text-pretty text-ink-soft">
            {fellOff === null ? `${standings[0]?.sentence ?? ''} ` : ''}
            {text.notMeasured}
          </li>
        ) : (
          standings.map((standing) => <Standing key={standing.language} standing={standing} />)
        )}
      </ul>
    </section>
  )
}

function Standing({ standing: { language, state, sentence, measured } }: { standing: ReaderStanding }) {
  const { tone, sign } = looks[state]
  return (
    <li data-testid="second-reader-standing" data-language={language} data-state={state} className="text-pretty">
      <span className="mr-1.5 inline-flex items-center gap-1.5 align-bottom">
        <span className="font-medium">{gate.languages[language]}</span>
        <Signal tone={tone} sign={sign}>
          {text.standing[state]}
        </Signal>
      </span>
      <span className="text-ink-soft">
        {sentence} {measured.length > 0 ? text.measured(measured.map(({ source, reports, at }) => ({ source, reports, at: formatMoment(at) }))) : ''}
      </span>
    </li>
  )
}
