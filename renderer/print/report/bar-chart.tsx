import type { ChartBar, ReportChart } from '#common/domain/report-summary.ts';
import type { ReportWords } from './words.ts';

/** Units of the drawing: 520 wide = the width of the text, about 0.87 pt each. */
const axis = { left: 84, width: 320 };
const columns = { team: 462, self: 518 };
const top = 22;
const step = 23;
const at = (length: number): number => axis.left + (length / 100) * axis.width;

/** Percent per aspect as vector bars: black for the team, outlined for the LAO, so that a grey copy reads the same. */
export function BarChart({ chart, words }: { readonly chart: ReportChart; readonly words: ReportWords }) {
  const bottom = top + chart.bars.length * step;
  const pass = at(chart.pass.length);
  const text = chart.bars.map((bar) => `${bar.label} ${bar.team.text}`).join(', ');
  return (
    <svg className="chart" viewBox={`0 0 520 ${bottom + 24}`} role="img" aria-label={`${words.chart}: ${text}`}>
      <text x={pass} y={13} textAnchor="middle">
        {`${words.chartPass} ${chart.pass.text}`}
      </text>
      <text x={columns.team} y={13} textAnchor="end">
        {words.teamShort}
      </text>
      <text x={columns.self} y={13} textAnchor="end">
        {words.selfShort}
      </text>
      {chart.bars.map((bar, index) => (
        <Bar key={bar.label} bar={bar} y={top + index * step} />
      ))}
      <line className="axis" x1={at(0)} x2={at(0)} y1={top - 4} y2={bottom} />
      <line className="axis" x1={at(0)} x2={at(100)} y1={bottom} y2={bottom} />
      {[0, 50, 100].map((tick) => (
        <line key={tick} className="axis" x1={at(tick)} x2={at(tick)} y1={bottom} y2={bottom + 4} />
      ))}
      <line className="pass" x1={pass} x2={pass} y1={top - 5} y2={bottom + 4} />
      <Legend words={words} y={bottom + 10} />
    </svg>
  );
}

function Bar({ bar, y }: { readonly bar: ChartBar; readonly y: number }) {
  const base = y + 12;
  return (
    <g>
      <text x={axis.left - 8} y={base} textAnchor="end">
        {bar.label}
      </text>
      <rect className="team" x={axis.left} y={y} width={at(bar.team.length) - axis.left} height={10} />
      <rect className="self" x={axis.left} y={y + 11} width={at(bar.self.length) - axis.left} height={5} />
      <text className="strong" x={columns.team} y={base} textAnchor="end">
        {bar.team.text}
      </text>
      <text x={columns.self} y={base} textAnchor="end">
        {bar.self.text}
      </text>
    </g>
  );
}

function Legend({ words, y }: { readonly words: ReportWords; readonly y: number }) {
  return (
    <g>
      <rect className="team" x={axis.left} y={y} width={14} height={9} />
      <text x={axis.left + 19} y={y + 9}>
        {words.chartTeam}
      </text>
      <rect className="self" x={axis.left + 110} y={y + 2} width={14} height={6} />
      <text x={axis.left + 129} y={y + 9}>
        {words.chartSelf}
      </text>
    </g>
  );
}
