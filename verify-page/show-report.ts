import { editionSentences } from '#common/domain/audience.ts';
import type { Language } from '#common/domain/text.ts';
import {
  notClosed,
  type CheckResult,
  type Finding,
  type PackageContent,
  type Signer,
  type VerifyReport,
} from '#common/domain/verdict.ts';
import { element } from './elements.ts';
import { checkNames, outcomes, severities, verdicts, words } from './words.ts';

const marks: Readonly<Record<CheckResult['outcome'], string>> = { passed: '✓', failed: '✗', warning: '!', absent: '–' };

/** "5 กรกฎาคม 2567 14:58" in the time of Thailand, whatever this computer's. */
function moment(at: string, language: Language): string {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return '–';
  const locale = language === 'th' ? 'th-TH-u-ca-buddhist' : 'en-GB';
  return date.toLocaleString(locale, { dateStyle: 'long', timeStyle: 'short', timeZone: 'Asia/Bangkok' });
}

function contentOf(content: PackageContent, language: Language): HTMLElement {
  const rows: readonly (readonly [string, string])[] = [
    [
      words.lao[language],
      `${content.laoName[language]} (${content.laoCode}) · ${content.district} · ${content.province}`,
    ],
    [words.round[language], content.round[language]],
    ...(content.team === '' ? [] : [[words.team[language], content.team] as const]),
    [words.instrument[language], `${content.instrumentTitle[language]} · ${content.instrumentVersion}`],
    [
      words.result[language],
      [content.percent ?? '–', content.grade?.[language] ?? ''].filter((one) => one !== '').join(' · '),
    ],
    [words.code[language], content.code],
  ];
  return element('dl', {}, ...rows.flatMap(([term, value]) => [element('dt', {}, term), element('dd', {}, value)]));
}

const checkOf = ({ check, outcome, summary }: CheckResult, language: Language): HTMLElement =>
  element(
    'li',
    { 'data-check': check, 'data-outcome': outcome },
    element('span', { class: 'mark', role: 'img', 'aria-label': outcomes[outcome][language] }, marks[outcome]),
    element('strong', {}, checkNames[check][language]),
    element('span', {}, summary[language]),
  );

const doubtOf = ({ trusted }: NonNullable<Signer['timestamp']>, language: Language): string =>
  trusted === true ? '' : ` (${words[trusted === null ? 'timeUnchecked' : 'timeUntrusted'][language]})`;

function signerOf(signer: Signer, language: Language): HTMLElement {
  const { name, title, valid, selfSigned, issuer, signedAt, fingerprint, anchor, timestamp } = signer;
  const from = selfSigned ? words.selfIssued[language] : `${words.issuedBy[language]} ${issuer}`;
  const through = anchor === null ? [] : [`${words.trustedThrough[language]} ${anchor}`];
  const stamp =
    timestamp === null
      ? words.levelB[language]
      : `${words.levelT[language]} ${moment(timestamp.at, language)} ${timestamp.authority}${doubtOf(timestamp, language)}`;
  const state = (valid ? words.holds : words.holdsNot)[language];
  return element(
    'li',
    { 'data-outcome': valid ? 'passed' : 'failed' },
    element('span', { class: 'mark', 'aria-hidden': 'true' }, valid ? '✓' : '✗'),
    element('strong', {}, title === '' ? name : `${name} (${title})`),
    element('span', {}, [state, moment(signedAt, language), stamp, from, ...through].join(' · ')),
    element('code', {}, `SHA-256 ${fingerprint}`),
  );
}

function findingOf(finding: Finding, language: Language): HTMLElement {
  const { severity, code, message, file, indicator, expected, actual } = finding;
  const where = [
    ...(file === undefined ? [] : [`${words.file[language]} ${file}`]),
    ...(indicator === undefined ? [] : [`${words.indicator[language]} ${indicator}`]),
    ...(severity === 'info' || expected === undefined ? [] : [`${words.asSigned[language]}: ${expected}`]),
    ...(severity === 'info' || actual === undefined ? [] : [`${words.found[language]}: ${actual}`]),
  ];
  return element(
    'li',
    { 'data-severity': severity, 'data-code': code },
    element('strong', {}, severities[severity][language]),
    element('span', {}, message[language]),
    ...where.map((one) => element('small', {}, one)),
    element('code', {}, code),
  );
}

const section = (title: string, body: HTMLElement): readonly HTMLElement[] => [element('h2', {}, title), body];
const list = (items: readonly HTMLElement[]): HTMLElement => element('ul', {}, ...items);

/** All that a verification found, the same as in the app and on the command line. */
export function showReport(report: VerifyReport, language: Language): readonly HTMLElement[] {
  const { verdict, audience, content, checks, signers, findings, file, size } = report;
  const bytes = `${size.toLocaleString('en')} ${words.bytes[language]}`;
  const open = notClosed(report);
  return [
    ...(open === null ? [] : [element('p', { class: 'open', role: 'status' }, open.message[language])]),
    element('p', { class: 'verdict', 'data-verdict': verdict, role: 'status' }, verdicts[verdict][language]),
    element('p', {}, `${file} · ${bytes}`),
    ...(audience === 'full'
      ? []
      : [element('p', { class: 'edition', 'data-audience': audience }, editionSentences[audience][language])]),
    ...(content === null ? [] : section(words.content[language], contentOf(content, language))),
    ...(content === null || verdict === 'valid' ? [] : [element('p', { class: 'bad' }, words.untrusted[language])]),
    ...(checks.length === 0 ? [] : section(words.checks[language], list(checks.map((one) => checkOf(one, language))))),
    ...(signers.length === 0
      ? []
      : section(words.signers[language], list(signers.map((one) => signerOf(one, language))))),
    ...(findings.length === 0
      ? []
      : section(words.findings[language], list(findings.map((one) => findingOf(one, language))))),
  ];
}
