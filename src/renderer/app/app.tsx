import { useQueryClient } from '@tanstack/react-query'
import type { AppStatus } from '../../domain/app-status.ts'
import { ChooseProtection } from '../features/access/choose-protection.tsx'
import { Locked } from '../features/access/locked.tsx'
import { Problem } from '../features/access/problem.tsx'
import { callKey, useCall } from '../lib/query.ts'
import { strings } from '../lib/strings.ts'
import { Shell } from './shell.tsx'

/** The app, or the one question or problem that stands before it. */
export function App() {
  const { data: status, error, refetch } = useCall('app.status')
  const queries = useQueryClient()
  const answer = (next: AppStatus) => queries.setQueryData(callKey('app.status'), next)

  if (error) {
    return (
      <Problem
        title={strings.access.noAnswer}
        message={error.message}
        remedy={strings.access.noAnswerRemedy}
        database={null}
        retry={async () => {
          await refetch()
        }}
      />
    )
  }
  // The first answer takes a few milliseconds: an empty ground is calmer than a flash of text.
  if (!status) return null
  switch (status.state) {
    case 'ready':
      return <Shell status={status} />
    case 'choose-protection':
      return <ChooseProtection status={status} onAnswer={answer} />
    case 'locked':
      return <Locked message={status.message} onAnswer={answer} />
    case 'problem':
      return <Problem title={status.title} message={status.message} remedy={status.remedy} database={status.database} onAnswer={answer} />
    default:
      return status satisfies never
  }
}
