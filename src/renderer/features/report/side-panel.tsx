import type { ReactNode } from 'react'

/** A titled part beside the report. */
export function SidePanel({ title, badge, actions, children }: { title: string; badge?: ReactNode; actions?: ReactNode; children: ReactNode }) {
  return (
    <section aria-label={title} className="border-b border-line">
      <header className="flex h-9 items-center gap-2 px-3">
        <h2 className="text-sm font-semibold">{title}</h2>
        {badge}
        <span className="ml-auto flex items-center gap-2">{actions}</span>
      </header>
      {children}
    </section>
  )
}
