import { z } from 'zod';
import { channel } from '../channel.ts';
import { submissionId } from './submission.ts';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const page = z.int().min(1).max(100_000);

/** Longest picture of one page, as base64 of 8 MB. */
const pictureLimit = Math.ceil((8 * 1024 * 1024) / 3) * 4;

/** One page that nobody read yet. Documents are parsed only in the page's evidence frame, so the page pulls its work. */
export const PageToRead = z.object({
  submission: submissionId,
  evidence: z.string(),
  sha256,
  mediaType: z.string(),
  size: z.number(),
  title: z.string(),
  page,
  picture: z.enum(['none', 'if-scanned', 'always']),
});
export type PageToRead = z.infer<typeof PageToRead>;

/** How far reading is. A file counts once, however often it was handed in. */
export const Indexing = z.object({
  /** 'battery': character recognition waits for mains power. */
  state: z.enum(['running', 'paused', 'battery', 'done']),
  files: z.number(),
  filesDone: z.number(),
  /** Of files that were opened: how many pages they have is known only then. */
  pages: z.number(),
  pagesDone: z.number(),
  /** Pages whose picture is not recognised yet, and how many were. */
  ocrWaiting: z.number(),
  ocrDone: z.number(),
  /** Pages, or whole files, that could not be read. */
  failed: z.number(),
});
export type Indexing = z.infer<typeof Indexing>;

const hitKinds = [
  'lao',
  'indicator',
  'title',
  'page',
  'answer',
  'remark',
  'mark',
  'live-check',
  'request',
  'certificate',
] as const;
export type HitKind = (typeof hitKinds)[number];

export const SearchHit = z.object({
  kind: z.enum(hitKinds),
  submission: submissionId,
  laoName: z.string(),
  indicator: z.string().nullable(),
  /** How the indicator is numbered. */
  number: z.string().nullable(),
  /** Id of evidence or of a link. */
  evidence: z.string().nullable(),
  page: z.number().nullable(),
  /** Of a page: the evidence's title; of an indicator: its title; else of what the words belong to. */
  title: z.string(),
  /** Never raw damaged text; `text` is empty where only the page can be named. */
  snippet: z.object({ text: z.string(), ranges: z.array(z.tuple([z.number(), z.number()])) }),
  /** Where the words of a page come from; null for what people wrote. */
  source: z.enum(['text', 'ocr']).nullable(),
  /** What to look for on the page; null where it has no text. */
  quote: z.string().nullable(),
});
export type SearchHit = z.infer<typeof SearchHit>;

export const SearchResult = z.object({
  /** Of the kinds that were asked for. */
  total: z.number(),
  /** Of each kind, asked for or not. */
  counts: z.partialRecord(z.enum(hitKinds), z.number()),
  /** Milliseconds. */
  took: z.number(),
  /** False while what was read before is still being loaded: there may be more. */
  complete: z.boolean(),
  hits: z.array(SearchHit),
});
export type SearchResult = z.infer<typeof SearchResult>;

export const LookAlike = z.object({
  submission: submissionId,
  laoName: z.string(),
  mediaType: z.string(),
  size: z.number(),
  indicators: z.array(z.string()),
  /** How these indicators are numbered. */
  numbers: z.array(z.string()),
  evidence: z.string(),
  title: z.string(),
  page: z.number(),
});

export type LookAlike = z.infer<typeof LookAlike>;

/** The same content, or pages that look alike, handed in by different LAOs or for different indicators. */
export const LookAlikes = z.object({
  kind: z.enum(['identical', 'near']),
  /** Bits of 256 that differ, the most between two neighbours; 0 for identical files. */
  distance: z.number(),
  /** How many pages of these files are alike; `members` name the first. */
  pages: z.number(),
  members: z.array(LookAlike),
});
export type LookAlikes = z.infer<typeof LookAlikes>;

export const searchChannels = {
  /**
   * What to read next; the same again until it is kept or failed. `first`: the submission that is open. Null while there
   * is nothing to do, while it is paused or locked, or while pictures wait to be recognised: `indexing` tells when to ask
   * again.
   */
  'search.next': channel(z.object({ first: submissionId.nullable().default(null) }), PageToRead.nullable()),
  'search.keep': channel(
    z.object({
      sha256,
      page,
      pages: page,
      /** As extracted. */
      text: z.string().max(2_000_000),
      width: z.number().min(0).max(1e6),
      height: z.number().min(0).max(1e6),
      /** 256-bit difference hash. */
      look: z
        .string()
        .regex(/^[0-9a-f]{64}$/)
        .nullable(),
      /** PNG as base64. */
      picture: z.string().min(1).max(pictureLimit).nullable(),
    }),
    z.object({}),
  ),
  /** This page, or with page 1 of an unread file the whole file, cannot be read. Not asked for again by this version. */
  'search.failed': channel(z.object({ sha256, page, code: z.string().max(40) }), z.object({})),
  'search.status': channel(z.object({}), Indexing),
  /** `paused: false` also goes on recognising on battery. */
  'search.pause': channel(z.object({ paused: z.boolean() }), Indexing),
  'search.power': channel(z.object({ onBattery: z.boolean() }), z.object({})),
  /** Words are all wanted, "words in quotes" together; an empty query finds nothing. */
  'search.query': channel(
    z.object({
      query: z.string().max(500),
      /** Null: everywhere. */
      submission: submissionId.nullable(),
      /** Null: all; everywhere without indicators, which are the same for each LAO. */
      kinds: z.array(z.enum(hitKinds)).max(hitKinds.length).nullable().default(null),
      limit: z.int().min(1).max(200),
      offset: z.int().min(0).max(1_000_000),
    }),
    SearchResult,
  ),
  /** With a submission: groups that one of its files belongs to. */
  'search.lookAlikes': channel(z.object({ submission: submissionId.nullable() }), z.array(LookAlikes)),
};
