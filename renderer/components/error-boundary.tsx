import { Component, type ReactNode } from 'react';
import { ErrorState } from './screen-state.tsx';

interface State {
  readonly error: unknown;
  readonly failed: boolean;
}

/** Catches what a screen throws while it is drawn; the rest of the window stays usable. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode; readonly actions?: ReactNode }, State> {
  override state: State = { error: null, failed: false };

  static getDerivedStateFromError(error: unknown): State {
    return { error, failed: true };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <ErrorState
        error={this.state.error}
        onRetry={() => {
          this.setState({ error: null, failed: false });
        }}
        actions={this.props.actions}
      />
    );
  }
}
