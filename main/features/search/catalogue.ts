import type { Indicator, Instrument } from '#common/domain/instrument.ts';
import type { EvidenceItem, SubmissionManifest } from '#common/domain/submission.ts';

/** A place where a content was handed in. */
export interface Place {
  readonly evidence: string;
  readonly sha256: string;
  readonly title: string;
  readonly indicators: readonly string[];
  readonly mediaType: string;
  readonly size: number;
}

/** A submission as search sees it. */
export interface CatalogueEntry {
  readonly submission: string;
  readonly laoCode: string;
  readonly laoName: string;
  readonly places: readonly Place[];
  /** Numbers of indicators by id. */
  readonly numbers: Readonly<Record<string, string>>;
}

export interface LoadedGround {
  readonly manifest: SubmissionManifest;
  readonly instrument: Instrument;
  readonly evidence: readonly { readonly id: string; readonly status: string }[];
}

const placeOf = ({ id, sha256, title, indicators, mediaType, size }: EvidenceItem): Place => ({
  evidence: id,
  sha256,
  title,
  indicators,
  mediaType,
  size,
});

/** Files whose bytes are here. */
export function entryOf(
  submission: string,
  { manifest, instrument, evidence }: LoadedGround,
  team: readonly (Omit<EvidenceItem, 'path'> & { readonly id: string })[],
): CatalogueEntry {
  const ready = new Set(evidence.filter(({ status }) => status === 'ready').map(({ id }) => id));
  const items = manifest.evidence.filter(({ id }) => ready.has(id));
  return {
    submission,
    laoCode: manifest.lao.code,
    laoName: manifest.lao.name,
    numbers: Object.fromEntries(instrument.indicators.map(({ id, number }) => [id, number])),
    places: [...items.map(placeOf), ...team.map((item) => placeOf({ ...item, path: '' }))],
  };
}

/** Sound and moving pictures, and archives, have no words to read. */
const unread = /^(?:audio|video)\/|^application\/(?:zip|x-7z|x-rar|vnd\.rar|gzip)/;

export const isReadable = ({ mediaType, size }: Place): boolean => size > 0 && !unread.test(mediaType);

/** A photo always has to be recognised; a PDF where its page has no text. */
export const pictureFor = (mediaType: string): 'none' | 'if-scanned' | 'always' =>
  mediaType.startsWith('image/') ? 'always' : mediaType === 'application/pdf' ? 'if-scanned' : 'none';

export const indicatorsOf = ({ instrument, manifest }: LoadedGround): readonly Indicator[] =>
  instrument.indicators.filter(({ appliesTo }) => appliesTo.includes(manifest.lao.type));
