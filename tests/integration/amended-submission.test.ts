import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Input } from '#common/contract/contract.ts';
import type { Gap, GapKind } from '#common/domain/gaps.ts';
import type { ReportData } from '#common/domain/report-data.ts';
import type { Change } from '#common/domain/review-event.ts';
import type { EvidenceItem, SubmissionManifest } from '#common/domain/submission.ts';
import { openPackage } from '#main/verify/verify-file.ts';
import { newKey, sha256, sign } from '#tests/support/bundles.ts';
import { honestChanges, partsOf } from '#tests/support/package-fixture.ts';
import { rawZip } from '#tests/support/raw-zip.ts';
import { score } from '#tests/support/review-builder.ts';
import { signablePdf } from '#tests/support/signable-pdf.ts';
import {
  asMember,
  command,
  createTestLibrary,
  newFolder,
  openTestApp,
  passphrase,
  removeFolder,
  type TestApp,
} from '#tests/support/test-app.ts';

let folder: string;
let outside: string;
let opened: TestApp;
let submission: string;
let first: SubmissionManifest;
let instrumentBytes: Uint8Array;
let printed: ReportData | null;
const key = newKey();

/** Prints nothing, but keeps what would be printed. */
const print = async (app: TestApp['app'], path: string): Promise<Uint8Array> => {
  const ticket = path.split('ticket=')[1] ?? '';
  const { body } = await app.serve({ origin: 'app', path: `/print-data/${ticket}.json`, method: 'GET', range: null });
  printed = JSON.parse(Buffer.from(body).toString()) as ReportData;
  return signablePdf();
};

beforeEach(async () => {
  [folder, outside] = [await newFolder(), await newFolder()];
  printed = null;
  opened = await openTestApp({ folder, print });
  await createTestLibrary(opened);
  const parts = await partsOf();
  ({ manifest: first, instrumentBytes } = parts);
  submission = first.id;
  expect(await send(first)).toBe('imported');
});
afterEach(async () => {
  await opened.close();
  await removeFolder(folder);
  await removeFolder(outside);
});

/** The content of a file of evidence is its "id", or "id version". */
const contents = new Map<string, Buffer>();
const file = (id: string, indicators: readonly string[], version = ''): EvidenceItem => {
  const bytes = Buffer.from(`${id}${version}`);
  contents.set(sha256(bytes), bytes);
  return {
    ...{ id, indicators, title: `หลักฐาน ${id}${version}`, path: `evidence/${id}.pdf`, mediaType: 'application/pdf' },
    ...{ sha256: sha256(bytes), size: bytes.length },
  };
};

/** Imports the manifest as a bundle that the LAO signed; "outcome", or the code of the refusal. */
async function send(manifest: SubmissionManifest): Promise<string> {
  const bundle = rawZip([
    { name: 'mimetype', data: Buffer.from('application/vnd.lpa.submission+zip') },
    { name: 'manifest.jws', data: Buffer.from(await sign(JSON.stringify(manifest), { key })) },
    { name: 'instrument.json', data: Buffer.from(instrumentBytes) },
    ...manifest.evidence.map(({ id, path, sha256: digest }) => ({
      name: path,
      data: contents.get(digest) ?? Buffer.from(id),
    })),
  ]);
  const path = join(outside, `${manifest.revision}.lpasub`);
  await writeFile(path, bundle);
  const ticket = await opened.app.accept(path);
  const [result] = await opened.call('submission.import', { tickets: [ticket], job: command() });
  return result?.failure?.code ?? result?.outcome ?? 'none';
}
const amend = (more: Partial<SubmissionManifest>, revision = 2): Promise<string> =>
  send({ ...first, revision, issuedAt: '2024-07-10T09:00:00+07:00', ...more });

const record = (change: Change) =>
  opened.call('review.record', {
    submission,
    command: command(),
    change: change as Input<'review.record'>['change'],
  });
async function recordAll(changes: readonly Change[]): Promise<void> {
  for (const change of changes) await record(change);
}
const get = () => opened.call('review.get', { submission });
const gapOf = (gaps: readonly Gap[], kind: GapKind): readonly string[] =>
  gaps.find((gap) => gap.kind === kind)?.indicators ?? [];
const flagged = async () => gapOf((await get()).gaps, 'evidence-changed');
const toFix = async () => (await opened.call('submission.list', {}))[0]?.toFix;
const finalise = () => opened.call('review.finalise', { submission, command: command() });
const cite = (indicator: string, evidence: string, annotation: string | null = null): Change => ({
  type: 'citation.added',
  payload: { id: command(), indicator, evidence, annotation },
});
const serve = async (evidence: string) => {
  const path = `/evidence/${submission}/${evidence}` as const;
  const { status, body } = await opened.app.serve({ origin: 'app', path, method: 'GET', range: null });
  return [status, Buffer.from(body).toString()];
};

async function verifySigned() {
  const signer = await opened.call('key.generate', { name: 'นางสาวปาริชาต วงศ์เมธากุล', title: 'กรรมการ' });
  const packed = await opened.call('package.sign', {
    submission,
    key: signer.id,
    passphrase,
    as: asMember,
    job: command(),
  });
  const offered = await opened.call('package.export', { id: packed.id });
  const path = `/export/${offered.ticket}` as const;
  const { body } = await opened.app.serve({ origin: 'app', path, method: 'GET', range: null });
  const target = join(outside, 'result.asice');
  await writeFile(target, body);
  return openPackage(target);
}

/** A file more for i01, e1 replaced for i27 and i50 by another file, and another self-score for i61. */
const amended = (): Partial<SubmissionManifest> => ({
  evidence: [file('e1', ['i01', 'i27', 'i50'], ' ใหม่'), first.evidence[1]!, file('e3', ['i01'])],
  answers: first.answers.map((answer) => (answer.indicator === 'i61' ? { ...answer, selfPoints: 3 } : answer)),
});

describe('a further revision', () => {
  test('keeps every score, flags what stood on other evidence, and says what changed since the team began', async () => {
    await recordAll(honestChanges);
    const before = await get();
    expect(await toFix()).toBe(0);
    expect(await amend(amended())).toBe('updated');
    const after = await get();
    expect(after.review.indicators).toEqual(before.review.indicators);
    expect(after.review.citations).toEqual(before.review.citations);
    expect(after.totals.team).toBe(before.totals.team);
    expect(gapOf(after.gaps, 'evidence-changed')).toEqual(['i01', 'i27', 'i50', 'i61']);
    expect(gapOf(after.gaps, 'not-cited')).toEqual(['i01', 'i27', 'i50']);
    expect(after.gaps.find(({ kind }) => kind === 'not-cited')?.evidence).toEqual(['e1']);
    expect(await toFix()).toBe(4);
    expect(after.changes.i01?.files.added.map(({ id }) => id)).toEqual(['e3']);
    expect(after.changes.i61?.answer).toMatchObject({ before: { selfPoints: 5 }, after: { selfPoints: 3 } });

    const { from, to, list, indicators } = await opened.call('submission.changes', { id: submission });
    expect([from.revision, to.revision, to.issuedAt]).toEqual([1, 2, '2024-07-10T09:00:00+07:00']);
    expect(list.map(({ kind }) => kind)).toEqual(['file-added', 'file-replaced', 'answer-changed']);
    expect(indicators.map(({ indicator }) => indicator).sort()).toEqual(['i01', 'i27', 'i50', 'i61']);
    await expect(finalise()).rejects.toMatchObject({ code: 'review.incomplete', details: { left: 4 } });
  });

  test('does not flag what stayed as it was, under whatever id and title', async () => {
    await recordAll(honestChanges);
    const evidence = first.evidence.map((item) => ({ ...item, id: `x${item.id}`, path: `evidence/x${item.id}.pdf` }));
    for (const { id, sha256: digest } of first.evidence) contents.set(digest, Buffer.from(id));
    expect(await amend({ evidence })).toBe('updated');
    const { gaps, cited } = await get();
    expect(gaps.map(({ kind }) => kind)).toEqual(['not-seen']);
    expect(Object.values(cited).map((one) => [one.evidence, one.isLost])).toEqual([
      ['xe1', false],
      ['xe1', false],
      ['xe1', false],
    ]);
    expect(await toFix()).toBe(0);
    await finalise();
    expect((await verifySigned()).report.verdict).toBe('valid');
  });

  test('confirming clears the flag; undoing the confirmation brings it back; a restart changes nothing', async () => {
    await recordAll(honestChanges);
    await amend({ evidence: [...first.evidence, file('e3', ['i01', 'i61'])] });
    expect(await flagged()).toEqual(['i01', 'i61']);
    await record(score('i01', 5));
    expect(await flagged()).toEqual(['i61']);
    expect(await toFix()).toBe(1);
    const undone = await opened.call('review.undo', { submission, command: command() });
    expect(undone.review.indicators.i01?.points).toBe(5);
    expect(gapOf(undone.gaps, 'evidence-changed')).toEqual(['i01', 'i61']);
    expect(undone.redo).toEqual({ type: 'score.set', indicator: 'i01' });
    await opened.close();
    opened = await openTestApp({ folder, print });
    await opened.call('library.unlock', { passphrase });
    expect(await flagged()).toEqual(['i01', 'i61']);
    const redone = await opened.call('review.redo', { submission, command: command() });
    expect(gapOf(redone.gaps, 'evidence-changed')).toEqual(['i61']);
    const value = { reason: 'ไม่มีตลาดในพื้นที่', agreedBy: 'ทั้งทีม' };
    await record({ type: 'not-applicable.set', payload: { indicator: 'i61', value } });
    expect(await flagged()).toEqual([]);
    expect((await finalise()).review.finalised).not.toBeNull();
  });

  test('blocks signing until all is confirmed and cited anew; then the package verifies and the report says it', async () => {
    await recordAll(honestChanges);
    await amend(amended());
    await recordAll([score('i01', 5), score('i27', 3), score('i50', 1)]);
    await expect(finalise()).rejects.toMatchObject({ details: { left: 4 } });
    const value = { reason: 'ไม่มีตลาดในพื้นที่', agreedBy: 'ทั้งทีม' };
    await record({ type: 'not-applicable.set', payload: { indicator: 'i61', value } });
    await recordAll([cite('i01', 'e3'), cite('i27', 'e1')]);
    await expect(finalise()).rejects.toMatchObject({ details: { left: 1 } });
    await record(cite('i50', 'e1'));
    await finalise();
    const { report, ground } = await verifySigned();
    expect(report).toMatchObject({ verdict: 'valid' });
    expect(report.findings.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['submission.amended', 'citation.earlier-revision']),
    );
    expect(ground?.amendments.cited.size).toBe(3);
    const rows = printed?.sheets.flatMap((sheet) => sheet.rows).map(({ evidence }) => evidence.map(plain));
    expect(rows?.[0]).toEqual(['งบแสดงฐานะการเงิน (ฉบับก่อน ไม่อยู่ในฉบับปัจจุบัน)', 'หลักฐาน e3']);
    expect(rows?.[1]).toEqual(['งบแสดงฐานะการเงิน น. ๔ (ฉบับก่อน ไม่อยู่ในฉบับปัจจุบัน)', 'หลักฐาน e1 ใหม่']);
    // What was locked and signed was judged on the files that were here.
    expect(await amend({}, 3)).toBe('review.locked');
  });

  test('a draft names what is not confirmed yet', async () => {
    await recordAll(honestChanges);
    await amend(amended());
    await opened.call('report.create', { submission, language: 'th', digits: 'arabic' });
    expect(printed?.notices.map(plain).join()).toContain('หลักฐานเปลี่ยนหลังให้คะแนน ยังไม่ยืนยัน 4 ข้อ (ข้อ 01, 27, 50, 61)');
  });
});

describe('files of an earlier revision', () => {
  test('can still be read by their id, or by their content where the id has another; nothing else can', async () => {
    await recordAll(honestChanges);
    expect(await amend({ evidence: [file('e1', ['i01'], ' ใหม่')] })).toBe('updated');
    expect(await serve('e1')).toEqual([200, 'e1 ใหม่']);
    expect(await serve(first.evidence[0]!.sha256)).toEqual([200, 'e1']);
    expect(await serve('e2')).toEqual([200, 'e2']);
    expect(await serve('e9')).toEqual([404, '']);
    expect(await serve(sha256(Buffer.from('never sent')))).toEqual([404, '']);
  });

  test('cannot be cited any more, neither whole nor by a mark on them', async () => {
    await recordAll(honestChanges);
    await amend({ evidence: [file('e1', ['i01', 'i27', 'i50'], ' ใหม่')] });
    const [mark] = (await get()).review.marks;
    await expect(record(cite('i01', 'e2'))).rejects.toMatchObject({ details: { field: 'evidence' } });
    await expect(record(cite('i01', 'e1', mark!.id))).rejects.toMatchObject({ details: { field: 'annotation' } });
    await record(cite('i01', 'e1'));
    expect(gapOf((await get()).gaps, 'not-cited')).toEqual(['i27', 'i50']);
  });

  test('that were opened have to be opened again once they are replaced', async () => {
    await recordAll(['e1', 'e2'].map((evidence) => ({ type: 'evidence.seen', payload: { evidence } })));
    await amend({ evidence: [file('e1', ['i01'], ' ใหม่'), first.evidence[1]!] });
    const unseen = async () => (await get()).gaps.find(({ kind }) => kind === 'not-seen')?.evidence ?? [];
    expect(await unseen()).toEqual(['e1']);
    await record({ type: 'evidence.seen', payload: { evidence: 'e1' } });
    expect(await unseen()).toEqual([]);
  });
});

test('a submission of one revision has no changes, and an unknown one is refused', async () => {
  const { from, to, list, indicators } = await opened.call('submission.changes', { id: submission });
  expect([from, list, indicators]).toEqual([to, [], []]);
  await expect(opened.call('submission.changes', { id: command() })).rejects.toMatchObject({
    code: 'submission.unknown',
  });
  await opened.call('library.lock', {});
  await expect(opened.call('submission.changes', { id: submission })).rejects.toMatchObject({ code: 'library.locked' });
});

function plain(text: string): string {
  return text.replaceAll('\u00A0', ' ');
}
