import type { Channel, HandlersFor } from '#common/contract/contract.ts';
import type { EvidenceFiles } from './evidence-files.ts';
import type { createSubmissions } from './service.ts';

type SubmissionChannel = Extract<Channel, `submission.${string}`>;

export const submissionHandlers = (
  submissions: ReturnType<typeof createSubmissions>,
  files: EvidenceFiles,
): HandlersFor<SubmissionChannel> => ({
  'submission.list': () => submissions.list(),
  'submission.get': ({ id }) => submissions.get(id),
  'submission.changes': ({ id }) => submissions.changes(id),
  'submission.import': ({ tickets, job }) => submissions.importTickets(tickets, job),
  'submission.importSample': ({ job }) => submissions.importSample(job),
  'submission.streamEvidence': ({ submission, evidence }) => files.stream(submission, evidence),
  'submission.saveEvidence': ({ submission, evidence }) => files.save(submission, evidence),
  'submission.removeSample': () => submissions.removeSample(),
});
