/** Stands where an answer is awaited. Its words show only after a moment: most answers are here before, and a flash of words is restless. */
export function Loading({ label }: { label: string }) {
  return (
    <p role="status" className="loading flex h-full min-h-20 items-center justify-center px-4 py-6 text-ink-soft">
      {label}
    </p>
  )
}
