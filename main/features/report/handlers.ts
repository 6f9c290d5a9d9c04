import type { HandlersFor } from '#common/contract/contract.ts';
import type { createReports } from './service.ts';

export const reportHandlers = (
  reports: ReturnType<typeof createReports>,
): HandlersFor<'report.create' | 'report.handOver' | 'report.paper' | 'report.verification'> => ({
  'report.create': (input) => reports.create(input),
  'report.handOver': (input) => reports.handOver(input),
  'report.paper': (input) => reports.paper(input),
  'report.verification': (input) => reports.verification(input),
});
