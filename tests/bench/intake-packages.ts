import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Change } from '#common/domain/review-event.ts';
import { writeAtomically } from '#main/storage/atomic-file.ts';
import { readCertificate } from '#main/lib/signing/certificate.ts';
import { statementOf } from '#tests/support/intake-packages.ts';
import { membersOf, newIdentity, packageOf, partsOf } from '#tests/support/package-fixture.ts';
import { indicator, instrumentOf, score } from '#tests/support/review-builder.ts';

/** As many indicators as a subdistrict municipality has. */
const indicators = 93;
const ids = Array.from({ length: indicators }, (_, at) => `i${at + 1}`);
const instrument = instrumentOf(ids.map((id, at) => indicator(id, (at % 5) + 1)));
const provinces = ['ธารานคร', 'ภูผาธานี', 'ทะเลทองบุรี', 'ป่าสนคีรี'];

/** Every indicator scored and cited, some below what the LAO claims, with the reason. */
const changes: readonly Change[] = ids.flatMap((id, at): Change[] => {
  const points = at % 7 === 0 ? 3 : 5;
  const reason: Change = {
    type: 'reason.set',
    payload: { indicator: id, about: 'difference', text: 'เอกสารไม่ครบทุกเดือน' },
  };
  const citation = `6f8c0a52-0000-4000-8000-${at.toString(16).padStart(12, '0')}`;
  return [
    score(id, points),
    { type: 'citation.added', payload: { id: citation, indicator: id, evidence: 'e1', annotation: null } },
    ...(points === 5 ? [] : [reason]),
  ];
});

/** Real packages of invented organisations, by one signer; those that are there already stay. */
export async function writePackages(folder: string, count: number): Promise<void> {
  const identity = await newIdentity();
  const there = new Set(await readdir(folder));
  const { owner } = await readCertificate(identity.certificate);
  for (let at = 0; at < count; at += 1) {
    const code = `0599${String(at).padStart(4, '0')}`;
    const name = `LPA2567-${code}.asice`;
    if (there.has(name)) continue;
    const parts = await partsOf({
      ...{ instrument, changes },
      revise: (manifest) => ({
        ...manifest,
        answers: ids.map((id) => ({ indicator: id, selfPoints: 5, measure: null, note: '' })),
        links: [],
        evidence: manifest.evidence.map((item) => ({ ...item, indicators: ids })),
        lao: { ...manifest.lao, code, name: `ตำบลที่ ${at}`, province: provinces[at % provinces.length] ?? '' },
      }),
    });
    // A run that is ended while it writes leaves no half package under this name.
    await writeAtomically(join(folder, name), await packageOf([...membersOf(parts), statementOf(owner)], identity));
  }
}
