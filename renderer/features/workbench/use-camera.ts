import { useEffect, useState } from 'react';

export type CameraProblem = 'denied' | 'none' | 'busy';

interface CameraState {
  readonly stream: MediaStream | null;
  readonly devices: readonly MediaDeviceInfo[];
  readonly problem: CameraProblem | null;
}

const closed: CameraState = { stream: null, devices: [], problem: null };

function openCamera(device: string | null): Promise<MediaStream> {
  // As many pixels as there are: a page of paper has to stay readable.
  const size = { width: { ideal: 3840 }, height: { ideal: 2160 } };
  const which = device === null ? { facingMode: 'environment' } : { deviceId: { exact: device } };
  return navigator.mediaDevices.getUserMedia({ video: { ...size, ...which }, audio: false });
}

function problemOf(error: unknown): CameraProblem {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'none';
  return name === 'NotReadableError' || name === 'AbortError' ? 'busy' : 'denied';
}

const close = (stream: MediaStream) => {
  for (const track of stream.getTracks()) track.stop();
};

/** The camera while the calling part is on the screen; its light goes off with it. */
export function useCamera() {
  const [device, setDevice] = useState<string | null>(null);
  const [round, setRound] = useState(0);
  const [state, setState] = useState(closed);
  useEffect(() => {
    let isOver = false;
    let open: MediaStream | null = null;
    setState(closed);
    openCamera(device)
      .then(async (stream) => {
        open = stream;
        // Names of devices are told only while one of them is in use.
        const devices = (await navigator.mediaDevices.enumerateDevices()).filter(({ kind }) => kind === 'videoinput');
        if (isOver) close(stream);
        else setState({ stream, devices, problem: null });
      })
      .catch((error: unknown) => {
        if (!isOver) setState({ ...closed, problem: problemOf(error) });
      });
    return () => {
      isOver = true;
      if (open) close(open);
    };
  }, [device, round]);
  return {
    ...state,
    device: device ?? state.stream?.getVideoTracks()[0]?.getSettings().deviceId ?? null,
    choose: setDevice,
    retry: () => setRound((number) => number + 1),
  };
}
