import type { ProvinceSummaryData } from '#common/domain/province-summary.ts';
import { Thai } from '#renderer/print/thai.tsx';
import { Columns } from './columns.tsx';
import type { ProvinceWords } from './words.ts';

/** Counts per type of LAO and grade. */
export function GradeTable({
  grades,
  words,
}: {
  readonly grades: ProvinceSummaryData['grades'];
  readonly words: ProvinceWords;
}) {
  return (
    <table className="province-figures">
      <Columns
        of={[
          { head: words.type },
          { head: words.laos, width: 'p14' },
          { head: words.average, width: 'p16' },
          { head: words.passedCount, width: 'p14' },
          ...grades.heads.map((head) => ({ head, width: 'p18' as const })),
        ]}
      />
      <tbody>
        {grades.rows.map(({ label, cells }) => (
          <tr key={label}>
            <td>
              <Thai>{label}</Thai>
            </td>
            <Cells cells={cells} />
          </tr>
        ))}
        <tr className="total">
          <td className="center">{words.total}</td>
          <Cells cells={grades.total} />
        </tr>
      </tbody>
    </table>
  );
}

function Cells({ cells }: { readonly cells: readonly string[] }) {
  return cells.map((cell, index) => (
    <td key={index} className="number">
      {cell}
    </td>
  ));
}
