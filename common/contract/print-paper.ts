import { z } from 'zod';
import { paperKinds, type PaperData as PaperDataType } from '#common/domain/paper/paper.ts';

/** Schema of common/domain/paper/paper.ts, for the print page. */
const text = z.string();
const line = text.nullable();
const fact = z.object({ label: text, value: line });
const cell = z.union([z.array(text), z.literal('tick'), z.literal('blank')]);

const number = z.number();
const rect = z.object({ x: number, y: number, width: number.min(0), height: number.min(0) });
const picture = z.object({
  kind: z.literal('picture'),
  alt: text.min(1),
  caption: z.array(text).min(1),
  source: z
    .object({
      submission: text.min(1),
      evidence: text.min(1),
      size: z.int().min(0),
      mediaType: text,
      hidden: z.array(z.object({ page: z.int().min(1), rects: z.array(rect) })),
    })
    .nullable(),
});

const signature = z.object({
  statement: text,
  choices: z.array(z.object({ text, open: z.boolean() })),
  signers: z.array(z.object({ name: line, title: line, role: line, dated: z.boolean() })).min(1),
});

const block = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('title'), text: text.min(1), lines: z.array(text) }),
  z.object({ kind: z.literal('paragraph'), text, look: z.enum(['indented', 'item', 'note']) }),
  z.object({ kind: z.literal('notices'), lines: z.array(text).min(1) }),
  z.object({ kind: z.literal('facts'), rows: z.array(fact).min(1) }),
  z.object({
    kind: z.literal('table'),
    columns: z
      .array(
        z.object({
          head: text,
          width: z.number().positive().max(160).nullable(),
          align: z.enum(['start', 'centre', 'end']),
          strong: z.boolean(),
        }),
      )
      .min(1),
    rows: z
      .array(
        z.discriminatedUnion('kind', [
          z.object({ kind: z.literal('group'), text }),
          z.object({ kind: z.literal('cells'), cells: z.array(cell) }),
          z.object({ kind: z.literal('total'), label: text, cells: z.array(cell) }),
          picture,
        ]),
      )
      .min(1),
    ending: z.object({ notes: z.array(text), signatures: z.array(signature).min(1) }),
  }),
  z.object({
    kind: z.literal('memo-head'),
    garuda: text,
    title: text,
    office: fact,
    number: fact,
    date: fact,
    subject: fact,
    to: fact,
  }),
  z.object({
    kind: z.literal('letter-head'),
    garuda: text,
    number: fact,
    sender: z.array(line),
    subject: fact,
    to: fact,
    reference: fact,
    enclosures: z.object({ label: text, items: z.array(z.object({ text, count: text })) }),
  }),
  z.object({
    kind: z.literal('closing'),
    paragraphs: z.array(text).min(1),
    salute: line,
    signer: z.object({ name: line, title: line }),
    positionLabel: text,
    contact: z.array(fact),
  }),
]);

export const PaperData = z.object({
  kind: z.literal('paper'),
  paper: z.enum(paperKinds),
  language: z.enum(['th', 'en']),
  digits: z.enum(['thai', 'arabic']),
  title: text.min(1),
  mark: line,
  foot: line,
  blocks: z.array(block).min(1),
}) satisfies z.ZodType<PaperDataType>;
