import { z } from 'zod';
import { LaoResult, PublicResult } from './edition-schema.ts';
import { Change, ReviewEvent } from './event-schema.ts';
import { Instrument } from './instrument-schema.ts';
import { Receipt } from './receipt-schema.ts';
import { ResultsFile } from './results-schema.ts';
import { EvidenceFile, ReviewFile } from './review-schema.ts';
import { SignerFile } from './signer-schema.ts';
import { SubmissionManifest } from './submission-schema.ts';

type JsonSchema = Readonly<Record<string, unknown>>;

const published: Readonly<Record<string, { readonly title: string; readonly schema: z.ZodType }>> = {
  instrument: { title: 'LPA instrument: the indicators and scoring rules of one year', schema: Instrument },
  submission: {
    title: 'LPA submission manifest: payload of manifest.jws in a .lpasub bundle',
    schema: SubmissionManifest,
  },
  review: { title: 'review.json of an LPA review package', schema: ReviewFile },
  results: { title: 'LPA results as data: one or more, all by one instrument', schema: ResultsFile },
  'result-lao': { title: 'result.json of a package for the LAO', schema: LaoResult },
  'result-public': { title: 'result.json of a public package', schema: PublicResult },
  evidence: { title: 'evidence.json of an LPA review package', schema: EvidenceFile },
  receipt: { title: "A centre's receipt of an LPA review package: payload of a .lpareceipt file", schema: Receipt },
  signer: { title: 'signers/….json of an LPA review package: who signs as what', schema: SignerFile },
  event: { title: 'One line of events.ndjson of an LPA review package', schema: ReviewEvent },
};

/** The schemas in `resources/formats`, by file name; written by `npm run schemas`. */
export function jsonSchemas(): Readonly<Record<string, JsonSchema>> {
  return Object.fromEntries(
    Object.entries(published).map(([name, { title, schema }]) => [
      `${name}.schema.json`,
      { title, ...jsonSchemaOf(schema), ...(name === 'event' ? { allOf: payloadsByType() } : {}) },
    ]),
  );
}

const jsonSchemaOf = (schema: z.ZodType): JsonSchema => z.toJSONSchema(schema, { io: 'input' });

/** Types that this version knows have a known payload; all other types may carry anything. */
const payloadsByType = (): readonly JsonSchema[] =>
  Change.options.map(({ shape: { type, payload } }) => {
    const { $schema: _, ...payloadSchema } = jsonSchemaOf(payload);
    return {
      if: { properties: { type: { const: type.value } }, required: ['type'] },
      then: { properties: { payload: payloadSchema } },
    };
  });
