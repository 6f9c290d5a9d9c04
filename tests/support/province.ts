import type { LeftOut } from '#common/contract/channels/province.ts';
import type { SubmissionSummary } from '#common/contract/channels/submission.ts';
import { AppError } from '#common/contract/failures.ts';
import { noAmendments } from '#common/domain/amendments.ts';
import type { Instrument } from '#common/domain/instrument.ts';
import { laoTypes, type Lao } from '#common/domain/lao.ts';
import { untouched, type IndicatorReview, type Review } from '#common/domain/review.ts';
import { applicableIndicators } from '#common/domain/scoring.ts';
import type { createProvince } from '#main/features/province/service.ts';
import { sampleReport } from './sample-report.ts';

type Deps = Parameters<typeof createProvince>[0];
type LoadedResult = Awaited<ReturnType<Deps['reviews']['load']>>;

const places = ['หนองบัวเงิน', 'ท่าแก้ว', 'ธาราบุรี', 'น้ำใส', 'ปู่เจ้า', 'กุดชี้'];
const digest = 'a'.repeat(64);
const base = sampleReport({ indicators: 40, pilots: 1 });

const provinceInstrument: Instrument = {
  ...base.instrument,
  indicators: base.instrument.indicators.map((one) => ({ ...one, appliesTo: laoTypes })),
};

const laoAt = (index: number): Lao => ({
  code: `0699${String(index).padStart(4, '0')}`,
  name: `${places[index % places.length] ?? ''}${index < places.length ? '' : `ที่ ${index}`}`,
  type: index === 0 ? 'provincial_admin_org' : index % 4 === 1 ? 'subdistrict_municipality' : 'subdistrict_admin_org',
  district: places[(index * 7) % places.length] ?? '',
  province: 'ธารานคร',
});

/** Made up, but the same in every run: most are good, some fail, every ninth cell or so is not applicable. */
function reviewAt(index: number, instrument: Instrument): Review {
  const careful = 4 + ((index * 37) % 7);
  const cells = applicableIndicators(instrument, laoAt(index).type).map((one, at): [string, IndicatorReview] => {
    const dice = (index * 31 + at * 17 + ((index * at) % 13)) % 10;
    if (at === 9 && index % 5 === 2)
      return [one.id, { ...untouched, notApplicable: { reason: 'ไม่มีตลาดในพื้นที่', agreedBy: 'ทีมประเมิน 4 คน' } }];
    const points = dice < careful ? 5 : dice < 8 ? 3 : 0;
    const differenceReason = points === 5 ? '' : '=ไม่พบแบบ ปค.6 "หน้า 4", และ -ส่งช้า';
    return [one.id, { ...untouched, points, differenceReason }];
  });
  const finalised = { at: '2024-07-05T07:58:00.000Z', by: 'นายธนพล ศรีสุนทรกิจ', event: idAt(index) };
  return { ...base.review, citations: [], indicators: Object.fromEntries(cells), finalised };
}

export interface MadeProvince {
  /** Of every 20 LAOs, the 7th is not locked yet. */
  readonly withOpen?: boolean;
  /** Indexes of LAOs whose review cannot be read. */
  readonly damaged?: readonly number[];
  readonly instrument?: Instrument;
}

function resultAt(index: number, instrument: Instrument = provinceInstrument): LoadedResult {
  return {
    manifest: { ...base.manifest, id: idAt(index), lao: laoAt(index) },
    instrument,
    review: reviewAt(index, instrument),
    amendments: noAmendments,
    events: [{ line: `{"lao":${index}}` }],
  };
}

const idAt = (index: number): string => `01890a5d-ac96-774b-bcce-${String(index).padStart(12, '0')}`;

const summaryAt = (index: number, isOpen: boolean): SubmissionSummary => {
  const { code, name, type, district, province } = laoAt(index);
  return {
    ...{ id: idAt(index), laoCode: code, laoName: name, laoType: type, district, province, team: '3', year: 2567 },
    ...{ roundTitle: { th: 'รอบปกติ', en: 'Regular round' }, deadline: '2024-08-30', visitOn: null, visitTime: null },
    ...{ state: isOpen ? 'in-review' : index % 2 === 0 ? 'finalised' : 'signed', size: 1, files: 1, quarantined: 0 },
    ...{ indicators: 40, settled: 40, toFix: 0, lastIndicator: null, changedAt: '2024-07-05T00:00:00Z', sample: false },
  };
};

/** A province of `count` LAOs, in the shape in which the product's services give it. */
export function provinceSources(
  count: number,
  { withOpen = false, damaged = [], instrument = provinceInstrument }: MadeProvince = {},
): Pick<Deps, 'submissions' | 'reviews'> {
  const isOpen = (index: number) => withOpen && index % 20 === 7;
  const indexes = Array.from({ length: count }, (_, index) => index);
  return {
    submissions: {
      list: async () => indexes.map((index) => summaryAt(index, isOpen(index))).reverse(),
      records: async () => indexes.map((index) => ({ id: idAt(index), instrumentDigest: digest })),
      load: async () => ({ instrument, manifestDigest: 'b'.repeat(64), instrumentDigest: digest }),
    },
    reviews: {
      load: async (id) => {
        const index = Number(id.slice(-12));
        if (damaged.includes(index)) throw new AppError('storage.damaged', { what: 'events' });
        const loaded = resultAt(index, instrument);
        return isOpen(index) ? { ...loaded, review: { ...loaded.review, finalised: null } } : loaded;
      },
    },
  };
}

export const provinceKey = { province: 'ธารานคร', year: 2567, instrument: digest, sample: false } as const;

export const damagedAt = (index: number): LeftOut => ({
  laoCode: laoAt(index).code,
  laoName: laoAt(index).name,
  code: 'storage.damaged',
});
