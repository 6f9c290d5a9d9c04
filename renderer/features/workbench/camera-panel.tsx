import { Camera, RefreshCw } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Button } from '#renderer/components/button.tsx';
import { Switch } from '#renderer/components/checkbox.tsx';
import { Note } from '#renderer/components/note.tsx';
import { SelectField } from '#renderer/components/select-field.tsx';
import { useChangeSettings } from '#renderer/lib/change-settings.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { useSettings } from '#renderer/lib/settings.ts';
import { fieldWords } from './field-words.ts';
import { useCamera } from './use-camera.ts';
import css from './field.module.css';

/** The camera of this computer, once the person allowed it: look, take, look again, use. */
export function CameraPanel({
  onPhoto,
  onClose,
}: {
  readonly onPhoto: (photo: File) => void;
  readonly onClose: () => void;
}) {
  const t = useMessages(fieldWords);
  const { camera } = useSettings();
  const change = useChangeSettings();
  if (!camera) {
    return (
      <div className={css.camera}>
        <Switch on={false} onChange={(on) => change({ camera: on })}>
          {t.allowCamera}
        </Switch>
        <div className={css.meta}>{t.allowCameraText}</div>
        <div className={css.cameraButtons}>
          <Button onPress={onClose}>{t.cancel}</Button>
        </div>
      </div>
    );
  }
  return <Viewfinder onPhoto={onPhoto} onClose={onClose} />;
}

function Viewfinder({ onPhoto, onClose }: { readonly onPhoto: (photo: File) => void; readonly onClose: () => void }) {
  const t = useMessages(fieldWords);
  const video = useRef<HTMLVideoElement>(null);
  const camera = useCamera();
  const [photo, setPhoto] = useState<{ readonly file: File; readonly address: string } | null>(null);
  useEffect(() => {
    if (video.current) video.current.srcObject = camera.stream;
  }, [camera.stream, photo]);
  useEffect(
    () => () => {
      if (photo) URL.revokeObjectURL(photo.address);
    },
    [photo],
  );
  // Before the first picture has come there is nothing to take.
  const [isLive, setLive] = useState(false);
  const take = async () => {
    const file = video.current === null ? null : await pictureOf(video.current);
    if (!file) return;
    setLive(false);
    setPhoto({ file, address: URL.createObjectURL(file) });
  };
  if (camera.problem !== null) {
    const words = { denied: t.cameraDenied, none: t.cameraNone, busy: t.cameraBusy };
    return (
      <div className={css.camera}>
        <Note tone="warn" live>
          {words[camera.problem]}
        </Note>
        <div className={css.cameraButtons}>
          <Button onPress={onClose}>{t.closeCamera}</Button>
          <Button icon={RefreshCw} onPress={camera.retry}>
            {t.retry}
          </Button>
        </div>
      </div>
    );
  }
  return (
    <div className={css.camera}>
      {photo ? (
        <img className={css.view} src={photo.address} alt={t.preview(t.camera)} />
      ) : (
        <video
          ref={video}
          className={css.view}
          aria-label={t.cameraView}
          autoPlay
          muted
          playsInline
          onPlaying={() => setLive(true)}
        />
      )}
      <div className={css.cameraButtons}>
        {!photo && camera.devices.length > 1 && (
          <SelectField
            label={t.whichCamera}
            hideLabel
            size="compact"
            value={camera.device}
            options={camera.devices.map(({ deviceId, label }) => ({ value: deviceId, label }))}
            onChange={camera.choose}
          />
        )}
        <Button onPress={onClose}>{t.closeCamera}</Button>
        {photo ? (
          <>
            <Button icon={RefreshCw} onPress={() => setPhoto(null)}>
              {t.retake}
            </Button>
            <Button
              look="primary"
              autoFocus
              onPress={() => {
                onPhoto(photo.file);
                setPhoto(null);
              }}
            >
              {t.usePhoto}
            </Button>
          </>
        ) : (
          <Button look="primary" icon={Camera} pending={!isLive} onPress={() => void take()}>
            {isLive ? t.take : t.cameraOpening}
          </Button>
        )}
      </div>
    </div>
  );
}

/** The picture as the camera gives it, at its full size. Null while there is none yet. */
async function pictureOf(video: HTMLVideoElement): Promise<File | null> {
  const { videoWidth, videoHeight } = video;
  const canvas = new OffscreenCanvas(Math.max(1, videoWidth), Math.max(1, videoHeight));
  const context = canvas.getContext('2d');
  if (!context || videoWidth === 0) return null;
  context.drawImage(video, 0, 0);
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.92 });
  return new File([blob], 'photo.jpg', { type: 'image/jpeg' });
}
