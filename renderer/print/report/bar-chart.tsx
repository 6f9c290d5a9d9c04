import type { ChartBar, ReportChart } from '#common/domain/report-summary.ts';
import type { ReportWords } from './words.ts';

/** Units of the drawing: 520 wide = the width of the text, about 0.87 pt each. */
const axis = { left: 100, width: 330 };
const step = 27;
const at = (length: number): number => axis.left + (length / 100) * axis.width;

/** Percent per aspect as vector bars: black for the team, outlined for the LAO, so that a grey copy reads the same. */
export function BarChart({ chart, words }: { readonly chart: ReportChart; readonly words: ReportWords }) {
  const bottom = chart.bars.length * step + 12;
  const text = chart.bars.map((bar) => `${bar.label} ${bar.team.text}`).join(', ');
  return (
    <svg className="chart" viewBox={`0 0 520 ${bottom + 44}`} role="img" aria-label={`${words.chart}: ${text}`}>
      <text x={at(100) + 44} y={6} textAnchor="end">
        {words.teamShort}
      </text>
      <text x={at(100) + 88} y={6} textAnchor="end">
        {words.selfShort}
      </text>
      {chart.bars.map((bar, index) => (
        <Bar key={bar.label} bar={bar} top={index * step + 12} />
      ))}
      <line className="axis" x1={at(0)} x2={at(0)} y1={8} y2={bottom} />
      <line className="axis" x1={at(0)} x2={at(100)} y1={bottom} y2={bottom} />
      {[0, 50, 100].map((tick) => (
        <line key={tick} className="axis" x1={at(tick)} x2={at(tick)} y1={bottom} y2={bottom + 4} />
      ))}
      <line className="pass" x1={at(chart.pass.length)} x2={at(chart.pass.length)} y1={4} y2={bottom + 6} />
      <text x={at(chart.pass.length)} y={bottom + 19} textAnchor="middle">
        {`${words.chartPass} ${chart.pass.text}`}
      </text>
      <Legend words={words} top={bottom + 30} />
    </svg>
  );
}

function Bar({ bar, top }: { readonly bar: ChartBar; readonly top: number }) {
  return (
    <g>
      <text x={axis.left - 8} y={top + 13} textAnchor="end">
        {bar.label}
      </text>
      <rect className="team" x={axis.left} y={top} width={at(bar.team.length) - axis.left} height={11} />
      <rect className="self" x={axis.left} y={top + 12} width={at(bar.self.length) - axis.left} height={6} />
      <text className="strong" x={at(100) + 44} y={top + 13} textAnchor="end">
        {bar.team.text}
      </text>
      <text x={at(100) + 88} y={top + 13} textAnchor="end">
        {bar.self.text}
      </text>
    </g>
  );
}

function Legend({ words, top }: { readonly words: ReportWords; readonly top: number }) {
  return (
    <g>
      <rect className="team" x={axis.left} y={top} width={14} height={9} />
      <text x={axis.left + 19} y={top + 9}>
        {words.chartTeam}
      </text>
      <rect className="self" x={axis.left + 110} y={top + 2} width={14} height={6} />
      <text x={axis.left + 129} y={top + 9}>
        {words.chartSelf}
      </text>
    </g>
  );
}
