import { CircleCheck, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { SubmissionDetail } from '#common/contract/channels/submission.ts';
import { Icon } from '#renderer/components/icon.tsx';
import { cx } from '#renderer/lib/classes.ts';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { useLanguage } from '#renderer/lib/settings.ts';
import { overviewWords } from './words.ts';
import css from './overview.module.css';

/** Where the data comes from, and whether it is whole. */
export function Facts({ detail }: { readonly detail: SubmissionDetail }) {
  const t = useMessages(overviewWords);
  const format = useFormat();
  const language = useLanguage();
  const { certification, evidence, links } = detail.manifest;
  const bad = detail.evidence.filter((item) => item.status !== 'ready').length;
  const files = format.number(evidence.length);
  return (
    <dl className={css.facts} aria-label={t.facts}>
      <Fact name={t.form(certification.form)}>
        {certification.receivedOn === null ? t.notReceived : t.received(format.date(certification.receivedOn))}
      </Fact>
      <Fact name={t.certifier}>
        {certification.position} {format.date(certification.certifiedOn)}
      </Fact>
      <Fact name={t.evidence}>
        <span className={cx(css.state, bad === 0 ? css.ok : css.bad)}>
          <Icon of={bad === 0 ? CircleCheck : TriangleAlert} />
          {bad === 0 ? t.evidenceWhole(files) : t.evidenceBroken(format.number(bad), files)}
        </span>
        {links.length > 0 && <> · {t.links(format.number(links.length))}</>}
      </Fact>
      <Fact name={t.sender}>
        <span title={detail.sender.fingerprint}>
          {t[`sender-${detail.sender.known}`]}{' '}
          <code className={css.code}>{detail.sender.fingerprint.slice(0, 16)}</code>
        </span>
      </Fact>
      <Fact name={t.instrument}>
        <span className={css.clip} title={detail.instrument.title[language]}>
          {detail.instrument.title[language]} {t.version(detail.instrument.version)}
        </span>
      </Fact>
    </dl>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className={css.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
