import { chosenEvidence } from '#common/domain/packed-evidence.ts';
import type { CitedSource } from '#common/domain/cited-source.ts';
import type { Review } from '#common/domain/review.ts';
import type { SubmissionManifest } from '#common/domain/submission.ts';
import type { EvidenceFile } from '#common/formats/review-schema.ts';
import { say, type FindingLog } from './finding-log.ts';
import { copiesFolder, evidenceFolder, packageMembers } from './package-members.ts';
import type { ReadMembers } from './read-container.ts';

interface Ground {
  readonly manifest: SubmissionManifest;
  readonly review: Review;
  readonly cited: ReadonlyMap<string, CitedSource>;
}

/**
 * Files of evidence that lie in the package: each is the one that the LAO sent or the team added, by its digest; none is
 * there that nobody named; and all are there that the signer says to have put in. Closes the check.
 */
export function checkEvidenceMembers(members: ReadMembers, file: EvidenceFile, ground: Ground, log: FindingLog): void {
  const items = [...file.evidence.filter(({ status }) => status === 'ready'), ...(file.team ?? [])];
  const named = new Set<string>();
  let good = 0;
  for (const { member, sha256, title } of [...file.evidence, ...(file.team ?? [])]) {
    if (member === undefined) continue;
    named.add(member);
    const actual = members.get(member)?.sha256;
    if (actual === sha256 && member.startsWith(evidenceFolder)) {
      good++;
      continue;
    }
    const message = say(
      `ไฟล์หลักฐาน “${title}” ในแพ็กเกจ (${member}) ไม่ใช่ไฟล์ที่ใช้ตัดสิน`,
      `The evidence “${title}” in the package (${member}) is not the file that was judged.`,
    );
    log.error('evidence', 'evidence.file-differs', message, { file: member, expected: sha256, actual: actual ?? '–' });
  }
  for (const name of members.keys())
    if (name.startsWith(evidenceFolder) && !named.has(name)) {
      const message = say(`ไฟล์ ${name} ไม่อยู่ในรายการหลักฐาน`, `The file ${name} is in no list of evidence.`);
      log.error('evidence', 'evidence.file-unknown', message, { file: name });
    }
  const chosen = chosenEvidence(file.included ?? 'none', ground);
  for (const { id, title, member } of items)
    if (chosen.has(id) && member === undefined) {
      const message = say(
        `แพ็กเกจระบุว่ามีไฟล์หลักฐาน แต่ไม่มี “${title}”`,
        `The package says that it holds its evidence, but “${title}” is not there.`,
      );
      log.error('evidence', 'evidence.file-absent', message, { file: packageMembers.evidence.name });
    }
  tellCopies(members, log);
  const all = file.evidence.length + (file.team?.length ?? 0);
  log.close(
    'evidence',
    named.size === 0
      ? say('ไม่มีไฟล์หลักฐานในแพ็กเกจ มีเพียงลายพิมพ์', 'No files of evidence in the package, only their digests')
      : say(`${good} จาก ${all} ไฟล์อยู่ในแพ็กเกจ`, `${good} of ${all} files lie in the package`),
    named.size === 0,
  );
}

/** Nothing else in the package says what such a copy has to look like. */
function tellCopies(members: ReadMembers, log: FindingLog): void {
  const file = [...members.keys()].find((name) => name.startsWith(copiesFolder));
  if (file === undefined) return;
  const message = say(
    `สำเนาที่มีเครื่องหมายใน ${copiesFolder} อยู่ใต้ลายมือชื่อ แต่ไม่ได้เทียบกับต้นฉบับ`,
    `The copies with marks in ${copiesFolder} are covered by the signature, but are not compared with the originals.`,
  );
  log.info('evidence', 'evidence.copies-not-compared', message, { file });
}
