import type { ProvinceSummaryData } from '#common/domain/province-summary.ts';
import type { ProvinceWords } from './words.ts';

/** Units of the drawing: 520 wide = the width of the text, about 0.87 pt each. */
const axis = { left: 84, width: 350 };
const top = 22;
const step = 24;
const at = (length: number): number => axis.left + (length / 100) * axis.width;

/** Average per aspect as bars, with a line from the lowest to the highest LAO; black, so that a grey copy reads the same. */
export function AspectChart({ data, words }: { readonly data: ProvinceSummaryData; readonly words: ProvinceWords }) {
  const bottom = top + data.aspects.length * step;
  const pass = at(data.passMark.length);
  const label = (aspect: string) => `${words.aspectNumber} ${aspect}`;
  const text = data.aspects.map((row) => `${label(row.aspect)} ${row.team.text}`).join(', ');
  return (
    <svg
      className="province-chart"
      viewBox={`0 0 520 ${bottom + 26}`}
      role="img"
      aria-label={`${words.aspectChart}: ${text}`}
    >
      <text x={pass} y={13} textAnchor="middle">
        {`${words.chartPass} ${data.passMark.text}`}
      </text>
      {data.aspects.map((row, index) => {
        const y = top + index * step;
        return (
          <g key={row.aspect}>
            <text x={axis.left - 8} y={y + 12} textAnchor="end">
              {label(row.aspect)}
            </text>
            <rect className="fill" x={axis.left} y={y} width={at(row.team.length) - axis.left} height={10} />
            <Range from={at(row.lowest.length)} to={at(row.highest.length)} y={y + 15} />
            <text className="strong" x={516} y={y + 12} textAnchor="end">
              {row.team.text}
            </text>
          </g>
        );
      })}
      <line className="axis" x1={at(0)} x2={at(0)} y1={top - 4} y2={bottom} />
      <line className="axis" x1={at(0)} x2={at(100)} y1={bottom} y2={bottom} />
      {[0, 50, 100].map((tick) => (
        <line key={tick} className="axis" x1={at(tick)} x2={at(tick)} y1={bottom} y2={bottom + 4} />
      ))}
      <line className="pass" x1={pass} x2={pass} y1={top - 5} y2={bottom + 4} />
      <rect className="fill" x={axis.left} y={bottom + 11} width={14} height={9} />
      <text x={axis.left + 19} y={bottom + 20}>
        {words.chartMean}
      </text>
      <Range from={axis.left + 90} to={axis.left + 110} y={bottom + 16} />
      <text x={axis.left + 116} y={bottom + 20}>
        {words.chartRange}
      </text>
    </svg>
  );
}

function Range({ from, to, y }: { readonly from: number; readonly to: number; readonly y: number }) {
  return (
    <g className="range">
      <line x1={from} x2={to} y1={y} y2={y} />
      <line x1={from} x2={from} y1={y - 3} y2={y + 3} />
      <line x1={to} x2={to} y1={y - 3} y2={y + 3} />
    </g>
  );
}
