import type { PrintJob, RedactionJob } from '#common/contract/print-job.ts';
import { HandOverPages } from './hand-over-pages.tsx';
import { MarkPages } from './mark-pages.tsx';
import { ExecutivePages } from './province/executive-pages.tsx';
import { ProvinceSummaryPages } from './province/summary-pages.tsx';
import { PaperPages } from './paper/paper-pages.tsx';
import { RecoveryPage } from './recovery-page.tsx';
import { ReportPages } from './report/report-pages.tsx';
import { StampSheets } from './stamp-sheets.tsx';
import { VerificationPages } from './verification-pages.tsx';

/** All but pages of evidence, which have to be drawn first. */
export function PrintedJob({ job }: { readonly job: Exclude<PrintJob, RedactionJob> }) {
  switch (job.kind) {
    case 'report':
      return <ReportPages data={job} />;
    case 'hand-over':
      return <HandOverPages data={job} />;
    case 'executive-view':
      return <ExecutivePages data={job} />;
    case 'province-summary':
      return <ProvinceSummaryPages data={job} />;
    case 'paper':
      return <PaperPages data={job} />;
    case 'recovery-sheet':
      return <RecoveryPage job={job} />;
    case 'stamps':
      return <StampSheets job={job} />;
    case 'marks':
      return <MarkPages job={job} />;
    case 'verification':
      return <VerificationPages job={job} />;
  }
}
