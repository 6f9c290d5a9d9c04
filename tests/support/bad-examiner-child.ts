/** An examiner that hangs, takes all memory, crashes or ends, as the name of the package says. */
import { basename } from 'node:path';
import { examine } from '#main/intake/examine.ts';
import type { ExamineQuestion } from '#main/intake/examiners.ts';

process.on('message', (question: ExamineQuestion) => {
  if ('terms' in question) return;
  const { path } = question;
  switch (/^(hangs|eats|crashes|ends)/.exec(basename(path))?.[1]) {
    case 'hangs':
      for (;;);
    case 'eats':
      for (const eaten: string[][] = []; ;) eaten.push(Array.from({ length: 10_000 }, (_, at) => `${path}${at}`));
    case 'crashes':
      throw new Error('a defect');
    case 'ends':
      process.exit(3);
      break;
    default:
      void examine(path).then((examination) => process.send?.({ ok: true, examination }));
  }
});
process.on('disconnect', () => process.exit());
