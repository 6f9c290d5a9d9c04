import { z } from 'zod';
import type { Signer, VerifyReport } from '#common/domain/verdict.ts';
import { roleOfTitle } from '#common/domain/signer-role.ts';
import { TeamRecord } from '#common/formats/event-schema.ts';
import { SignerFile } from '#common/formats/signer-schema.ts';
import type { AsicManifest } from '#main/lib/asice/asic-manifest.ts';
import { say, type FindingLog } from './finding-log.ts';
import { signerFolder } from './package-members.ts';
import { jsonOf, memberOf, type ReadMembers } from './read-container.ts';

/** A signature that was checked. */
export interface MadeSignature {
  /** Member that holds the list it covers. */
  readonly list: string;
  readonly manifest: AsicManifest;
  readonly signer: Signer;
}

interface Stated extends MadeSignature {
  readonly statement: SignerFile | null;
}

interface CheckedSigners {
  readonly signers: readonly Signer[];
  readonly closing: VerifyReport['closing'];
}

/**
 * Who signed as what, by the statement that each signature covers; and, where the package says so, whether all of the
 * team did and nobody after the chair had closed it. Packages of before carry no statements and are asked nothing.
 */
export function checkSigners(made: readonly MadeSignature[], members: ReadMembers, log: FindingLog): CheckedSigners {
  const stated = made.map((one) => ({ ...one, statement: statementOf(one, members, log) }));
  return {
    closing: closingOf(stated, members, log),
    signers: stated.map(({ signer, statement }) => ({
      ...signer,
      role: statement?.role ?? null,
      signedAs: statement === null ? null : { name: statement.name, title: statement.title },
      closes: statement?.closes ?? false,
    })),
  };
}

function closingOf(stated: readonly Stated[], members: ReadMembers, log: FindingLog): VerifyReport['closing'] {
  const review = memberOf(members, 'review');
  const parsed = Team.safeParse(jsonOf(review));
  const team = parsed.success ? parsed.data.team.members : []; // what is wrong there, the check of the scores says
  const isAlone = isSoleChair(stated, team);
  if (!stated.some(({ statement }) => statement !== null)) return isAlone ? 'closed' : 'unsaid';
  const isClosed = checkClosing(stated, team, log) || isAlone;
  // An edition is signed once, by whoever makes it, and names no team: there is nobody to wait for.
  const isEdition = review === undefined;
  if (!isEdition) checkTeam(stated, team, isClosed, log);
  if (isClosed) return 'closed';
  return isEdition ? 'unsaid' : 'open';
}

/** Where the review names one person, who is the chair, nobody else's signature could be missing. */
function isSoleChair(stated: readonly Stated[], team: Members): boolean {
  const [only, ...others] = team;
  if (only === undefined || others.length > 0 || roleOfTitle(only.title) !== 'chair') return false;
  return stated.some(
    ({ signer, statement }) => signer.valid && signer.name === only.name && (statement?.role ?? 'chair') === 'chair',
  );
}

function statementOf({ manifest, signer }: MadeSignature, members: ReadMembers, log: FindingLog): SignerFile | null {
  const own: SignerFile[] = [];
  for (const { name } of manifest.files.filter((file) => file.name.startsWith(signerFolder))) {
    if (!members.has(name)) continue; // said by the check of the files
    const parsed = SignerFile.safeParse(jsonOf(members.get(name)));
    if (!parsed.success) {
      const message = say(
        `อ่านไฟล์ ${name} ที่บอกว่าใครลงนามในฐานะใดไม่ได้`,
        `The file ${name}, which says who signs as what, cannot be read.`,
      );
      log.error('signature', 'signer.unreadable', message, { file: name });
    } else if (parsed.data.signature === manifest.signature) own.push(parsed.data);
  }
  const [statement = null] = own;
  if (own.length > 1) {
    const message = say('ลายมือชื่อเดียวมีคำแถลงฐานะหลายฉบับ', 'One signature comes with several statements of who signs.');
    log.error('signature', 'signer.ambiguous', message, { file: manifest.signature });
  }
  if (statement !== null && statement.name !== signer.name) {
    const message = say(
      `ลงนามในนาม ${statement.name} แต่ใบรับรองออกให้ ${signer.name}`,
      `Signed in the name of ${statement.name}, but the certificate belongs to ${signer.name}.`,
    );
    const where = { file: manifest.signature, expected: statement.name, actual: signer.name };
    log.warning('certificate', 'signer.other-name', message, where);
  }
  return statement;
}

const Team = z.looseObject({ team: TeamRecord });
type Members = z.infer<typeof TeamRecord>['members'];

/**
 * Null where the team names no chair. Otherwise only a certificate of that person closes: a role is what a signer says
 * about itself.
 */
const chairOf = (team: Members): string | null =>
  team.find(({ title }) => roleOfTitle(title) === 'chair')?.name ?? null;

/** The chair's closing signature covers those before it; of those after it, only the LAO's acknowledgement may stand. */
function checkClosing(stated: readonly Stated[], team: Members, log: FindingLog): boolean {
  const closing = stated.filter(({ statement }) => statement?.closes === true);
  const chair = chairOf(team);
  for (const { statement, manifest, signer } of closing) {
    if (statement?.role === 'chair' && (chair === null || signer.name === chair)) continue;
    const message = say('ผู้ปิดแพ็กเกจไม่ใช่ประธาน', 'The package was closed by somebody who is not the chair.');
    log.error('signature', 'signer.close-not-chair', message, {
      file: manifest.signature,
      ...(chair === null ? {} : { expected: chair, actual: signer.name }),
    });
  }
  const [close] = closing;
  if (close === undefined) return false;
  const covered = new Set(close.manifest.files.map(({ name }) => name));
  for (const { list, manifest, statement } of stated) {
    if (list === close.list || covered.has(list) || statement?.role === 'lao') continue;
    const message = say(
      `ลายมือชื่อ ${manifest.signature} ถูกเพิ่มหลังจากประธานปิดแพ็กเกจแล้ว`,
      `The signature ${manifest.signature} was added after the chair had closed the package.`,
    );
    log.error('signature', 'signer.after-close', message, { file: manifest.signature });
  }
  return closing.some(({ signer }) => signer.valid);
}

/**
 * Whoever has no signature of their own. What somebody says about themselves does not count: the certificate has to be in
 * the member's name, and the LAO's acknowledgement is nobody's of the team.
 */
function checkTeam(stated: readonly Stated[], team: Members, isClosed: boolean, log: FindingLog): void {
  const signed = new Set(
    stated.flatMap(({ signer, statement }) =>
      signer.valid && statement !== null && statement.role !== 'lao' && statement.name === signer.name
        ? [signer.name]
        : [],
    ),
  );
  const missing = team.map(({ name }) => name).filter((name) => name !== '' && !signed.has(name));
  const names = missing.join(', ');
  const where = missing.length === 0 ? {} : { expected: names };
  if (isClosed) {
    if (missing.length === 0) return;
    const message = say(
      `ประธานปิดแพ็กเกจโดยไม่มีลายมือชื่อของ ${names}`,
      `The chair closed the package without the signature of ${names}.`,
    );
    log.warning('signature', 'signer.missing', message, where);
    return;
  }
  // The close may have been taken out by whoever passed the package on: what is left of it is valid in itself.
  const [th, en] =
    missing.length === 0 ? ['', ''] : [` ยังไม่มีลายมือชื่อของ ${names}`, ` It lacks the signature of ${names}.`];
  log.warning(
    'signature',
    'signer.not-closed',
    say(
      `ประธานยังไม่ปิดแพ็กเกจ ศูนย์รับผลจะยังไม่รับ${th}`,
      `The chair has not closed the package yet, so that no centre takes it.${en}`,
    ),
    where,
  );
}
