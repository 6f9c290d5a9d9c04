import { trustAnchorsOf, type TrustAnchors } from '#main/lib/signing/trust-anchors.ts';
import { examine } from './examine.ts';
import type { ExamineAnswer, ExamineQuestion } from './examiners.ts';

let anchors: TrustAnchors | null = null;

async function answerOf({ path, trust }: ExamineQuestion): Promise<ExamineAnswer> {
  try {
    if (trust.length > 0) anchors ??= trustAnchorsOf(trust);
    return { ok: true, examination: await examine(path, anchors) };
  } catch (error) {
    return { ok: false, why: error instanceof Error && 'syscall' in error ? 'disk' : 'crash' };
  }
}

/** One file after another, until the centre lets go. */
process.on('message', (question: ExamineQuestion) => void answerOf(question).then((answer) => process.send?.(answer)));
process.on('disconnect', () => process.exit());
