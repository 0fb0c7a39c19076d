import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { strings } from '../../lib/strings.ts'

/** The window while the database is not open: one thing in the middle. */
export function AccessFrame({ icon: Icon, title, children }: { icon: LucideIcon; title: string; children: ReactNode }) {
  return (
    <main className="flex h-full flex-col overflow-y-auto px-6 py-6">
      <div className="m-auto w-full max-w-[40rem]">
        <p className="mb-6 flex items-center gap-2 text-sm font-medium text-ink-faint">
          <Icon aria-hidden="true" className="size-4" />
          {strings.words.appName}
        </p>
        <h1 className="text-2xl font-semibold tracking-tight text-balance">{title}</h1>
        {children}
      </div>
    </main>
  )
}
