import type { HandlersFor } from '#common/contract/contract.ts';
import type { createProvince } from './service.ts';

export const provinceHandlers = (
  province: ReturnType<typeof createProvince>,
): HandlersFor<
  | 'report.data'
  | 'province.groups'
  | 'province.data'
  | 'province.summary'
  | 'province.reports'
  | 'province.executiveForm'
  | 'province.executive'
  | 'province.cancel'
> => ({
  'report.data': (input) => province.resultData(input),
  'province.groups': () => province.groups(),
  'province.data': (input) => province.groupData(input),
  'province.summary': (input) => province.summary(input),
  'province.reports': (input) => province.reports(input),
  'province.executiveForm': ({ group }) => province.executiveForm(group),
  'province.executive': (input) => province.executive(input),
  'province.cancel': async ({ job }) => {
    province.cancel(job);
    return {};
  },
});
