import type { Edition } from './audience.ts';
import { pickFields, type Fields } from './pick-fields.ts';
import type { ReportData } from './report-data.ts';
import type { Language } from './text.ts';

const value = { length: true, text: true } as const;
const row = { aspect: true, title: true, indicators: true, full: true, self: true, team: true, percent: true } as const;

/** Everything that the report for anybody says. */
const publicFields = {
  kind: true,
  language: true,
  digits: true,
  title: true,
  year: true,
  lao: true,
  laoCode: true,
  place: true,
  draft: true,
  notices: true,
  summary: { rows: row, total: row, notes: true },
  result: { methods: { label: true, percent: true, deciding: true }, verdict: true, passMark: true },
  chart: { bars: { label: true, team: value, self: value }, pass: value },
  code: true,
} as const satisfies Fields<ReportData>;

const notices: Readonly<Record<Edition, Readonly<Record<Language, string>>>> = {
  lao: {
    th: 'ฉบับสำหรับองค์กรปกครองส่วนท้องถิ่น ไม่รวมบันทึกภายในของทีมประเมิน',
    en: 'Edition for the local administrative organization, without the internal notes of the team.',
  },
  public: {
    th: 'ฉบับสาธารณะ แสดงเฉพาะคะแนนรวม',
    en: 'Public edition: totals only.',
  },
};

/** The report as one edition may have it. That for the LAO is made from what the edition says in the first place. */
export function reportFor(edition: Edition, report: ReportData): ReportData {
  const data = { ...report, notices: [...report.notices, notices[edition][report.language]] };
  if (edition === 'lao') return data;
  const nothing = { opening: '', differences: [], notApplicable: [], signers: [], sheets: [], origin: [] };
  return { ...pickFields(data, publicFields), ...nothing };
}
