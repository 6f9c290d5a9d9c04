import { say, type FindingLog } from './finding-log.ts';
import type { CheckedSignatures } from './check-signatures.ts';
import type { ReadMembers } from './read-container.ts';

/** In one sentence; a package may hold ten thousand. */
const mostNamed = 20;

/** Every covered file as signed, and nothing beside it. */
export function checkFiles(
  names: readonly string[],
  members: ReadMembers,
  { covered, machinery }: CheckedSignatures,
  log: FindingLog,
): void {
  let good = 0;
  const changed: string[] = [];
  for (const [file, expected] of covered) {
    const actual = members.get(file)?.sha256;
    if (actual === expected) {
      good++;
      continue;
    }
    changed.push(file);
    if (actual !== undefined)
      log.error(
        'files',
        'file.digest-mismatch',
        say(`ไฟล์ ${file} ถูกแก้ไขหลังลงนาม`, `The file ${file} was changed after signing.`),
        { file, expected, actual },
      );
    else if (!names.includes(file))
      log.error('files', 'file.missing', say(`ไฟล์ ${file} ที่ลงนามไว้หายไป`, `The signed file ${file} is missing.`), {
        file,
      });
  }
  for (const file of names) {
    if (covered.has(file) || machinery.has(file)) continue;
    const message = say(`ไฟล์ ${file} ถูกใส่เพิ่มโดยไม่มีลายมือชื่อคุ้มครอง`, `The file ${file} is covered by no signature.`);
    log.error('files', 'file.not-signed', message, { file });
  }
  const named = changed.slice(0, mostNamed).join(', ');
  const more = (changed.length - mostNamed).toLocaleString('en');
  const others = changed.length > mostNamed ? say(` และอีก ${more} ไฟล์`, ` and ${more} more`) : say('', '');
  const rest =
    changed.length === 0 ? say('', '') : say(` · ${named}${others.th} ไม่ตรง`, ` · ${named}${others.en} differ`);
  log.close(
    'files',
    say(`${good} จาก ${covered.size} ไฟล์${rest.th}`, `${good} of ${covered.size} files${rest.en}`),
    covered.size === 0,
  );
}
