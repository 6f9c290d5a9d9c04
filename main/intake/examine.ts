import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { canonicalJson } from '#common/domain/canonical-json.ts';
import { laoFullName } from '#common/domain/lao.ts';
import { reviewOf } from '#common/domain/reduce-review.ts';
import { applicableIndicators, computeTotals, standingOf } from '#common/domain/scoring.ts';
import type { Finding } from '#common/domain/verdict.ts';
import { mostReasons, type ReceiptReason } from '#common/formats/receipt-schema.ts';
import { sha256 } from '#main/lib/sha256.ts';
import { openPackage } from '#main/verify/verify-file.ts';
import { openSource, type OpenedPackage, type VerifyDeps } from '#main/verify/verify-package.ts';
import type { Examination, ExaminedContent, ScoreLine } from './examined.ts';
import { futureDates } from './future-dates.ts';

/** Whom to trust, and what time it is. */
export interface ExamineTerms extends Pick<VerifyDeps, 'trust' | 'trustTime'> {
  readonly now?: number;
}

type Ground = NonNullable<OpenedPackage['ground']>;

export async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: 1024 * 1024 }), hash);
  return hash.digest('hex');
}

/** Tells whether a file is still the one that was looked at; the change time cannot be set by hand. */
export async function stampOf(path: string): Promise<{ readonly stamp: string; readonly size: number }> {
  const { size, mtimeNs, ctimeNs, ino } = await stat(path, { bigint: true });
  return { stamp: `${size}-${mtimeNs}-${ctimeNs}-${ino}`, size: Number(size) };
}

/** Bytes up to which a file is held in memory: then it is read once, and what is digested is what is verified. */
const heldWhole = 32 * 1024 * 1024;

async function read(path: string, size: number, deps: VerifyDeps) {
  if (size > heldWhole) return { digest: await hashFile(path), opened: await openPackage(path, deps) };
  const bytes = await readFile(path);
  const readAt = async (position: number, length: number) => bytes.subarray(position, position + length);
  return { digest: sha256(bytes), opened: await openSource(basename(path), { size: bytes.length, readAt }, deps) };
}

/** Verifies one package as everybody does, and takes down what the book needs. Throws when the file cannot be read. */
export async function examine(path: string, { now = Date.now(), ...trust }: ExamineTerms = {}): Promise<Examination> {
  const before = await stampOf(path);
  const { digest, opened } = await read(path, before.size, { now: () => now, ...trust });
  const { report, ground } = opened;
  if ((await stampOf(path)).stamp !== before.stamp) throw new Error('The file changed while it was read');
  // An edition for others proves no score: only the full package counts here.
  const isEdition = report.audience !== 'full';
  const errors = report.findings.filter(
    ({ severity, code }) => severity === 'error' || (isEdition && code.startsWith('edition.')),
  );
  const valid = report.signers.filter((signer) => signer.valid).slice(0, 100);
  const times = valid.map(({ signedAt }) => signedAt).sort((one, other) => Date.parse(one) - Date.parse(other));
  const early = futureDates(opened, now);
  const reasons = [...early, ...errors.map(reasonOf)];
  const isRefused = report.verdict === 'valid' && (isEdition || early.length > 0);
  const isTaken = report.verdict === 'valid' && !isRefused && ground !== null;
  return {
    examined: {
      sha256: digest,
      size: before.size,
      verdict: isRefused ? 'invalid' : report.verdict,
      reasons: reasons.slice(0, mostReasons),
      moreReasons: Math.max(0, reasons.length - mostReasons),
      signers: valid.map(({ name, fingerprint }) => ({ name: short(name), fingerprint })),
      closed: report.closing === 'closed',
      signedAt: times.at(-1) ?? null,
      content: ground === null ? null : contentOf(ground),
    },
    lines: isTaken ? linesOf(ground) : [],
    instrument: isTaken ? namesOf(ground) : null,
  };
}

const short = (text: string, most = 500): string => (text.length > most ? `${text.slice(0, most - 1)}…` : text);

const reasonOf = ({ code, message, file, indicator, expected, actual }: Finding): ReceiptReason => ({
  code,
  message: { th: short(message.th, 2000), en: short(message.en, 2000) },
  ...(file === undefined ? {} : { file: short(file, 2000) }),
  ...(indicator === undefined ? {} : { indicator: short(indicator) }),
  ...(expected === undefined ? {} : { expected: short(expected, 2000) }),
  ...(actual === undefined ? {} : { actual: short(actual, 2000) }),
});

function contentOf({ manifest, instrument, review, code, sender }: Ground): ExaminedContent {
  const { lao, round } = manifest;
  const totals = computeTotals(instrument, manifest, review);
  const { teamOverall, selfOverall } = totals;
  const grade = instrument.grades.find(({ id }) => id === teamOverall.grade);
  return {
    said: {
      submission: manifest.id,
      code,
      lao: {
        code: lao.code,
        name: { th: laoFullName(lao, 'th'), en: laoFullName(lao, 'en') },
        district: lao.district,
        province: lao.province,
      },
      round: { id: round.id, year: round.year, title: round.title },
    },
    laoType: lao.type,
    team: review.team?.team ?? manifest.assignment.team,
    sender,
    judged: sha256(canonicalJson({ manifest, instrument: manifest.instrument.digest, review })),
    finalisedAt: review.finalised?.at ?? null,
    instrument: manifest.instrument,
    totals: {
      points: totals.team,
      full: totals.full,
      self: totals.self,
      percent: teamOverall.deciding,
      selfPercent: selfOverall.deciding,
      meanOfAspects: teamOverall.meanOfAspects,
      pointsRatio: teamOverall.pointsRatio,
      grade: teamOverall.grade,
      gradeName: grade?.name.th ?? null,
      passed: teamOverall.passed,
      aspects: totals.aspects.map(({ aspect, team, teamPercent }) => ({ aspect, team, percent: teamPercent })),
    },
  };
}

const namesOf = ({ manifest, instrument }: Ground): Examination['instrument'] => ({
  digest: manifest.instrument.digest,
  indicators: instrument.indicators.map(({ id, number, title }) => ({ id, number, title: title.th })),
});

function linesOf({ manifest, instrument, review }: Ground): ScoreLine[] {
  const answers = new Map(manifest.answers.map((answer) => [answer.indicator, answer.selfPoints]));
  return applicableIndicators(instrument, manifest.lao.type).map((indicator) => {
    const { state, points } = standingOf(indicator, reviewOf(review, indicator.id));
    return {
      indicator: indicator.id,
      number: indicator.number,
      aspect: indicator.aspect,
      full: indicator.points,
      self: answers.get(indicator.id) ?? null,
      team: points,
      state,
      pilot: indicator.pilot,
      provincial: indicator.provincial,
    };
  });
}
