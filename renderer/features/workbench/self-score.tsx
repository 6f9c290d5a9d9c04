import { Eye, EyeOff, Paperclip } from 'lucide-react';
import { useState } from 'react';
import type { Rule } from '#common/domain/instrument.ts';
import { percentOf } from '#common/domain/rule.ts';
import type { Answer } from '#common/domain/submission.ts';
import { textIn } from '#common/domain/text.ts';
import { Button } from '#renderer/components/button.tsx';
import { Menu } from '#renderer/components/menu.tsx';
import { Icon } from '#renderer/components/icon.tsx';
import { ScoreToken } from '#renderer/components/score-token.tsx';
import { cx } from '#renderer/lib/classes.ts';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { useLanguage } from '#renderer/lib/settings.ts';
import text from '#renderer/styles/text.module.css';
import { useDesk } from './desk.ts';
import type { EvidenceTab } from './evidence-tabs.ts';
import { formWords } from './form-words.ts';
import extras from './extras.module.css';
import css from './form.module.css';

/** What the LAO gave itself, what it measured, and its note; hidden in blind mode until the team scored. */
export function SelfScore() {
  const t = useMessages(formWords);
  const { answer, indicator, row, blind, reveal } = useDesk();
  const measured = useMeasured(indicator.rule, answer);
  // Percent and date stand beside the team's own, as long as the rule is there.
  const isBeside = row.removed === null && (indicator.rule.kind === 'percent' || indicator.rule.kind === 'deadline');
  if (blind) {
    return (
      <div className={css.blind}>
        <Icon of={EyeOff} />
        <span className={text.grow}>{t.hidden}</span>
        <Button size="small" icon={Eye} onPress={reveal}>
          {t.show}
        </Button>
      </div>
    );
  }
  const points = answer?.selfPoints ?? null;
  return (
    <div>
      <div className={css.self}>
        <span className={text.label}>{t.self}</span>
        {points === null ? (
          <span className={css.selfNote}>{t.noSelf}</span>
        ) : (
          <>
            <ScoreToken points={points} full={indicator.points} />
            <span className={css.selfNote}>{isBeside ? null : measured}</span>
          </>
        )}
        <LaoFiles />
      </div>
      {answer !== null && answer.note !== '' && <LaoNote key={indicator.id} note={answer.note} />}
    </div>
  );
}

/** Longer notes are folded to two lines. */
const shortNote = 90;

function LaoNote({ note }: { readonly note: string }) {
  const t = useMessages(formWords);
  const [isOpen, setOpen] = useState(false);
  const isLong = note.length > shortNote || note.includes('\n');
  return (
    <div className={css.laoNote}>
      <span className={cx(css.laoWords, isLong && !isOpen && extras.clamp)}>“{note}”</span>
      {isLong && (
        <Button look="quiet" size="small" expanded={isOpen} className={css.phrases} onPress={() => setOpen(!isOpen)}>
          {isOpen ? t.lessNote : t.moreNote}
        </Button>
      )}
    </div>
  );
}

function attachedTo(tab: EvidenceTab): readonly string[] {
  if (tab.origin === 'team') return [];
  return tab.kind === 'link' ? tab.link.indicators : tab.item.indicators;
}

/** How much the LAO attached here; each item opens in the viewer. */
function LaoFiles() {
  const t = useMessages(formWords);
  const format = useFormat();
  const { tabs, openTab, indicator } = useDesk();
  // What was cited from another indicator has a tab here, too, but was not attached here.
  const own = tabs.filter((tab) => tab.origin !== 'earlier' && attachedTo(tab).includes(indicator.id));
  if (own.length === 0) return <span className={css.laoFiles}>{t.noFiles}</span>;
  const count = format.number(own.length);
  return (
    <Menu
      label={t.files(count)}
      trigger={
        <Button look="quiet" size="small" icon={Paperclip} label={t.files(count)} className={css.laoFiles}>
          {count}
        </Button>
      }
      groups={[own.map(({ id, title }) => ({ id, label: title, run: () => openTab(id) }))]}
    />
  );
}

function useMeasured(rule: Rule, answer: Answer | null): string | null {
  const t = useMessages(formWords);
  const language = useLanguage();
  const format = useFormat();
  const measure = answer?.measure ?? null;
  if (measure === null) return null;
  switch (measure.kind) {
    case 'percent': {
      if (rule.kind !== 'percent') return null;
      const unit = textIn(rule.unit, language);
      const parts = t.outOf(format.digits(measure.numerator), format.digits(measure.denominator), unit);
      return `${parts} ${t.percentOf(format.percent(percentOf(measure)))}`;
    }
    case 'checklist':
      return rule.kind === 'checklist'
        ? t.itemsDone(format.number(measure.ticked.length), format.number(rule.items.length))
        : null;
    case 'deadline':
      return measure.doneOn === null ? t.notDoneBySelf : t.doneOnDay(format.date(measure.doneOn, 'long'));
  }
}
