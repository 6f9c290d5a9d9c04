import { Switch } from '#renderer/components/checkbox.tsx';
import { useChangeSettings } from '#renderer/lib/change-settings.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { useSettings } from '#renderer/lib/settings.ts';
import { LinkButton } from '#renderer/components/button.tsx';
import { Part, Row } from './part.tsx';
import { settingsWords } from './words.ts';
import css from './settings.module.css';

export function WorkPart() {
  const t = useMessages(settingsWords);
  const { singleKeyShortcuts, blindMode, camera } = useSettings();
  const change = useChangeSettings();
  return (
    <Part title={t.work}>
      <div className={css.switch}>
        <Switch on={blindMode} onChange={(on) => change({ blindMode: on })}>
          {t.blind}
        </Switch>
        <div className={css.hint}>{t.blindHint}</div>
      </div>
      <div className={css.switch}>
        <Switch on={singleKeyShortcuts} onChange={(on) => change({ singleKeyShortcuts: on })}>
          {t.singleKeys}
        </Switch>
        <div className={css.hint}>{t.singleKeysHint}</div>
      </div>
      <Row name={t.instruments} hint={t.instrumentsHint}>
        <LinkButton size="small" to="/instruments">
          {t.openInstruments}
        </LinkButton>
      </Row>
      <div className={css.switch}>
        <Switch on={camera} onChange={(on) => change({ camera: on })}>
          {t.camera}
        </Switch>
        <div className={css.hint}>{t.cameraHint}</div>
      </div>
    </Part>
  );
}
