import { Segmented } from '#renderer/components/segmented.tsx';
import { useChangeSettings } from '#renderer/lib/change-settings.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { useSettings } from '#renderer/lib/settings.ts';
import { Part, Row } from './part.tsx';
import { settingsWords } from './words.ts';

export function AppearancePart() {
  const t = useMessages(settingsWords);
  const settings = useSettings();
  const change = useChangeSettings();
  const digits = [
    { value: 'arabic', label: t.arabic },
    { value: 'thai', label: t.thai },
  ] as const;
  return (
    <Part title={t.appearance}>
      <Row name={t.language}>
        <Segmented
          label={t.language}
          value={settings.language}
          onChange={(language) => change({ language })}
          options={[
            { value: 'th', label: 'ไทย' },
            { value: 'en', label: 'English' },
          ]}
        />
      </Row>
      <Row name={t.theme} hint={t.themeHint}>
        <Segmented
          label={t.theme}
          value={settings.theme}
          onChange={(theme) => change({ theme })}
          options={[
            { value: 'light', label: t.light },
            { value: 'dark', label: t.dark },
            { value: 'system', label: t.system },
          ]}
        />
      </Row>
      <Row name={t.textSize}>
        <Segmented
          label={t.textSize}
          value={settings.textSize}
          onChange={(textSize) => change({ textSize })}
          options={[
            { value: '100', label: '100 %' },
            { value: '115', label: '115 %' },
            { value: '130', label: '130 %' },
          ]}
        />
      </Row>
      <Row name={t.screenDigits}>
        <Segmented
          label={t.screenDigits}
          value={settings.screenDigits}
          onChange={(screenDigits) => change({ screenDigits })}
          options={digits}
        />
      </Row>
      <Row name={t.printDigits}>
        <Segmented
          label={t.printDigits}
          value={settings.printDigits}
          onChange={(printDigits) => change({ printDigits })}
          options={digits}
        />
      </Row>
    </Part>
  );
}
