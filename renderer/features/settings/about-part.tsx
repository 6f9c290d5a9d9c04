import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { LibraryStatus } from '#common/contract/channels/library.ts';
import { Button } from '#renderer/components/button.tsx';
import { Dialog } from '#renderer/components/dialog.tsx';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { Part, Row } from './part.tsx';
import { settingsWords } from './words.ts';
import css from './settings.module.css';

const hosts = { electron: 'Electron', chromium: 'Chromium', none: '–' } as const;

export function AboutPart({ status }: { readonly status: LibraryStatus }) {
  const t = useMessages(settingsWords);
  const format = useFormat();
  const [open, setOpen] = useState(false);
  return (
    <Part title={t.about}>
      <Row name={`LPA Assessor · ${t.version(format.digits(status.version))}`} hint={t.host(hosts[status.host])} />
      <Row name={t.licences}>
        <Button size="small" onPress={() => setOpen(true)}>
          {t.showLicences}
        </Button>
      </Row>
      {open && <LicencesDialog onClose={() => setOpen(false)} />}
    </Part>
  );
}

function LicencesDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useMessages(settingsWords);
  const { data, isError } = useQuery({
    queryKey: ['licences'],
    // The build writes it beside the page: own origin, no network.
    queryFn: async () => {
      const answer = await fetch('/licenses.md');
      if (!answer.ok) throw new Error(`No licence file: ${answer.status}`);
      return answer.text();
    },
    meta: { shown: true },
  });
  return (
    <Dialog
      title={t.licences}
      isOpen
      onClose={onClose}
      width="wide"
      actions={<Button onPress={onClose}>{t.close}</Button>}
    >
      {isError ? <p>{t.licencesMissing}</p> : <pre className={css.licences}>{data}</pre>}
    </Dialog>
  );
}
