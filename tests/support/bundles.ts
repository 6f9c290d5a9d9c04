import { createHash, generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CompactSign, calculateJwkThumbprint, importJWK, type JWK } from 'jose';
import type { Instrument } from '#common/domain/instrument.ts';
import type { SubmissionManifest } from '#common/domain/submission.ts';
import { root } from './paths.ts';
import { rawZip, type RawEntry } from './raw-zip.ts';

const instrumentFile = join(root, 'resources', 'instruments', 'lpa-2567-sample.json');
export const instrumentBytes: Buffer = readFileSync(instrumentFile);
export const instrument = JSON.parse(instrumentBytes.toString()) as Instrument;
export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Keys that the app has never seen. */
export const newKey = (): JWK =>
  generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });

const marker = 'ข้อความที่ห้ามอ่านได้บนดิสก์';

export const evidenceBytes: readonly Buffer[] = [
  Buffer.from(`%PDF-1.4 ${marker} 1`.repeat(3000)),
  Buffer.from(`%PDF-1.4 ${marker} 2`),
  Buffer.alloc(0),
];

/** A small honest manifest over `files`. */
export function manifestOf(
  files: readonly Buffer[] = evidenceBytes,
  change: Partial<SubmissionManifest> = {},
): SubmissionManifest {
  return {
    format: 'lpa-submission/1',
    id: '0197a1b2-0000-7000-8000-000000000001',
    revision: 1,
    issuedAt: '2024-06-24T10:15:00+07:00',
    lao: { code: '05010101', name: 'ทดสอบ', type: 'subdistrict_municipality', district: 'เมือง', province: 'ทดสอบ' },
    round: {
      id: 'lpa-2567',
      year: 2567,
      title: { th: 'รอบทดสอบ', en: 'Test round' },
      deadline: { original: '2024-07-31', extended: null },
    },
    assignment: { team: 'ทีมที่ 1', order: { number: '1/2567', date: '2024-05-01' }, visit: null, members: [] },
    instrument: { id: instrument.id, version: instrument.version, digest: sha256(instrumentBytes) },
    answers: [{ indicator: 'i03', selfPoints: 5, measure: null, note: marker }],
    evidence: files.map((bytes, index) => ({
      id: `e${index + 1}`,
      indicators: ['i03'],
      title: `หลักฐานที่ ${index + 1}`,
      path: `evidence/file-${index + 1}.pdf`,
      sha256: sha256(bytes),
      size: bytes.length,
      mediaType: 'application/pdf',
    })),
    links: [],
    survey: [],
    certification: { form: 'LRP001', name: 'ก', position: 'นายก', certifiedOn: '2024-06-23', receivedOn: null },
    ...change,
  };
}

export interface Signing {
  readonly key: JWK;
  readonly header?: Record<string, unknown>;
}

export async function sign(payload: string, { key, header }: Signing): Promise<string> {
  const { kty, crv, x, y } = key;
  const jwk = { kty, crv, x, y } as JWK;
  return new CompactSign(Buffer.from(payload))
    .setProtectedHeader({
      alg: 'ES256',
      typ: 'lpa-submission+jws',
      kid: await calculateJwkThumbprint(jwk),
      jwk,
      ...header,
    })
    .sign(await importJWK(key, 'ES256'));
}

/** The entries of a bundle, to be changed before `rawZip` writes them. */
export const entriesOf = (
  jws: string | null,
  manifest: SubmissionManifest,
  files: readonly Buffer[] = evidenceBytes,
): RawEntry[] => [
  { name: 'mimetype', data: Buffer.from('application/vnd.lpa.submission+zip') },
  ...(jws === null ? [] : [{ name: 'manifest.jws', data: Buffer.from(jws), method: 8 }]),
  ...manifest.evidence.map(({ path }, index) => ({ name: path, data: files[index] ?? Buffer.alloc(0), method: 8 })),
];

export async function bundleOf(manifest: SubmissionManifest, key: JWK, files: readonly Buffer[] = evidenceBytes) {
  return rawZip(entriesOf(await sign(JSON.stringify(manifest), { key }), manifest, files));
}

/** What must never be found in the data folder. */
export const secretText = marker;
