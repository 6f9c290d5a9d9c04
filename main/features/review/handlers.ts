import type { Channel, HandlersFor } from '#common/contract/contract.ts';
import type { createReviews } from './service.ts';

type ReviewChannel = Extract<Channel, `review.${string}`>;

export const reviewHandlers = (reviews: ReturnType<typeof createReviews>): HandlersFor<ReviewChannel> => ({
  'review.get': ({ submission }) => reviews.get(submission),
  'review.record': ({ submission, command, change }) => reviews.record(submission, command, change),
  'review.undo': ({ submission, command }) => reviews.undo(submission, command),
  'review.redo': ({ submission, command }) => reviews.redo(submission, command),
  'review.history': ({ submission, indicator }) => reviews.history(submission, indicator),
  'review.activity': (input) => reviews.activity(input),
  'review.time': ({ submission }) => reviews.time(submission),
  'review.finalise': ({ submission, command }) => reviews.finalise(submission, command),
  'review.reopen': ({ submission, command, reason }) => reviews.reopen(submission, command, reason),
});
