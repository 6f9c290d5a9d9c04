import type { Fact } from '#common/domain/paper/paper.ts';
import { Thai } from '#renderer/print/thai.tsx';

/** What is known, or a dotted line over the rest of the row. */
export function Dotted({ value }: { readonly value: string | null }) {
  if (value === null) return <span className="dotted" />;
  return (
    <span>
      <Thai>{value}</Thai>
    </span>
  );
}

/** Label and value, one below the other. */
export function Facts({ rows }: { readonly rows: readonly Fact[] }) {
  return (
    <dl className="facts">
      {rows.map(({ label, value }) => (
        <div key={label}>
          <dt>
            <Thai>{label}</Thai>
          </dt>
          <dd>
            <Dotted value={value} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
