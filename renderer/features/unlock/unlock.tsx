import { useState } from 'react';
import { Brand } from '#renderer/components/brand.tsx';
import { Card } from '#renderer/components/card.tsx';
import { Promises } from '#renderer/components/promises.tsx';
import { Segmented } from '#renderer/components/segmented.tsx';
import { ToastRegion } from '#renderer/components/toast-region.tsx';
import { useChangeSettings } from '#renderer/lib/change-settings.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { useLanguage } from '#renderer/lib/settings.ts';
import { PassphraseForm } from './passphrase-form.tsx';
import { RecoveryForm } from './recovery-form.tsx';
import { unlockWords } from './words.ts';
import css from './unlock.module.css';

/** Asks for the passphrase. Whose data it is, is sealed too: no name before it is open. */
export function Unlock() {
  const t = useMessages(unlockWords);
  const language = useLanguage();
  const change = useChangeSettings();
  const [way, setWay] = useState<'passphrase' | 'recovery'>('passphrase');
  return (
    <main className={css.page}>
      <div className={css.column}>
        <div className={css.head}>
          <Brand />
          <Segmented
            label={t.language}
            value={language}
            options={[
              { value: 'th', label: 'ไทย' },
              { value: 'en', label: 'English' },
            ]}
            onChange={(next) => change({ language: next })}
          />
        </div>
        <Card className={css.card}>
          {way === 'passphrase' ? (
            <PassphraseForm onRecover={() => setWay('recovery')} />
          ) : (
            <RecoveryForm onBack={() => setWay('passphrase')} />
          )}
        </Card>
        <div className={css.promises}>
          <Promises centred />
        </div>
      </div>
      <ToastRegion />
    </main>
  );
}
