import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeJwt } from 'jose';
import type { Indicator, Instrument, Measure } from '#common/domain/instrument.ts';
import { proposePoints } from '#common/domain/rule.ts';
import { applicableIndicators } from '#common/domain/scoring.ts';
import type { SubmissionManifest } from '#common/domain/submission.ts';
import { openStrictZip } from '#main/lib/zip/strict-zip.ts';
import { root } from '../paths.ts';

/** What the assessor will find at one indicator. */
export interface Finding {
  readonly indicator: Indicator;
  readonly self: number | null;
  /** Null for levels, and where nothing was attached. */
  readonly measure: Measure | null;
  readonly points: number;
  readonly cited: boolean;
  /** Needed where the team differs from the LAO. */
  readonly reason: string;
  /** The LAO has no such duty, and the team agrees. */
  readonly removed: string | null;
}

export interface Plan {
  readonly manifest: SubmissionManifest;
  readonly instrument: Instrument;
  readonly findings: readonly Finding[];
}

/**
 * Reads the bundle as a stranger would and decides: the LAO's own measure where papers are attached, nothing where none
 * are. The roads register says 37 of 43, whatever the LAO claims.
 */
export async function planFor(bundle: string): Promise<Plan> {
  const zip = await openStrictZip(bundle, {
    entries: 1000,
    entrySize: 1e9,
    totalSize: 1e9,
    ratio: 1000,
    nameLength: 200,
  });
  const jws = (await zip.read('manifest.jws', 10_000_000)).toString();
  await zip.close();
  const manifest = decodeJwt(jws) as unknown as SubmissionManifest;
  const file = join(root, 'resources', 'instruments', `${manifest.instrument.id}.json`);
  const instrument = JSON.parse(await readFile(file, 'utf8')) as Instrument;
  const attached = new Set([...manifest.evidence, ...manifest.links].flatMap(({ indicators }) => indicators));
  const findings = applicableIndicators(instrument, manifest.lao.type).map((indicator): Finding => {
    const answer = manifest.answers.find((one) => one.indicator === indicator.id);
    const self = answer?.selfPoints ?? null;
    const removed =
      (answer?.note ?? '').includes('ขอตัดฐาน') && indicator.notApplicable === 'remove' ? (answer?.note ?? '') : null;
    if (!attached.has(indicator.id))
      return {
        indicator,
        self,
        measure: null,
        points: 0,
        cited: false,
        reason: 'ไม่พบหลักฐานในระบบและในวันตรวจ',
        removed,
      };
    const measure: Measure | null =
      indicator.number === '55' ? { kind: 'percent', numerator: '37', denominator: '43' } : (answer?.measure ?? null);
    const points = indicator.number === '3' ? 3 : (proposePoints(indicator.rule, measure) ?? self ?? 0);
    const reason =
      indicator.number === '3'
        ? 'จัดส่งภายในกำหนด แต่ไม่พบแบบ ปค.6 ในชุดที่จัดส่ง จึงให้ 3 คะแนน'
        : 'คำนวณจากเอกสารที่ตรวจพบได้คะแนนต่างจากที่ประเมินตนเอง';
    return { indicator, self, measure, points, cited: points > 0, reason, removed: null };
  });
  return { manifest, instrument, findings };
}
