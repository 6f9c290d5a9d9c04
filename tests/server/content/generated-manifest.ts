import type { Indicator } from '#common/domain/instrument.ts';
import { laoFullName, type Lao, type LaoType } from '#common/domain/lao.ts';
import { applicableIndicators } from '#common/domain/scoring.ts';
import type { Answer, EvidenceItem, SubmissionManifest } from '#common/domain/submission.ts';
import { selfAssess } from '#tests/sample/self-assess.ts';
import { round, survey, team } from '#tests/sample/submissions.ts';
import type { StoredFile } from '../data/evidence-files.ts';
import type { InstrumentFile } from './instrument-file.ts';
import { seededUuid } from './noise.ts';

/** What a generated submission's manifest is made of: the same parts always give the same bytes. */
interface ManifestParts {
  readonly index: number;
  readonly lao: Lao;
  readonly files: readonly (StoredFile & { readonly mediaType: string })[];
}

export type ManifestMaker = (parts: ManifestParts) => SubmissionManifest;

/** Thousands of submissions share a few sheets of answers: working them out anew each time takes longest. */
const sheets = 8;

export function createManifestMaker({ instrument, digest }: InstrumentFile): ManifestMaker {
  const answers = new Map<string, readonly Answer[]>();
  const answersOf = (type: LaoType, index: number): readonly Answer[] => {
    const seed = `${type}/${index % sheets}`;
    const known = answers.get(seed) ?? selfAssess(instrument, type, {}, seed);
    answers.set(seed, known);
    return known;
  };
  const applicable = new Map<LaoType, readonly Indicator[]>();
  const indicatorsOf = (type: LaoType): readonly Indicator[] => {
    const known = applicable.get(type) ?? applicableIndicators(instrument, type);
    applicable.set(type, known);
    return known;
  };
  return ({ index, lao, files }) => ({
    format: 'lpa-submission/1',
    id: seededUuid(`submission/${lao.code}/${index}`),
    revision: 1,
    issuedAt: `2024-06-${String(14 + (index % 10)).padStart(2, '0')}T${String(8 + (index % 9)).padStart(2, '0')}:15:00+07:00`,
    lao,
    round,
    assignment: { ...team, visit: visitOf(index) },
    instrument: { id: instrument.id, version: instrument.version, digest },
    answers: answersOf(lao.type, index),
    evidence: describeFiles(files, indicatorsOf(lao.type), index),
    links: [
      {
        id: 'k1',
        title: `เว็บไซต์ของ${laoFullName(lao, 'th')}`,
        url: `https://www.lao-${lao.code}.example`,
        indicators: ['i87'],
      },
    ],
    survey,
    certification: {
      form: 'LRP001',
      name: 'นายสมชาย ใจดี',
      position: 'ผู้บริหารท้องถิ่น',
      certifiedOn: '2024-06-13',
      receivedOn: index % 5 === 0 ? null : '2024-06-24',
    },
  });
}

function describeFiles(
  files: ManifestParts['files'],
  indicators: readonly Indicator[],
  index: number,
): readonly EvidenceItem[] {
  return files.map(({ sha256, size, mediaType }, place) => {
    const indicator = indicators[(place + index) % indicators.length];
    const also = place % 9 === 4 ? indicators[(place + index + 1) % indicators.length] : undefined;
    const lap = Math.floor(place / indicators.length);
    const paper = indicator?.evidence[lap % indicator.evidence.length]?.th ?? 'เอกสารประกอบ';
    return {
      id: `e${place + 1}`,
      indicators: [indicator, also].flatMap((one) => (one === undefined ? [] : [one.id])),
      title: lap === 0 ? paper : `${paper} (ชุดที่ ${lap + 1})`,
      path: `evidence/${String(place + 1).padStart(4, '0')}${endings[mediaType] ?? '.bin'}`,
      sha256,
      size,
      mediaType,
    };
  });
}

const endings: Readonly<Record<string, string>> = {
  'application/pdf': '.pdf',
  'image/png': '.png',
  'image/jpeg': '.jpg',
};

/** Working days of July 2567; every sixth has none yet. */
function visitOf(index: number): SubmissionManifest['assignment']['visit'] {
  if (index % 6 === 5) return null;
  const days = [1, 2, 3, 4, 5, 8, 9, 10, 11, 12, 15, 16, 17, 18, 19, 23, 24, 25, 26, 30];
  const date = `2024-07-${String(days[Math.floor(index / 2) % days.length]).padStart(2, '0')}`;
  return { date, time: index % 2 === 0 ? '09.30' : '13.30', place: 'ห้องประชุมสภา' };
}
