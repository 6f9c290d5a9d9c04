import { FileKey, KeyRound } from 'lucide-react';
import { useState } from 'react';
import type { SigningKey } from '#common/contract/channels/package.ts';
import type { SubmissionDetail } from '#common/contract/channels/submission.ts';
import { Button } from '#renderer/components/button.tsx';
import { useMessages } from '#renderer/lib/messages.ts';
import { ImportKeyDialog } from './import-key-dialog.tsx';
import { NewKeyDialog } from './new-key-dialog.tsx';
import { finaliseWords } from './words.ts';
import css from './sign-card.module.css';

/** The two ways to a signing key. */
export function KeyButtons({
  detail,
  onKey,
}: {
  readonly detail: SubmissionDetail;
  readonly onKey: (key: SigningKey) => void;
}) {
  const t = useMessages(finaliseWords);
  const [open, setOpen] = useState<'new' | 'import' | null>(null);
  const done = (key: SigningKey) => {
    setOpen(null);
    onKey(key);
  };
  return (
    <div className={css.ways}>
      <Button size="small" look="quiet" icon={KeyRound} onPress={() => setOpen('new')}>
        {t.newKey}
      </Button>
      <Button size="small" look="quiet" icon={FileKey} onPress={() => setOpen('import')}>
        {t.importKey}
      </Button>
      {open === 'new' && (
        <NewKeyDialog members={detail.manifest.assignment.members} onDone={done} onClose={() => setOpen(null)} />
      )}
      {open === 'import' && <ImportKeyDialog onDone={done} onClose={() => setOpen(null)} />}
    </div>
  );
}
