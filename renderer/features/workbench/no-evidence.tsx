import { Camera, CircleSlash, FileQuestionMark, Monitor, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { textIn } from '#common/domain/text.ts';
import { Button } from '#renderer/components/button.tsx';
import { Icon } from '#renderer/components/icon.tsx';
import { Note } from '#renderer/components/note.tsx';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { useLanguage } from '#renderer/lib/settings.ts';
import text from '#renderer/styles/text.module.css';
import { useDesk } from './desk.ts';
import { useFieldDesk } from './field-desk.ts';
import { fieldWords } from './field-words.ts';
import { viewerWords } from './viewer-words.ts';
import css from './viewer.module.css';

/** The LAO attached nothing: what the rule expects, and the ways to go on. */
export function NoEvidence() {
  const t = useMessages(viewerWords);
  const language = useLanguage();
  const format = useFormat();
  const field = useMessages(fieldWords);
  const { indicator, row, locked, setPoints } = useDesk();
  const { addEvidence, recordLive } = useFieldDesk();
  return (
    <div className={css.nothing}>
      <Icon of={FileQuestionMark} className={css.nothingIcon} />
      <h2>{t.noEvidenceTitle(format.digits(indicator.number))}</h2>
      <p className={text.second}>
        {indicator.evidence.length > 0 && (
          <>
            {t.expected} {indicator.evidence.map((paper) => textIn(paper, language)).join(' · ')}
            <br />
          </>
        )}
        {indicator.systems.length > 0 && (
          <>
            {t.lookInto(indicator.systems.join(' · '))}
            <br />
          </>
        )}
        {!locked && t.chooseWay}
      </p>
      {!locked && (
        <>
          <Way icon={Monitor} title={field.lookWayTitle} words={field.lookWayText}>
            <Button look="primary" keys="L" onPress={() => recordLive()}>
              {field.look}
            </Button>
          </Way>
          <Way icon={Camera} title={field.addWayTitle} words={field.addWayText}>
            <Button keys="M" onPress={addEvidence}>
              {field.addFiles}
            </Button>
          </Way>
          <Way icon={CircleSlash} title={t.zeroTitle} words={t.zeroText}>
            <Button onPress={() => setPoints(0)} pressed={row.points === 0}>
              {t.zero}
            </Button>
          </Way>
        </>
      )}
      <Note>{t.citeRule}</Note>
    </div>
  );
}

function Way({
  icon,
  title,
  words,
  children,
}: {
  readonly icon: LucideIcon;
  readonly title: string;
  readonly words: string;
  readonly children: ReactNode;
}) {
  return (
    <div className={css.way}>
      <span className={css.wayIcon}>
        <Icon of={icon} />
      </span>
      <div>
        <b>{title}</b>
        <div className={css.wayText}>{words}</div>
      </div>
      {children}
    </div>
  );
}
