import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Check, FlaskConical } from 'lucide-react';
import { useState } from 'react';
import type { LibraryStatus } from '#common/contract/channels/library.ts';
import { Brand } from '#renderer/components/brand.tsx';
import { Button } from '#renderer/components/button.tsx';
import { Icon } from '#renderer/components/icon.tsx';
import { Promises } from '#renderer/components/promises.tsx';
import { Segmented } from '#renderer/components/segmented.tsx';
import { ToastRegion } from '#renderer/components/toast-region.tsx';
import { call } from '#renderer/lib/api.ts';
import { useChangeSettings } from '#renderer/lib/change-settings.ts';
import { cx } from '#renderer/lib/classes.ts';
import type { KeyboardLayout } from '#renderer/lib/keyboard-layout.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { libraryQuery } from '#renderer/lib/queries.ts';
import { useLanguage } from '#renderer/lib/settings.ts';
import { PassphraseStep } from './passphrase-step.tsx';
import { PersonStep, type Person } from './person-step.tsx';
import { PrintStep } from './print-step.tsx';
import { SheetPicture } from './sheet-picture.tsx';
import { firstRunWords } from './words.ts';
import css from './first-run.module.css';

type Step = 1 | 2 | 3;

/** Three steps: who you are, passphrase, recovery sheet. The library exists from the end of the second on. */
export function FirstRun({ onDone }: { readonly onDone: () => void }) {
  const t = useMessages(firstRunWords);
  const client = useQueryClient();
  const change = useChangeSettings();
  const [step, setStep] = useState<Step>(1);
  const [person, setPerson] = useState<Person>({ name: '', position: '', office: '' });
  const [passphrase, setPassphrase] = useState('');
  const [withSample, setWithSample] = useState(false);

  const create = useMutation({
    meta: { shown: true },
    mutationFn: (chosen: { readonly passphrase: string; readonly layout: KeyboardLayout }) =>
      call('library.create', { profile: person, passphrase: chosen.passphrase }),
    onSuccess: (status: LibraryStatus, chosen) => {
      client.setQueryData(libraryQuery().queryKey, status);
      change({ passphraseKeyboard: chosen.layout });
      setPassphrase(chosen.passphrase);
      setStep(3);
    },
  });
  const finish = useMutation({
    mutationFn: async (sample: boolean) => {
      if (sample) await call('submission.importSample', { job: crypto.randomUUID() });
    },
    onSettled: () => {
      setPassphrase('');
      onDone();
    },
  });

  return (
    <main className={css.page}>
      <section className={css.left}>
        <Brand />
        <SheetPicture name={person.name} />
        <Promises />
      </section>
      <section className={css.right}>
        <div className={css.inner}>
          <div className={css.head}>
            <Steps step={step} />
            <LanguageSwitch />
          </div>
          {step === 1 && (
            <PersonStep
              person={person}
              onNext={(next) => {
                setPerson(next);
                setStep(2);
              }}
            />
          )}
          {step === 2 && (
            <PassphraseStep
              error={create.error}
              pending={create.isPending}
              onBack={() => setStep(1)}
              onNext={create.mutate}
            />
          )}
          {step === 3 && (
            <PrintStep passphrase={passphrase} pending={finish.isPending} onDone={() => finish.mutate(withSample)} />
          )}
          <div className={css.sample}>
            <div>
              <b>{t.sampleTitle}</b>
              <div className={css.small}>{finish.isPending ? t.sampleLoading : t.sampleText}</div>
            </div>
            <Button
              icon={withSample ? Check : FlaskConical}
              pending={finish.isPending}
              onPress={() => {
                // Before the library exists there is nothing to put the sample into: remembered until then.
                if (step === 3) finish.mutate(true);
                else setWithSample(!withSample);
              }}
            >
              {withSample && step !== 3 ? t.sampleChosen : t.sample}
            </Button>
          </div>
        </div>
      </section>
      <ToastRegion />
    </main>
  );
}

function Steps({ step }: { readonly step: Step }) {
  const t = useMessages(firstRunWords);
  const names = [t.step1, t.step2, t.step3];
  return (
    <ol className={css.steps} aria-label={t.steps}>
      {names.map((name, index) => {
        const number = index + 1;
        const done = number < step;
        return (
          <li
            key={number}
            className={cx(css.step, done && css.done, number === step && css.now)}
            {...(number === step && { 'aria-current': 'step' })}
          >
            <b>{done ? <Icon of={Check} /> : number}</b>
            <span>{name}</span>
          </li>
        );
      })}
    </ol>
  );
}

function LanguageSwitch() {
  const t = useMessages(firstRunWords);
  const language = useLanguage();
  const change = useChangeSettings();
  return (
    <Segmented
      label={t.language}
      value={language}
      options={[
        { value: 'th', label: 'ไทย' },
        { value: 'en', label: 'English' },
      ]}
      onChange={(next) => change({ language: next })}
    />
  );
}
