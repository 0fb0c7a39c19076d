import { RotateCcw, TriangleAlert } from 'lucide-react'
import { Component, type ReactNode } from 'react'
import { strings } from '../lib/strings.ts'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'

/** Catches a screen that fails while it is drawn. Says what is safe; shows no stack trace, which could hold patient text. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError() {
    return { failed: true }
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children
    return (
      <div role="alert" className="h-full">
        <EmptyState
          icon={TriangleAlert}
          title={strings.shell.brokenTitle}
          actions={
            <Button kind="primary" size="large" icon={RotateCcw} onClick={() => this.setState({ failed: false })}>
              {strings.shell.brokenAgain}
            </Button>
          }
        >
          {strings.shell.brokenText}
        </EmptyState>
      </div>
    )
  }
}
