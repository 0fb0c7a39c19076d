import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

/** What stands where there is nothing yet: what it is, and the first step. */
export function EmptyState({ icon: Icon, title, children, actions }: { icon: LucideIcon; title: string; children?: ReactNode; actions?: ReactNode }) {
  return (
    <div className="flex h-full flex-col items-center justify-center px-6 py-10 text-center">
      <Icon aria-hidden="true" className="mb-3 size-7 text-ink-faint" strokeWidth={1.5} />
      <h2 className="text-lg font-semibold">{title}</h2>
      {children ? <div className="mt-1 max-w-[34rem] text-pretty text-ink-soft">{children}</div> : null}
      {actions ? <div className="mt-4 flex flex-wrap justify-center gap-2">{actions}</div> : null}
    </div>
  )
}
