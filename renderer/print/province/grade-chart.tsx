import type { ProvinceSummaryData } from '#common/domain/province-summary.ts';
import type { ProvinceWords } from './words.ts';

const axis = { left: 124, width: 320 };
const step = 20;

/** How many LAOs have each grade; a full bar would be all of them. */
export function GradeChart({
  bars,
  words,
}: {
  readonly bars: ProvinceSummaryData['grades']['bars'];
  readonly words: ProvinceWords;
}) {
  const bottom = bars.length * step + 4;
  const text = bars.map(({ label, count }) => `${label} ${count.text}`).join(', ');
  return (
    <svg
      className="province-chart"
      viewBox={`0 0 520 ${bottom + 2}`}
      role="img"
      aria-label={`${words.gradeChart}: ${text}`}
    >
      {bars.map(({ label, count }, index) => {
        const y = index * step + 4;
        const end = axis.left + (count.length / 100) * axis.width;
        return (
          <g key={label}>
            <text x={axis.left - 8} y={y + 11} textAnchor="end">
              {label}
            </text>
            <rect className="fill" x={axis.left} y={y} width={end - axis.left} height={12} />
            <text className="strong" x={end + 6} y={y + 11}>
              {count.text}
            </text>
          </g>
        );
      })}
      <line className="axis" x1={axis.left} x2={axis.left} y1={0} y2={bottom} />
    </svg>
  );
}
