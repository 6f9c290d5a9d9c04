import type { Audience } from '#common/domain/audience.ts';
import { asiceMediaType } from '#main/lib/asice/asic-manifest.ts';
import type { StrictZip } from '#main/lib/zip/strict-zip-source.ts';
import { say, type FindingLog } from './finding-log.ts';
import { packageMembers, requiredMembers } from './package-members.ts';
import { jsonOf, memberOf, type ReadMembers } from './read-container.ts';

/** ETSI EN 319 162-1, A.1: `mimetype` comes first, stored, without an extra field, so that its text is at offset 38. */
function checkMimetype(zip: StrictZip, members: ReadMembers, log: FindingLog): void {
  const file = 'mimetype';
  const entry = zip.entries.find(({ name }) => name === file);
  if (entry === undefined) {
    const message = say(
      'ไม่มีไฟล์ mimetype ที่บอกชนิดของแพ็กเกจ',
      'The file mimetype, which names the kind of package, is missing.',
    );
    log.error('structure', 'mimetype.missing', message, { file });
    return;
  }
  const actual = members.get(file)?.bytes?.toString('latin1') ?? '';
  if (actual !== asiceMediaType) {
    const message = say('ไฟล์ mimetype ไม่ใช่ชนิด ASiC-E', 'The file mimetype does not say ASiC-E.');
    log.error('structure', 'mimetype.content', message, {
      file,
      expected: asiceMediaType,
      actual: actual.slice(0, 80),
    });
  }
  if (entry.offset !== 0 || !entry.stored || entry.extraLength !== 0) {
    const message = say(
      'ไฟล์ mimetype ต้องอยู่หน้าสุด ไม่บีบอัด และไม่มีข้อมูลเพิ่ม',
      'The file mimetype must come first, uncompressed and without extra data.',
    );
    log.error('structure', 'mimetype.place', message, { file });
  }
}

/** An edition has `result.json` and neither a result in full nor a history. */
export function audienceOf(members: ReadMembers): Audience {
  const result = memberOf(members, 'result');
  if (result === undefined || isFull(members)) return 'full';
  const said = jsonOf(result);
  return typeof said === 'object' && said !== null && 'audience' in said && said.audience === 'public'
    ? 'public'
    : 'lao';
}

const isFull = (members: ReadMembers): boolean =>
  memberOf(members, 'review') !== undefined || memberOf(members, 'events') !== undefined;

export function checkStructure(zip: StrictZip, members: ReadMembers, audience: Audience, log: FindingLog): void {
  checkMimetype(zip, members, log);
  if (audience === 'full' && memberOf(members, 'result') !== undefined) {
    const file = packageMembers.result.name;
    const message = say(
      'แพ็กเกจเป็นทั้งฉบับเต็มและฉบับย่อ อ่านได้สองแบบ',
      'The package is both in full and an edition: it could be read in two ways.',
    );
    log.error('structure', 'edition.ambiguous', message, { file });
  }
  for (const { name } of requiredMembers[audience].map((key) => packageMembers[key]))
    if (!zip.has(name))
      log.error('structure', 'member.missing', say(`แพ็กเกจไม่มีไฟล์ ${name}`, `The package has no file ${name}.`), {
        file: name,
      });
  const good = !log.failed('structure');
  log.close(
    'structure',
    good
      ? say('อ่านได้ครบตามมาตรฐาน ASiC-E', 'Complete and readable as ASiC-E')
      : say('ไม่เป็นไปตามรูปแบบแพ็กเกจ', 'Not the form of a package'),
  );
}
