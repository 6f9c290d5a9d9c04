import { z } from 'zod';
import { documentNotices, type FromViewer, type ToViewer } from '#common/contract/viewer.ts';
import { markColours, markKinds } from '#common/domain/annotation.ts';
import { fileTypes } from '#common/domain/file-type.ts';

/** Schemas of common/contract/viewer.ts. Both ends check: a document that takes over the frame can only say this much. */
const finite = z.number().min(-1e6).max(1e6);
const rect = z.object({ x: finite, y: finite, width: finite.min(0), height: finite.min(0) });
const rects = z.array(rect).min(1).max(2000);
const page = z.int().min(1).max(1_000_000);
const pixels = z.int().min(1).max(20_000);
const markKind = z.enum(markKinds);
const colour = z.enum(markColours);
const stroke = z
  .array(z.object({ x: finite, y: finite }))
  .min(2)
  .max(20_000);
const strokes = z.array(stroke).max(500);
const stampText = z.string().max(120);
const id = z.string().min(1).max(200);
const shortText = z.string().max(4000);
const quote = z.object({ exact: shortText, prefix: shortText, suffix: shortText }).nullable();

const viewerMark = z.object({
  id,
  page,
  kind: markKind,
  rects,
  strokes,
  colour,
  stamp: stampText,
  quote,
  comment: z.string().max(20_000),
  caption: shortText,
  cited: z.int().nullable(),
});

const document = z.object({
  evidence: id,
  mediaType: shortText,
  size: z.int().min(0),
  title: shortText,
  stream: shortText.nullable(),
});

const ToViewerMessage = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('open'), document, marks: z.array(viewerMark) }),
  z.object({ kind: z.literal('close') }),
  z.object({ kind: z.literal('prepare'), documents: z.array(document).max(4) }),
  z.object({ kind: z.literal('probe'), document }),
  z.object({ kind: z.literal('bytes'), request: z.int(), bytes: z.instanceof(ArrayBuffer).nullable() }),
  z.object({ kind: z.literal('marks'), marks: z.array(viewerMark) }),
  z.object({
    kind: z.literal('tool'),
    tool: z.enum(['select', ...markKinds]),
    colour,
    stamp: stampText,
    readOnly: z.boolean(),
  }),
  z.object({ kind: z.literal('place'), mark: markKind.exclude(['highlight', 'underline']) }),
  z.object({ kind: z.literal('mark-selection'), mark: z.enum(['highlight', 'underline']) }),
  z.object({ kind: z.literal('password'), password: z.string().max(1000) }),
  z.object({ kind: z.literal('side'), side: z.enum(['none', 'thumbnails', 'outline']) }),
  z.object({ kind: z.literal('find'), query: z.string().max(500), back: z.boolean() }),
  z.object({ kind: z.literal('seen'), pages: z.array(page).max(100_000) }),
  z.object({ kind: z.literal('layer'), layer: id, visible: z.boolean() }),
  z.object({ kind: z.literal('read'), document, page, picture: z.enum(['none', 'if-scanned', 'always']) }),
  z.object({
    kind: z.literal('redact'),
    document,
    page,
    areas: z.array(rect).max(2000),
    within: z.object({ width: pixels, height: pixels }).nullable(),
  }),
  z.object({ kind: z.literal('select'), mark: id.nullable() }),
  z.object({ kind: z.literal('go'), page, mark: id.nullable() }),
  z.object({ kind: z.literal('look'), page, rect }),
  z.object({
    kind: z.literal('zoom'),
    zoom: z.union([z.enum(['in', 'out', 'fit-width', 'fit-page']), z.number().min(0.01).max(64)]),
  }),
  z.object({ kind: z.literal('rotate') }),
  z.object({ kind: z.literal('focus') }),
  z.object({ kind: z.literal('ping') }),
  z.object({ kind: z.literal('theme'), dark: z.boolean(), language: z.enum(['th', 'en']) }),
]) satisfies z.ZodType<ToViewer>;

const failure = z.enum(['password', 'damaged', 'unsupported', 'too-large', 'unreadable']);

const FromViewerMessage = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  z.object({ kind: z.literal('pong') }),
  z.object({
    kind: z.literal('range'),
    evidence: id,
    request: z.int(),
    begin: z.int().min(0),
    end: z.int().min(0),
  }),
  z.object({
    kind: z.literal('about'),
    about: z.object({
      type: z.enum(fileTypes),
      shape: z.enum(['pages', 'whole']),
      notices: z.array(z.enum(documentNotices)).max(documentNotices.length),
    }),
  }),
  z.object({ kind: z.literal('opened'), pages: page }),
  z.object({
    kind: z.literal('photo'),
    photo: z.object({
      width: z.number().positive(),
      height: z.number().positive(),
      taken: z
        .string()
        .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/)
        .nullable(),
      place: z.object({ latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180) }).nullable(),
    }),
  }),
  z.object({ kind: z.literal('failed'), code: failure }),
  z.object({
    kind: z.literal('facts'),
    facts: z.object({
      hasOutline: z.boolean(),
      formFields: z.int().min(0),
      layers: z.array(z.object({ id, name: shortText, visible: z.boolean() })).max(1000),
      attachments: z.int().min(0),
      hasScripts: z.boolean(),
      isSigned: z.boolean(),
      title: shortText,
      author: shortText,
      producer: shortText,
      createdAt: z.string().max(40),
      modifiedAt: z.string().max(40),
    }),
  }),
  z.object({
    kind: z.literal('foreign'),
    marks: z
      .array(z.object({ page, kind: z.string().max(40), rect, text: z.string().max(20_000), author: shortText }))
      .max(5000),
  }),
  z.object({ kind: z.literal('anchors'), lost: z.array(id).max(20_000) }),
  z.object({
    kind: z.literal('found'),
    query: z.string().max(500),
    total: z.int().min(0),
    index: z.int().min(0),
    wordless: z.int().min(0),
    complete: z.boolean(),
  }),
  z.object({ kind: z.literal('focused') }),
  z.object({ kind: z.literal('page-seen'), page }),
  z.object({
    kind: z.literal('page-read'),
    read: z.object({
      evidence: id,
      page,
      pages: page,
      text: z.string().max(2_000_000),
      width: z.number().min(0),
      height: z.number().min(0),
      picture: z
        .instanceof(ArrayBuffer)
        .refine(({ byteLength }) => byteLength <= 8 * 1024 * 1024)
        .nullable(),
      look: z
        .string()
        .regex(/^[0-9a-f]{64}$/)
        .nullable(),
    }),
  }),
  z.object({
    kind: z.literal('page-redacted'),
    redacted: z.object({
      evidence: id,
      page,
      pages: page,
      width: z.number().positive().max(1e6),
      height: z.number().positive().max(1e6),
      picture: z.instanceof(ArrayBuffer).refine(({ byteLength }) => byteLength <= 32 * 1024 * 1024),
    }),
  }),
  z.object({ kind: z.literal('read-failed'), evidence: id, page, code: failure }),
  z.object({ kind: z.literal('probed'), evidence: id, outcome: z.enum(['drawn', ...failure.options]) }),
  z.object({
    kind: z.literal('moved'),
    page,
    pages: page,
    zoom: z.number().positive(),
    fit: z.enum(['width', 'page']).nullable(),
    rotation: z.number(),
  }),
  z.object({
    kind: z.literal('drawn'),
    page,
    mark: markKind,
    rects,
    strokes,
    colour,
    stamp: stampText,
    quote,
  }),
  z.object({ kind: z.literal('changed'), mark: id, rects, strokes }),
  z.object({ kind: z.literal('selected'), mark: id.nullable() }),
  z.object({ kind: z.literal('delete'), mark: id }),
  z.object({ kind: z.literal('text'), hasSelection: z.boolean() }),
  z.object({ kind: z.literal('drag') }),
  z.object({
    kind: z.literal('key'),
    code: z.string().max(40),
    key: z.string().max(40),
    ctrl: z.boolean(),
    shift: z.boolean(),
    alt: z.boolean(),
  }),
]) satisfies z.ZodType<FromViewer>;

/** What the frame may be told; null for anything else. */
export const readToViewer = (data: unknown): ToViewer | null => ToViewerMessage.safeParse(data).data ?? null;
/** What the frame may say; null for anything else. */
export const readFromViewer = (data: unknown): FromViewer | null => FromViewerMessage.safeParse(data).data ?? null;

/** First words of both sides, over window.postMessage; everything after goes over the port that `portGreeting` carries. */
export const frameGreeting = 'lpa-evidence-frame';
export const portGreeting = 'lpa-evidence-port';

/** Where frames live that open documents: those that are looked at, and those that are read out of sight. */
export type FrameOrigin = 'evidence' | 'reading';

/** The origins are siblings: https://app.invalid and https://evidence.invalid, or app://app and app://evidence. */
export function originOf(name: 'app' | FrameOrigin, protocol: string): string {
  return protocol === 'app:' ? `app://${name}` : `https://${name}.invalid`;
}
