import { useQueryClient } from '@tanstack/react-query';
import { KeyRound, Printer } from 'lucide-react';
import { useState } from 'react';
import type { LibraryStatus } from '#common/contract/channels/library.ts';
import { Button } from '#renderer/components/button.tsx';
import { call, saveExport } from '#renderer/lib/api.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { libraryQuery } from '#renderer/lib/queries.ts';
import { tellDone } from '#renderer/lib/toasts.ts';
import { ChangePassphraseDialog } from './change-passphrase-dialog.tsx';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { Part, Row } from './part.tsx';
import { settingsWords } from './words.ts';

export function SafetyPart({ status }: { readonly status: LibraryStatus }) {
  const t = useMessages(settingsWords);
  const client = useQueryClient();
  const [open, setOpen] = useState<'change' | 'sheet' | 'device' | null>(null);
  const close = () => setOpen(null);
  const on = status.deviceUnlock === 'on';
  return (
    <Part title={t.safety}>
      <Row name={t.change} hint={t.changeText}>
        <Button size="small" icon={KeyRound} onPress={() => setOpen('change')}>
          {t.change}
        </Button>
      </Row>
      <Row name={t.sheet} hint={status.recoveryPrinted ? t.sheetPrinted : t.sheetMissing}>
        <Button size="small" icon={Printer} onPress={() => setOpen('sheet')}>
          {t.printSheet}
        </Button>
      </Row>
      <Row name={t.device} hint={status.deviceUnlock === 'unavailable' ? t.deviceOff : t.deviceHint}>
        {status.deviceUnlock !== 'unavailable' && (
          <Button size="small" onPress={() => setOpen('device')}>
            {on ? t.deviceTurnOff : t.deviceOn}
          </Button>
        )}
      </Row>
      {open === 'change' && <ChangePassphraseDialog onClose={close} />}
      {open === 'sheet' && (
        <ConfirmDialog
          title={t.printSheet}
          text={t.printSheetText}
          action={t.printSheet}
          onClose={close}
          run={async (passphrase) => {
            const ticket = await call('library.printRecovery', { passphrase });
            saveExport(ticket);
            tellDone(t.sheetSaved(ticket.fileName));
            await client.invalidateQueries({ queryKey: libraryQuery().queryKey });
          }}
        />
      )}
      {open === 'device' && (
        <ConfirmDialog
          title={t.device}
          text={t.deviceHint}
          action={on ? t.deviceTurnOff : t.deviceOn}
          onClose={close}
          run={async (passphrase) => {
            const next = await call('library.setDeviceUnlock', { on: !on, passphrase });
            client.setQueryData(libraryQuery().queryKey, next);
          }}
        />
      )}
    </Part>
  );
}
