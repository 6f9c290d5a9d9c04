import { useMutation } from '@tanstack/react-query';
import { List, Printer, ShieldAlert, ShieldCheck, ShieldQuestionMark, ShieldX } from 'lucide-react';
import { useState } from 'react';
import { notClosed, type CheckResult, type VerifyReport } from '#common/domain/verdict.ts';
import { AudienceChip } from '#renderer/components/audience-chip.tsx';
import { Button } from '#renderer/components/button.tsx';
import { Card } from '#renderer/components/card.tsx';
import { Icon } from '#renderer/components/icon.tsx';
import { call, saveExport } from '#renderer/lib/api.ts';
import { cx } from '#renderer/lib/classes.ts';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { useSettings } from '#renderer/lib/settings.ts';
import { tellDone } from '#renderer/lib/toasts.ts';
import { Checks } from './checks.tsx';
import { Content } from './content.tsx';
import { Findings } from './findings.tsx';
import { PackageSigners } from './package-signers.tsx';
import { SignPackage } from './sign-package.tsx';
import { TechnicalDialog } from './technical-dialog.tsx';
import { verifyWords } from './words.ts';
import css from './verdict.module.css';

/** The judgement first, then why, then what to do. */
export function Verdict({ report, ticket }: { readonly report: VerifyReport; readonly ticket: string }) {
  const t = useMessages(verifyWords);
  const [details, setDetails] = useState(false);
  const valid = report.verdict === 'valid';
  const errors = report.findings.filter((finding) => finding.severity === 'error');
  const remarks = report.findings.filter((finding) => finding.severity === 'warning');
  return (
    <Card className={cx(css.card, !valid && css.badCard)}>
      <Band report={report} ticket={ticket} errors={errors.length} />
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what does not fit is scrolled by keys, too */}
      <div className={css.scroll} tabIndex={0} role="region" aria-label={t.details}>
        {errors.length > 0 && <Findings title={t.findings} findings={errors} />}
        {report.content && <Content content={report.content} report={report} />}
        {remarks.length > 0 && <Findings title={t.remarks} findings={remarks} />}
        {valid && <PackageSigners signers={report.signers} />}
        <Checks checks={failedFirst(report.checks)} />
      </div>
      <footer className={css.foot}>
        {!valid && <NextSteps />}
        {valid && report.audience === 'full' && <SignPackage ticket={ticket} signers={report.signers} />}
        <Button icon={List} onPress={() => setDetails(true)}>
          {t.technical}
        </Button>
      </footer>
      {details && <TechnicalDialog report={report} onClose={() => setDetails(false)} />}
    </Card>
  );
}

/** Otherwise in the order in which trust is built. */
const failedFirst = (checks: readonly CheckResult[]): readonly CheckResult[] =>
  checks.toSorted((a, b) => Number(b.outcome === 'failed') - Number(a.outcome === 'failed'));

function Band({
  report,
  ticket,
  errors,
}: {
  readonly report: VerifyReport;
  readonly ticket: string;
  readonly errors: number;
}) {
  const t = useMessages(verifyWords);
  const format = useFormat();
  const { language, printDigits } = useSettings();
  const print = useMutation({
    mutationFn: () => call('report.verification', { ticket, language, digits: printDigits }),
    onSuccess: (file) => {
      saveExport(file);
      tellDone(t.saved(file.fileName));
    },
  });
  const open = notClosed(report);
  const valid = { full: t.textValid, lao: t.textLao, public: t.textPublic };
  const words = {
    valid:
      open === null
        ? { title: t.titleValid, text: valid[report.audience], icon: ShieldCheck }
        : { title: t.titleOpen, text: t.textOpen(open.expected ?? ''), icon: ShieldQuestionMark },
    invalid: { title: t.titleInvalid, text: t.textInvalid(format.number(errors)), icon: ShieldX },
    unreadable: { title: t.titleUnreadable, text: t.textUnreadable, icon: ShieldAlert },
  }[report.verdict];
  return (
    <header
      className={cx(css.band, report.verdict === 'valid' ? (open === null ? css.okBand : css.openBand) : css.badBand)}
      {...(report.verdict !== 'valid' && { role: 'alert' })}
    >
      <Icon of={words.icon} className={css.shield} />
      <div className={css.grow}>
        <h2>
          {words.title} {report.verdict === 'valid' && <AudienceChip audience={report.audience} />}
        </h2>
        <div className={css.sub}>{words.text}</div>
      </div>
      <Button icon={Printer} pending={print.isPending} onPress={() => print.mutate()}>
        {print.isPending ? t.printing : t.print}
      </Button>
    </header>
  );
}

function NextSteps() {
  const t = useMessages(verifyWords);
  return (
    <div className={css.grow}>
      <b>{t.nextTitle}</b>
      <ol className={css.steps}>
        <li>{t.next1}</li>
        <li>{t.next2}</li>
        <li>{t.next3}</li>
      </ol>
    </div>
  );
}
