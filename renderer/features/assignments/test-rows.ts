import type { Assignment } from '#common/contract/channels/assignment.ts';
import type { Download, DownloadQueue } from '#common/contract/channels/download.ts';
import type { SubmissionSummary } from '#common/contract/channels/submission.ts';

/** Builders for the tests beside this file. */
export const summary = (laoName: string, more: Partial<SubmissionSummary> = {}): SubmissionSummary => ({
  id: laoName,
  laoCode: '05990312',
  laoName,
  laoType: 'subdistrict_municipality',
  district: 'ท่าแก้ว',
  province: 'ธารานคร',
  team: 'ทีมที่ 3',
  roundTitle: { th: 'รอบ', en: 'Round' },
  year: 2567,
  deadline: '2024-08-09',
  visitOn: '2024-07-05',
  visitTime: null,
  state: 'ready',
  size: 1,
  files: 1,
  quarantined: 0,
  indicators: 10,
  settled: 0,
  toFix: 0,
  lastIndicator: null,
  changedAt: '2024-07-01T00:00:00Z',
  sample: false,
  ...more,
});

/** Of the submission with the LAO's name, at its first revision, not here. */
export const assignment = (laoName: string, more: Partial<Assignment> = {}): Assignment => ({
  id: `a-${laoName}`,
  submission: laoName,
  laoCode: '05990312',
  laoName,
  laoType: 'subdistrict_municipality',
  district: 'ท่าแก้ว',
  province: 'ธารานคร',
  team: 'ทีมที่ 3',
  round: 'r1',
  roundTitle: { th: 'รอบ', en: 'Round' },
  year: 2567,
  review: { begins: '2024-06-25', ends: '2024-08-09', extended: null },
  visitOn: '2024-07-05',
  visitTime: null,
  withdrawn: false,
  revision: 1,
  files: 80,
  size: 200,
  here: null,
  ...more,
});

export const download = (laoName: string, more: Partial<Download> = {}): Download => ({
  submission: laoName,
  laoName,
  state: 'queued',
  revision: 1,
  filesDone: 0,
  files: 80,
  bytesDone: 0,
  bytes: 200,
  rate: null,
  remaining: null,
  retryAt: null,
  failure: null,
  problems: [],
  ...more,
});

export const queue = (downloads: readonly Download[], more: Partial<DownloadQueue> = {}): DownloadQueue => ({
  downloads: [...downloads],
  paused: false,
  filesDone: 0,
  files: 0,
  bytesDone: 0,
  bytes: 0,
  rate: null,
  remaining: null,
  ...more,
});
