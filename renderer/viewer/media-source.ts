import type { DocumentNotice } from '#common/contract/viewer.ts';
import { noPages, OpenError, type PageSource } from './page-source.ts';
import { words } from './words.ts';

/** Milliseconds until what does not begin is given up. */
const patience = 20_000;
const speeds = [0.5, 0.75, 1, 1.25, 1.5, 2] as const;

interface OpenedMedia {
  readonly source: PageSource;
  readonly notices: readonly DocumentNotice[];
}

/**
 * Sound and moving pictures, streamed from the address that the page got for them. What is recognised but does not begin
 * is damaged or of a kind that this browser has no decoder for; browsers do not tell which.
 */
export async function openMedia(type: 'audio' | 'video', stream: string): Promise<OpenedMedia> {
  const media = document.createElement(type);
  media.controls = true;
  media.preload = 'metadata';
  media.setAttribute('controlslist', 'nodownload noremoteplayback nofullscreen');
  if (media instanceof HTMLVideoElement) media.disablePictureInPicture = true;
  await begin(media, stream);
  // Sound of a video whose pictures have no decoder still plays.
  const lacksPicture = media instanceof HTMLVideoElement && media.videoWidth === 0;
  const source: PageSource = {
    ...noPages,
    pages: 1,
    whole: {
      mount(host) {
        const player = host.ownerDocument.createElement('div');
        player.className = `player ${type}`;
        player.append(media, barOf(media));
        host.append(player);
      },
      zoom: () => undefined,
      go: () => undefined,
    },
    close() {
      media.pause();
      media.removeAttribute('src');
      media.load(); // lets go of the stream at once
    },
  };
  return { source, notices: lacksPicture ? ['no-codec'] : [] };
}

function begin(media: HTMLMediaElement, stream: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      give(new OpenError('damaged'));
    }, patience);
    const give = (error?: OpenError) => {
      clearTimeout(timer);
      if (!error) {
        resolve();
        return;
      }
      media.removeAttribute('src');
      media.load();
      reject(error);
    };
    media.addEventListener('loadedmetadata', () => {
      give();
    });
    media.addEventListener('error', () => {
      give(new OpenError('unsupported'));
    });
    media.src = stream;
  });
}

/** How long it is, how large, and how fast it plays. */
function barOf(media: HTMLMediaElement): HTMLElement {
  const t = words[document.documentElement.lang === 'en' ? 'en' : 'th'];
  const bar = document.createElement('div');
  bar.className = 'player-bar';
  const facts = document.createElement('span');
  const size = media instanceof HTMLVideoElement && media.videoWidth > 0;
  facts.textContent = [
    t.duration(clock(media.duration)),
    ...(size ? [`${media.videoWidth} × ${media.videoHeight}`] : []),
  ].join(' · ');
  const label = document.createElement('label');
  label.textContent = t.speed;
  const select = document.createElement('select');
  for (const speed of speeds) select.append(new Option(`${speed}×`, String(speed), speed === 1, speed === 1));
  select.addEventListener('change', () => {
    media.playbackRate = Number(select.value);
  });
  label.append(select);
  bar.append(facts, label);
  return bar;
}

/** "1:05", "1:00:05"; live streams and such have no length. */
function clock(seconds: number): string {
  if (!Number.isFinite(seconds)) return '–';
  const whole = Math.round(seconds);
  const pad = (value: number) => String(value).padStart(2, '0');
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
  return hours > 0 ? `${hours}:${pad(minutes)}:${pad(rest)}` : `${minutes}:${pad(rest)}`;
}
