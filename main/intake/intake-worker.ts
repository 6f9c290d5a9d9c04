import { trustedOf } from '#main/lib/signing/trust-anchors.ts';
import { examine, type ExamineTerms } from './examine.ts';
import type { ExamineAnswer, ExamineQuestion } from './examiners.ts';

let terms: ExamineTerms = {};

async function answerOf(path: string): Promise<ExamineAnswer> {
  try {
    return { ok: true, examination: await examine(path, terms) };
  } catch (error) {
    return { ok: false, why: error instanceof Error && 'syscall' in error ? 'disk' : 'crash' };
  }
}

/** The terms, then one file after another, until the centre lets go. */
process.on('message', (question: ExamineQuestion) => {
  if ('terms' in question) {
    const { now, ...trusted } = question.terms;
    terms = { ...trustedOf(trusted), now };
  } else void answerOf(question.path).then((answer) => process.send?.(answer));
});
process.on('disconnect', () => process.exit());
