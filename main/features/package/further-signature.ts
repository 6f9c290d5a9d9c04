import type { SignerFile } from '#common/formats/signer-schema.ts';
import { AppError } from '#common/contract/failures.ts';
import {
  manifestMember,
  readAsicManifest,
  writeAsicManifest,
  type AsicManifest,
} from '#main/lib/asice/asic-manifest.ts';
import type { AddedMember } from '#main/lib/asice/replace-members.ts';
import { sha256 } from '#main/lib/sha256.ts';
import { signCades } from '#main/lib/signing/sign-cades.ts';
import { isSameSignature } from '#main/lib/signing/same-signature.ts';
import type { Signer } from '#main/lib/signing/signer.ts';
import type { StrictZip } from '#main/lib/zip/strict-zip-source.ts';
import { signerFolder } from '#main/verify/package-members.ts';

export type SignerStatement = Pick<SignerFile, 'role' | 'name' | 'title' | 'statement' | 'closes'>;

/** A list of 10,000 files with long Thai names and as many copies of them takes about 16 MB. */
const most = 64 * 1024 * 1024;
const statementType = 'application/json';

/**
 * Names of a signature's members; by its certificate, since two computers may add one each at the same time. The chair
 * signs the result and later closes the package: two signatures.
 */
const namesOf = (certificate: Uint8Array, closes: boolean) => {
  const id = `${sha256(certificate).slice(0, 16)}${closes ? '-close' : ''}`;
  return {
    list: `META-INF/ASiCManifest-${id}.xml`,
    signature: `META-INF/signature-${id}.p7s`,
    statement: `${signerFolder}${id}.json`,
  };
};

/** The statement of who signs as what, as a member that the signature `signature` covers. */
export function statementMember(certificate: Uint8Array, signature: string, statement: SignerStatement) {
  const file: SignerFile = { format: 'lpa-signer/1', signature, ...statement };
  const content = Buffer.from(`${JSON.stringify(file, null, 2)}\n`);
  return { name: namesOf(certificate, statement.closes).statement, mediaType: statementType, content };
}

/**
 * What a further signer adds to a verified package: a statement, a list of everything that the first signature covers
 * and the signature over it. Nothing that is there is touched. Who closes covers the earlier signatures as well.
 * Throws AppError('package.already-signed') when this certificate has signed it before.
 */
export async function furtherSignature(
  zip: StrictZip,
  signer: Signer,
  statement: SignerStatement,
  at: Date,
): Promise<readonly AddedMember[]> {
  const names = namesOf(signer.certificate, statement.closes);
  if (zip.has(names.statement) || zip.has(names.list)) throw new AppError('package.already-signed');
  const base = await firstList(zip);
  const own = statementMember(signer.certificate, names.signature, statement);
  const before = statement.closes ? await signaturesBefore(zip) : [];
  const content = base.files.filter(({ name }) => !name.startsWith(signerFolder));
  const files = [...content, ...before, { name: own.name, mediaType: own.mediaType, sha256: sha256(own.content) }];
  const list = Buffer.from(writeAsicManifest({ signature: names.signature, files }));
  return [
    { name: own.name, content: own.content },
    { name: names.list, content: list },
    { name: names.signature, content: await signCades(signer, list, at) },
  ];
}

async function firstList(zip: StrictZip): Promise<AsicManifest> {
  const list = readAsicManifest((await zip.read(manifestMember, most)).toString());
  if (list === null) throw new Error('Only a verified package is signed again');
  return list;
}

async function signaturesBefore(zip: StrictZip): Promise<AsicManifest['files']> {
  const names = zip.entries.map(({ name }) => name).filter(isOfSigning);
  const files: { name: string; mediaType: string; sha256: string }[] = [];
  for (const name of names) files.push({ name, mediaType: typeOf(name), sha256: sha256(await zip.read(name, most)) });
  return files;
}

const typeOf = (name: string): string =>
  name.endsWith('.p7s') ? 'application/pkcs7-signature' : name.endsWith('.xml') ? 'text/xml' : statementType;

/** Members of a container that belong to its signatures and not to what is signed. */
const isOfSigning = (name: string): boolean => name.startsWith('META-INF/') || name.startsWith(signerFolder);

const isClosing = (name: string): boolean => name.startsWith('META-INF/') && name.endsWith('-close.xml');

const namesIn = (list: Uint8Array): readonly string[] =>
  readAsicManifest(Buffer.from(list).toString())?.files.map(({ name }) => name) ?? [];

/**
 * What a copy of the same package that was signed elsewhere has more. Throws AppError('package.other') when the first
 * signatures are not the same, byte by byte: then it is another package.
 */
export async function newerSignatures(zip: StrictZip, other: StrictZip): Promise<readonly AddedMember[]> {
  const [mine, theirs] = [await zip.read(manifestMember, most), await other.read(manifestMember, most)];
  if (!mine.equals(theirs)) throw new AppError('package.other');
  const added: AddedMember[] = [];
  for (const { name } of other.entries) {
    if (!isOfSigning(name) || zip.has(name)) continue;
    const content = await other.read(name, most);
    added.push({ name, content });
  }
  // Who closed covers the earlier signatures as they were there: one that got a timestamp here meanwhile goes back to it.
  const covered = new Set(added.filter(({ name }) => isClosing(name)).flatMap(({ content }) => namesIn(content)));
  for (const name of covered)
    if (name.endsWith('.p7s') && zip.has(name) && other.has(name)) {
      const [here, there] = [await zip.read(name, most), await other.read(name, most)];
      if (here.equals(there)) continue;
      // Another signature under the same name would replace somebody's by a stranger's.
      if (!isSameSignature(here, there)) throw new AppError('package.other');
      added.push({ name, content: there });
    }
  return added;
}
