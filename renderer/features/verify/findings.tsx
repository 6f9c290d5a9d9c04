import { TriangleAlert } from 'lucide-react';
import type { Finding } from '#common/domain/verdict.ts';
import { Icon } from '#renderer/components/icon.tsx';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { useLanguage } from '#renderer/lib/settings.ts';
import { verifyWords } from './words.ts';
import css from './verdict.module.css';

/** Digests are told by their ends; the technical details have them whole. */
const shorten = (value: string): string =>
  /^[0-9a-f]{40,}$/i.test(value) ? `${value.slice(0, 8)} … ${value.slice(-4)}` : value;

/** What stood there when it was signed, what stands there now, and what that means. */
export function Findings({ title, findings }: { readonly title: string; readonly findings: readonly Finding[] }) {
  const t = useMessages(verifyWords);
  const format = useFormat();
  const language = useLanguage();
  return (
    <section className={css.findings} aria-label={title}>
      <h3>{title}</h3>
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">{t.place}</th>
            <th scope="col">{t.atSigning}</th>
            <th scope="col">{t.now}</th>
            <th scope="col">{t.meaning}</th>
          </tr>
        </thead>
        <tbody>
          {findings.map((finding, index) => (
            <tr key={index}>
              <th scope="row">
                {finding.file !== undefined && <span className={css.mono}>{finding.file}</span>}{' '}
                {finding.indicator !== undefined && t.indicator(format.digits(finding.indicator))}
                {finding.file === undefined && finding.indicator === undefined && t.wholePackage}
              </th>
              {/* Alone it is no comparison, and what it names (people who are missing) the sentence says. */}
              <td className={css.mono}>
                {finding.expected === undefined || finding.actual === undefined ? '–' : shorten(finding.expected)}
              </td>
              <td className={css.mono}>
                {finding.actual === undefined ? (
                  '–'
                ) : (
                  <span className={finding.severity === 'error' ? css.bad : undefined}>
                    {shorten(finding.actual)} {finding.severity === 'error' && <Icon of={TriangleAlert} />}
                  </span>
                )}
              </td>
              <td>{finding.message[language]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
