import { notFound, problem } from '../http/answer.ts';
import { answerWithFile } from '../http/evidence-answer.ts';
import { isOwn, type Handler } from './api-context.ts';

/**
 * A file, or where it lies. Faults: `status=N`: that status instead. `redirect=URL`: 307 to that address.
 */
export const getEvidence: Handler = async (
  parts,
  { person, headers, path, parameters: [submission = '', id = ''] },
) => {
  const { catalogue, faults, presign } = parts;
  const file = await catalogue.evidence(submission, id);
  if (file === undefined || file.state === 'withdrawn' || !isOwn(person, file.team)) return notFound();
  const fault = faults.take(path, 'status', 'redirect');
  if (fault?.name === 'status') return { ...problem(fault.value, `Fault: status ${fault.value}`), isFault: true };
  const location = fault?.text ?? presign?.(submission, id);
  if (location !== undefined)
    return { status: 307, headers: { location, 'cache-control': 'no-store', 'content-length': '0' }, body: null };
  const onDisk = { path: catalogue.store.pathOf(file.sha256), size: file.size, tag: `"${file.sha256}"` };
  return answerWithFile(headers, onDisk, { faults, path });
};
