import { z } from 'zod';
import { Instrument } from '#common/formats/instrument-schema.ts';
import type { SheetProblem } from '#common/domain/read-instrument-sheets.ts';
import { channel } from '../channel.ts';
import { ExportTicket } from './library.ts';

const digest = z.string().regex(/^[0-9a-f]{64}$/);

export const InstrumentRow = z.object({
  digest,
  id: z.string(),
  version: z.string(),
  year: z.number(),
  title: z.object({ th: z.string(), en: z.string() }),
  sample: z.boolean(),
  /** 'own': made or taken in on this computer. 'received': came with a submission. 'shipped': part of the program. */
  source: z.enum(['own', 'received', 'shipped']),
  savedAt: z.string().nullable(),
  indicators: z.number(),
  provincial: z.number(),
  /** Submissions on this computer that are scored by it. */
  submissions: z.number(),
});
export type InstrumentRow = z.infer<typeof InstrumentRow>;

export const instrumentChannels = {
  /** Newest round first, own ones first in it. */
  'instrument.list': channel(z.object({}), z.array(InstrumentRow)),
  'instrument.get': channel(z.object({ digest }), Instrument),
  /** The instrument as an XLSX workbook: to fill in, to read, to take in again. */
  'instrument.template': channel(z.object({ digest }), ExportTicket),
  /** The instrument file itself, byte by byte: what a server or an LAO's system is given. */
  'instrument.file': channel(z.object({ digest }), ExportTicket),
  /** Reads a workbook and keeps nothing. `instrument` is null while there is a problem. */
  'instrument.read': channel(
    z.object({ ticket: z.string() }),
    z.object({
      fileName: z.string(),
      instrument: Instrument.nullable(),
      /** At most 500 of them. */
      problems: z.custom<readonly SheetProblem[]>((value) => Array.isArray(value)),
      more: z.number(),
    }),
  ),
  /** Keeps it; refused with 'instrument.same-version' where another content has this id and version. */
  'instrument.save': channel(z.object({ instrument: Instrument }), z.object({ digest })),
  /** Only own ones that no submission needs: 'instrument.in-use'. */
  'instrument.remove': channel(z.object({ digest }), z.object({})),
};
