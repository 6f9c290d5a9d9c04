import { Scale } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#renderer/components/button.tsx';
import { Dialog } from '#renderer/components/dialog.tsx';
import { Note } from '#renderer/components/note.tsx';
import { useMessages } from '#renderer/lib/messages.ts';
import { lawWords } from './law-words.ts';
import css from './law-dialog.module.css';

/** The four tests of section 26 of the Electronic Transactions Act B.E. 2544, and what the package does for each. */
export function LawHelp() {
  const t = useMessages(lawWords);
  const [isOpen, setOpen] = useState(false);
  const tests = [
    [t.linked, t.linkedText],
    [t.control, t.controlText],
    [t.signature, t.signatureText],
    [t.content, t.contentText],
  ] as const;
  return (
    <>
      <Button look="quiet" size="small" icon={Scale} onPress={() => setOpen(true)}>
        {t.open}
      </Button>
      <Dialog
        title={t.title}
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        width="wide"
        actions={<Button onPress={() => setOpen(false)}>{t.close}</Button>}
      >
        <p>{t.intro}</p>
        <dl className={css.tests}>
          {tests.map(([test, answer], index) => (
            <div key={index}>
              <dt>{test}</dt>
              <dd>{answer}</dd>
            </div>
          ))}
        </dl>
        <Note>{t.limits}</Note>
      </Dialog>
    </>
  );
}
