import type { ReactNode } from 'react';
import type { PackageContent, VerifyReport } from '#common/domain/verdict.ts';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { useLanguage } from '#renderer/lib/settings.ts';
import { verifyWords } from './words.ts';
import css from './verdict.module.css';

/** What the package says it is; marked when it cannot be trusted. */
export function Content({ content, report }: { readonly content: PackageContent; readonly report: VerifyReport }) {
  const t = useMessages(verifyWords);
  const format = useFormat();
  const language = useLanguage();
  const signedAt = report.signers[0]?.signedAt;
  return (
    <div className={css.content}>
      {report.verdict !== 'valid' && <div className={css.untrusted}>{t.notTrusted}</div>}
      <dl className={css.facts}>
        <Fact name={t.lao}>{content.laoName[language]}</Fact>
        <Fact name={t.round}>
          <span title={content.round[language]}>
            LPA {format.digits(String(content.year))}
            {content.team !== '' && ` · ${content.team}`}
          </span>
        </Fact>
        <Fact name={t.signedAt}>{signedAt === undefined ? '–' : format.dateTime(signedAt)}</Fact>
      </dl>
      <dl className={css.facts}>
        <Fact name={t.code}>
          <span className={css.mono}>{content.code}</span>
        </Fact>
        <Fact name={t.size}>{t.files(format.bytes(report.size), format.number(content.files))}</Fact>
        <Fact name={t.instrument}>
          <span title={content.instrumentTitle[language]}>
            {t.version(content.instrumentVersion)} {content.instrumentTitle[language]}
          </span>
        </Fact>
      </dl>
      <div className={css.total}>
        <div className={css.label}>{t.recomputed}</div>
        <div className={css.figure}>{format.percent(content.percent)}</div>
        <div className={css.small}>{content.grade?.[language]}</div>
      </div>
    </div>
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
