import { Thai } from './thai.tsx';

/** Several pieces of text in one cell, each on its own line. */
export function Lines({ of }: { readonly of: readonly string[] }) {
  return of.map((line, index) => (
    <div key={index}>
      <Thai>{line}</Thai>
    </div>
  ));
}
