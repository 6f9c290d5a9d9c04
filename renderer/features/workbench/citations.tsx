import { ArrowUpRight, Plus, Unlink, X } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components';
import { readableQuote } from '#common/domain/mark-quote.ts';
import { Button, IconButton } from '#renderer/components/button.tsx';
import { CiteTab } from '#renderer/components/cite-tab.tsx';
import { Icon } from '#renderer/components/icon.tsx';
import { cx } from '#renderer/lib/classes.ts';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import text from '#renderer/styles/text.module.css';
import { useDesk } from './desk.ts';
import { formWords } from './form-words.ts';
import { MarkUses } from './mark-uses.tsx';
import type { NumberedCitation } from './mark-changes.ts';
import { viewerWords } from './viewer-words.ts';
import css from './citations.module.css';

/** The proof of this score, numbered as on the page; a card jumps to its place. */
export function Citations({ selected }: { readonly selected: string | null }) {
  const t = useMessages(formWords);
  const desk = useDesk();
  const { citations, citing, locked, row, tabs } = desk;
  return (
    <section aria-label={t.citations}>
      <div className={css.head}>
        <span className={text.label}>{t.citations}</span>
        {!locked && citing !== null && (
          <Button look="quiet" size="small" icon={Plus} keys="C" onPress={desk.cite} className={css.cite}>
            {citing === 'selection' ? t.citeSelection : t.citeFile}
          </Button>
        )}
      </div>
      {citations.length > 0 && citations.every(isLost) && row.points !== 0 && row.removed === null && (
        <div className={css.none}>
          <Icon of={Unlink} />
          <span>
            {t.onlyEarlier}
            <br />
            <span className={text.second}>{t.onlyEarlierText}</span>
          </span>
        </div>
      )}
      {citations.length === 0 ? (
        <div className={css.none}>
          <Icon of={Unlink} />
          <span>
            {tabs.length === 0 ? t.nothingToCite : t.nothingCited}
            <br />
            <span className={text.second}>{tabs.length === 0 ? t.nothingToCiteText : t.nothingCitedText}</span>
          </span>
        </div>
      ) : (
        <ol className={css.list}>
          {citations.map((citation) => (
            <CiteCard key={citation.citation.id} entry={citation} isSelected={citation.mark?.id === selected} />
          ))}
        </ol>
      )}
      {selected !== null && <MarkUses mark={selected} />}
    </section>
  );
}

const isLost = ({ source }: NumberedCitation): boolean => source?.isLost === true;

function CiteCard({ entry, isSelected }: { readonly entry: NumberedCitation; readonly isSelected: boolean }) {
  const t = useMessages(formWords);
  const desk = useDesk();
  const { number, citation, mark } = entry;
  const title = useTitle(entry);
  const words = useMarkWords(entry);
  const isFaint =
    isLost(entry) || (mark !== null && desk.lost.has(mark.id)) || (citation.annotation !== null && mark === null);
  return (
    <li className={cx(css.card, isSelected && mark !== null && css.selected, isFaint && css.lost)}>
      <AriaButton
        className={css.jump ?? ''}
        aria-label={`${t.jump(String(number), title)} ${words}`}
        onPress={() => desk.jumpTo(entry)}
      >
        {/* Spaces, so that the words are those of the button's name; the grid swallows them. */}
        <CiteTab number={number} /> <b className={text.clip}>{title}</b>{' '}
        <Icon of={ArrowUpRight} className={css.arrow} />
        <span className={cx(css.words, text.clip)}>{words}</span>
      </AriaButton>
      {!desk.locked && (
        <IconButton
          icon={X}
          label={t.removeCitation(String(number))}
          className={css.remove ?? ''}
          onPress={() => desk.change({ type: 'citation.removed', payload: { id: citation.id } })}
        />
      )}
    </li>
  );
}

function useTitle({ citation, mark, source }: NumberedCitation): string {
  const t = useMessages(formWords);
  const format = useFormat();
  const { detail, snapshot } = useDesk();
  const evidence = source?.evidence ?? citation.evidence;
  const page = mark?.page ?? null;
  const file =
    source?.isLost === true ? source.found?.file : detail.manifest.evidence.find(({ id }) => id === evidence);
  const link = detail.manifest.links.find((item) => item.id === evidence);
  const own = snapshot.review.teamEvidence.find(({ id }) => id === evidence);
  const look = snapshot.review.liveChecks.find(({ id }) => id === evidence);
  const title =
    source?.title ??
    (file ?? link)?.title ??
    (own && t.ofTeam(own.title)) ??
    (look && t.liveCheck(look.address, format.date(look.at))) ??
    evidence;
  return page === null || (file ?? own)?.mediaType !== 'application/pdf'
    ? title
    : `${title} · ${t.onPage(format.number(page))}`;
}

function useMarkWords({ citation, mark, source }: NumberedCitation): string {
  const t = useMessages(formWords);
  const names = useMessages(viewerWords);
  const { lost } = useDesk();
  if (source?.isLost === true) return source.sha256 === null ? t.notPartLink : t.notPart;
  if (citation.annotation === null) return citation.evidence.startsWith('live-') ? t.look : t.whole;
  if (mark === null) return t.lost;
  const quote = readableQuote(mark.quote);
  const own = mark.comment || mark.stamp || (quote === null ? names[`${mark.kind}Name`] : `“${quote}”`);
  return lost.has(mark.id) ? `${t.lost} · ${own}` : own;
}
