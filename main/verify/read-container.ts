import { createHash } from 'node:crypto';
import { isAppError } from '#common/contract/failures.ts';
import type { StrictZip } from '#main/lib/zip/strict-zip-source.ts';
import type { FindingLog } from './finding-log.ts';
import { say } from './finding-log.ts';
import { packageMembers, signerFolder, type MemberKey } from './package-members.ts';
import { parseStrictJson } from './strict-json.ts';

/** A container's member as it lies there: digest always, bytes only of members that are computed with. */
export interface ReadMember {
  readonly name: string;
  readonly sha256: string;
  readonly bytes: Buffer | null;
}

export type ReadMembers = ReadonlyMap<string, ReadMember>;

/**
 * Members that are looked into; what is larger is only digested and counts as unreadable. The events of 100,000 changes
 * take about 60 MB; all together are limited too, since a small file can unpack to a thousand large members.
 */
const maxBytes = 128 * 1024 * 1024;
const maxKept = 256 * 1024 * 1024;

const wanted = (name: string): boolean =>
  name === 'mimetype' ||
  name.startsWith('META-INF/') ||
  name.startsWith(signerFolder) ||
  Object.values(packageMembers).some((member) => member.name === name && name !== packageMembers.report.name);

/** Reads every member once. One that cannot be read (broken compression, wrong CRC) is named and left out. */
export async function readMembers(zip: StrictZip, log: FindingLog): Promise<ReadMembers> {
  const members = new Map<string, ReadMember>();
  let kept = 0;
  for (const { name, size } of zip.entries) {
    try {
      const hash = createHash('sha256');
      const chunks: Buffer[] = [];
      const keep = wanted(name) && size <= maxBytes && kept + size <= maxKept;
      if (keep) kept += size;
      for await (const chunk of zip.chunks(name)) {
        hash.update(chunk);
        if (keep) chunks.push(chunk);
      }
      members.set(name, { name, sha256: hash.digest('hex'), bytes: keep ? Buffer.concat(chunks) : null });
    } catch (error) {
      if (!isAppError(error) || error.code === 'cancelled') throw error;
      const message = say(
        `ไฟล์ ${name} ในแพ็กเกจเสียหาย อ่านไม่ได้ครบ`,
        `The file ${name} in the package is damaged and cannot be read.`,
      );
      log.error('files', 'file.damaged', message, { file: name });
    }
  }
  return members;
}

export const memberOf = (members: ReadMembers, key: MemberKey): ReadMember | undefined =>
  members.get(packageMembers[key].name);

/** UTF-8 without a byte order mark; null when the bytes are no text. */
export function textOf(member: ReadMember | undefined): string | null {
  if (member?.bytes == null) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(member.bytes);
  } catch {
    return null;
  }
}

/** Undefined when there is no such member or its text is no JSON that everybody reads alike. */
export function jsonOf(member: ReadMember | undefined): unknown {
  const text = textOf(member);
  return text === null ? undefined : parseStrictJson(text);
}
