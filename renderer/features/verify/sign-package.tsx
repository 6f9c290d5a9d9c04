import { useQuery } from '@tanstack/react-query';
import { PenLine } from 'lucide-react';
import { useState } from 'react';
import type { Signer } from '#common/domain/verdict.ts';
import { Button } from '#renderer/components/button.tsx';
import { SignDialog } from '#renderer/components/sign-dialog.tsx';
import { call, saveExport } from '#renderer/lib/api.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { query } from '#renderer/lib/queries.ts';
import { signAs, type SignRequest } from '#renderer/lib/sign-as.ts';
import { useLanguage } from '#renderer/lib/settings.ts';
import { tellDone } from '#renderer/lib/toasts.ts';
import { verifyWords } from './words.ts';

/** Adds a signature to a package that came from another computer; it is saved as a file to take back there. */
export function SignPackage({ ticket, signers }: { readonly ticket: string; readonly signers: readonly Signer[] }) {
  const t = useMessages(verifyWords);
  const language = useLanguage();
  const [isOpen, setOpen] = useState(false);
  const keys = useQuery({ ...query('key.list', {}), enabled: isOpen });
  const closed = signers.some(({ closes }) => closes);
  const sign = async (form: SignRequest, job: string) => {
    const { key, passphrase, pin } = form;
    const as = signAs(form, false, language);
    const file = await call('package.signFile', { ticket, key, passphrase, pin, as, job });
    saveExport(file);
    tellDone(t.signedFile(file.fileName));
  };
  return (
    <>
      <Button icon={PenLine} onPress={() => setOpen(true)}>
        {t.signThis}
      </Button>
      {isOpen && keys.data && (
        <SignDialog
          title={t.signThis}
          text={t.signThisText}
          keys={keys.data}
          members={[]}
          roles={closed ? ['lao'] : ['member', 'chair', 'lao']}
          onSign={sign}
          onCancel={(job) => call('package.cancel', { job })}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
