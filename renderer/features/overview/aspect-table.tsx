import { Check } from 'lucide-react';
import type { Aspect, Instrument } from '#common/domain/instrument.ts';
import type { AspectTotals, Totals } from '#common/domain/totals.ts';
import { Bar, PairBar } from '#renderer/components/bar.tsx';
import { Card } from '#renderer/components/card.tsx';
import { Icon } from '#renderer/components/icon.tsx';
import { cx } from '#renderer/lib/classes.ts';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { useLanguage } from '#renderer/lib/settings.ts';
import { overviewWords } from './words.ts';
import css from './aspect-table.module.css';

/** Self and team points by aspect, over the indicators scored so far, so that both columns speak of the same ones. */
export function AspectTable({ instrument, totals }: { readonly instrument: Instrument; readonly totals: Totals }) {
  const t = useMessages(overviewWords);
  const format = useFormat();
  const mark = format.digits(instrument.passMark);
  return (
    <Card label={t.aspects} className={css.card}>
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">{t.aspect}</th>
            <th scope="col">{t.progress}</th>
            <th scope="col" className={css.right}>
              {t.self}
            </th>
            <th scope="col" className={css.right}>
              {t.team}
            </th>
            <th scope="col" className={css.right}>
              {t.difference}
            </th>
            <th scope="col">{t.percent(mark)}</th>
          </tr>
        </thead>
        <tbody>
          {totals.aspects.map((row) => (
            <Row
              key={row.aspect}
              row={row}
              aspect={instrument.aspects.find((aspect) => aspect.number === row.aspect)}
              pass={Number(instrument.passMark)}
            />
          ))}
        </tbody>
        <tfoot>
          <Total totals={totals} />
        </tfoot>
      </table>
      <div className={css.legend}>
        <span>
          <i className={css.team} />
          {t.legendTeam}
        </span>
        <span>
          <i className={css.self} />
          {t.legendSelf}
        </span>
        <span>
          <i className={css.pass} />
          {t.legendPass(mark)}
        </span>
      </div>
    </Card>
  );
}

function Row({
  row,
  aspect,
  pass,
}: {
  readonly row: AspectTotals;
  readonly aspect: Aspect | undefined;
  readonly pass: number;
}) {
  const t = useMessages(overviewWords);
  const format = useFormat();
  const language = useLanguage();
  const { settled, indicators, scoredSelf, scoredFull, team } = row;
  return (
    <tr>
      <th scope="row" className={css.name}>
        <b>{format.digits(String(row.aspect))}</b> {aspect?.title[language]}
      </th>
      <td>
        <div className={css.progress}>
          <Bar className={css.bar} share={indicators === 0 ? 0 : settled / indicators} />
          {t.settled(format.number(settled), format.number(indicators))}
          {settled === indicators && <Icon of={Check} className={css.ok} />}
        </div>
      </td>
      <td className={css.right}>
        <Points value={scoredSelf} full={scoredFull} />
      </td>
      <td className={css.right}>
        <b>
          <Points value={team} full={scoredFull} />
        </b>
      </td>
      <Difference value={scoredFull === 0 ? null : team - scoredSelf} />
      <td>
        <div className={css.pair}>
          <PairBar
            team={row.teamPercent === null ? null : Number(row.teamPercent)}
            // Only drawn: the place of a tick, not a figure.
            self={scoredFull === 0 ? null : (scoredSelf / scoredFull) * 100}
            pass={pass}
          />
          <b>{format.percent(row.teamPercent)}</b>
        </div>
      </td>
    </tr>
  );
}

function Total({ totals }: { readonly totals: Totals }) {
  const t = useMessages(overviewWords);
  const format = useFormat();
  const sum = (pick: (row: AspectTotals) => number) => totals.aspects.reduce((all, row) => all + pick(row), 0);
  const self = sum((row) => row.scoredSelf);
  const full = sum((row) => row.scoredFull);
  return (
    <tr className={css.total}>
      <th scope="row" className={css.name}>
        <b>{t.total}</b>
      </th>
      <td className={css.small}>
        {t.totalSettled(format.number(totals.settled), format.number(totals.indicators))}
        {totals.pilots > 0 && <div>{t.noPilots(format.number(totals.pilots))}</div>}
      </td>
      <td className={css.right}>
        <Points value={self} full={full} />
      </td>
      <td className={css.right}>
        <b>
          <Points value={totals.team} full={full} />
        </b>
      </td>
      <Difference value={full === 0 ? null : totals.team - self} />
      <td className={css.small}>{t.fullPoints(format.number(totals.full))}</td>
    </tr>
  );
}

function Points({ value, full }: { readonly value: number; readonly full: number }) {
  const format = useFormat();
  if (full === 0) return <span className={css.of}>–</span>;
  return (
    <>
      {format.number(value)}
      <span className={css.of}>/{format.number(full)}</span>
    </>
  );
}

function Difference({ value }: { readonly value: number | null }) {
  const format = useFormat();
  return (
    <td className={cx(css.right, value !== null && value !== 0 && css.warn)}>
      {value === null ? <span className={css.of}>–</span> : format.difference(value)}
    </td>
  );
}
