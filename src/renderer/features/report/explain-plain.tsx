import { Clipboard } from 'lucide-react'
import type { PlainLanguage } from '../../../domain/explain/plain-language.ts'
import { AppError } from '../../lib/errors.ts'
import { strings } from '../../lib/strings.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { showToast } from '../../ui/toast.tsx'

const words = strings.explain

/** The conclusion in plain words, for a patient; or why there is none. */
export function ExplainPlain({ plain }: { plain: PlainLanguage }) {
  const { text, reason, parts, lacking, before, after } = plain
  if (text === null || after === null) {
    return (
      <div data-testid="plain" className="py-3">
        <Banner tone="caution" title={words.notOffered} className="rounded-md">{reason}</Banner>
      </div>
    )
  }
  const changes = [...new Set(parts.flatMap((part) => (part.from ? words.change(part.from, part.text) : [])))]
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => showToast({ title: words.copied }),
      (error: unknown) => showToast({ tone: 'danger', title: strings.report.copyFailed, description: AppError.from(error).message }),
    )
  return (
    <div data-testid="plain" className="flex flex-col gap-3 py-3">
      <p data-testid="plain-text" lang={plain.language} className="rounded-md border border-line-strong p-3 text-base leading-6 whitespace-pre-wrap text-pretty select-text">
        {parts.map((part, index) =>
          // The parts of one text never move.
          part.from ? <span key={`${String(index)} ${part.text}`} title={part.from} className="underline decoration-line-strong decoration-dotted underline-offset-4">{part.text}</span> : part.text,
        )}
      </p>
      <div className="flex items-start gap-3">
        <div className="min-w-0 flex-1 text-sm text-ink-soft">
          <p data-testid="reading-level">{after.measure === 'kanji' ? words.kanji(before.value, after.value) : words.grade(before.value, after.value)}</p>
          <p>{words.proved} {words.handOut}</p>
        </div>
        <Button icon={Clipboard} onClick={() => void copy()}>{words.copy}</Button>
      </div>
      {changes.length > 0 ? (
        <section>
          <h3 className="text-sm font-semibold text-ink-soft">{words.changed}</h3>
          <ul className="text-sm text-ink-soft">{changes.map((change) => <li key={change}>{change}</li>)}</ul>
        </section>
      ) : null}
      {lacking.length > 0 ? (
        <section data-testid="lacking">
          <h3 className="text-sm font-semibold text-ink-soft">{words.lacking}</h3>
          <p className="text-base">{lacking.join(plain.language === 'ja' ? '、' : ', ')}</p>
        </section>
      ) : null}
    </div>
  )
}
