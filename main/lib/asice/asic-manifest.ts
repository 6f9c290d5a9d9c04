import { escapeXml, parseXml, type XmlElement } from './xml-elements.ts';

/** `META-INF/ASiCManifest*.xml` (ETSI EN 319 162-1, A.4): what one signature covers. */
export interface AsicManifest {
  /** Member that holds the signature over this manifest's bytes. */
  readonly signature: string;
  readonly files: readonly CoveredFile[];
}

export interface CoveredFile {
  readonly name: string;
  readonly mediaType: string;
  /** SHA-256, hex. */
  readonly sha256: string;
}

export const asiceMediaType = 'application/vnd.etsi.asic-e+zip';
export const manifestMember = 'META-INF/ASiCManifest.xml';
export const signatureMember = 'META-INF/signature001.p7s';

const asic = 'http://uri.etsi.org/02918/v1.2.1#';
const ds = 'http://www.w3.org/2000/09/xmldsig#';
const sha256Method = 'http://www.w3.org/2001/04/xmlenc#sha256';

/** Member names become relative URIs, percent-encoded segment by segment. */
const toUri = (name: string): string => name.split('/').map(encodeURIComponent).join('/');

function fromUri(uri: string): string | null {
  if (uri === '' || /[?#:\\]|^\//.test(uri)) return null;
  try {
    return uri.split('/').map(decodeURIComponent).join('/');
  } catch {
    return null;
  }
}

export function writeAsicManifest(manifest: AsicManifest): string {
  const references = manifest.files.map(
    ({ name, mediaType, sha256 }) =>
      `  <asic:DataObjectReference MimeType="${escapeXml(mediaType)}" URI="${escapeXml(toUri(name))}">\n` +
      `    <ds:DigestMethod Algorithm="${sha256Method}"/>\n` +
      `    <ds:DigestValue>${Buffer.from(sha256, 'hex').toString('base64')}</ds:DigestValue>\n` +
      '  </asic:DataObjectReference>\n',
  );
  return (
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
    `<asic:ASiCManifest xmlns:asic="${asic}" xmlns:ds="${ds}">\n` +
    `  <asic:SigReference MimeType="application/pkcs7-signature" URI="${escapeXml(toUri(manifest.signature))}"/>\n` +
    `${references.join('')}</asic:ASiCManifest>\n`
  );
}

const childrenNamed = (parent: XmlElement, namespace: string, name: string): readonly XmlElement[] =>
  parent.children.filter((child) => child.namespace === namespace && child.name === name);

function sole(parent: XmlElement, namespace: string, name: string): XmlElement | null {
  const found = childrenNamed(parent, namespace, name);
  return found.length === 1 ? (found[0] ?? null) : null;
}

function readReference(reference: XmlElement): CoveredFile | null {
  const name = fromUri(reference.attributes.get('URI') ?? '');
  const method = sole(reference, ds, 'DigestMethod')?.attributes.get('Algorithm');
  const value = sole(reference, ds, 'DigestValue')?.text.replace(/\s/g, '') ?? '';
  const digest = Buffer.from(value, 'base64');
  if (name === null || method !== sha256Method) return null;
  if (digest.length !== 32 || digest.toString('base64') !== value) return null;
  return { name, mediaType: reference.attributes.get('MimeType') ?? '', sha256: digest.toString('hex') };
}

/** Null when the text is no manifest, or names a file twice, or uses another digest than SHA-256. */
export function readAsicManifest(text: string): AsicManifest | null {
  const root = parseXml(text);
  if (root?.namespace !== asic || root.name !== 'ASiCManifest') return null;
  const signature = fromUri(sole(root, asic, 'SigReference')?.attributes.get('URI') ?? '');
  const files = childrenNamed(root, asic, 'DataObjectReference').map(readReference);
  if (signature === null || files.includes(null)) return null;
  const known = files.filter((file) => file !== null);
  if (known.length !== new Set(known.map(({ name }) => name)).size) return null;
  return { signature, files: known };
}
