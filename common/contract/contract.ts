import type { z } from 'zod';
import { annotationChannels } from './channels/annotation.ts';
import { assignmentChannels } from './channels/assignment.ts';
import { downloadChannels } from './channels/download.ts';
import { evidenceChannels } from './channels/evidence.ts';
import { instrumentChannels } from './channels/instrument.ts';
import { libraryChannels } from './channels/library.ts';
import { outboxChannels } from './channels/outbox.ts';
import { packageChannels } from './channels/package.ts';
import { phraseChannels } from './channels/phrase.ts';
import { provinceChannels } from './channels/province.ts';
import { readinessChannels } from './channels/readiness.ts';
import { receiptChannels } from './channels/receipt.ts';
import { reportChannels } from './channels/report.ts';
import { reviewChannels } from './channels/review.ts';
import { searchChannels } from './channels/search.ts';
import { serverChannels } from './channels/server.ts';
import { settingsChannels } from './channels/settings.ts';
import { submissionChannels } from './channels/submission.ts';
import { trustChannels } from './channels/trust.ts';

/** The one table of everything the page can ask of main. */
export const contract = {
  ...libraryChannels,
  ...settingsChannels,
  ...submissionChannels,
  ...reviewChannels,
  ...evidenceChannels,
  ...annotationChannels,
  ...packageChannels,
  ...receiptChannels,
  ...outboxChannels,
  ...reportChannels,
  ...provinceChannels,
  ...phraseChannels,
  ...serverChannels,
  ...assignmentChannels,
  ...downloadChannels,
  ...readinessChannels,
  ...instrumentChannels,
  ...searchChannels,
  ...trustChannels,
};

export type Channel = keyof typeof contract;
export type Input<C extends Channel> = z.input<(typeof contract)[C]['input']>;
export type Output<C extends Channel> = z.output<(typeof contract)[C]['output']>;

/** Main's side of the table, or of a part of it: a missing or wrong handler does not compile. */
export type HandlersFor<C extends Channel> = {
  readonly [K in C]: (
    input: z.output<(typeof contract)[K]['input']>,
  ) => Promise<z.input<(typeof contract)[K]['output']>>;
};
export type Handlers = HandlersFor<Channel>;
