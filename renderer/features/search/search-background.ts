import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';
import { useLocation } from 'wouter';
import type { Indexing } from '#common/contract/channels/search.ts';
import { call, onEvent } from '#renderer/lib/api.ts';
import { foreground, noteKey } from '#renderer/lib/foreground.ts';
import { indexingQuery } from '#renderer/lib/search.ts';
import { startReading } from './background-reading.ts';
import { openReader } from './hidden-reader.ts';
import { quietFor } from './pace.ts';
import { watchPower } from './power.ts';

/** The first screen after unlocking comes first. */
const afterUnlock = 1_500;

const wait = (milliseconds: number) =>
  new Promise<void>((resolve) => {
    setTimeout(resolve, milliseconds);
  });

/** Reads what nobody read yet for as long as the library is open. Mounted once; draws nothing. */
export function SearchBackground() {
  const client = useQueryClient();
  const [location] = useLocation();
  const openSubmission = useEffectEvent(() => /^\/s\/([^/]+)/.exec(location)?.[1] ?? null);
  useEffect(() => {
    const stops: (() => void)[] = [];
    const timer = setTimeout(() => {
      const reading = startReading({
        next: () => call('search.next', { first: openSubmission() }),
        keep: async ({ sha256, page }, { pages, text, width, height, look, picture }) =>
          call('search.keep', {
            ...{ sha256, page, pages, text, width, height, look },
            picture: picture && (await toBase64(picture)),
          }),
        failed: ({ sha256, page }, code) => call('search.failed', { sha256, page, code }),
        openReader,
        quietFor: (before) => quietFor(foreground(), before),
        now: () => performance.now(),
        wait,
      });
      const onIndexing = (news: Indexing) => {
        client.setQueryData(indexingQuery().queryKey, news);
        reading.wake();
      };
      stops.push(
        reading.stop,
        onEvent('indexing', onIndexing),
        onEvent('changed', ({ what }) => {
          if (what === 'submissions' || what === 'submission' || what === 'review') reading.wake();
        }),
        watchPower((onBattery) => void call('search.power', { onBattery }).catch(() => undefined)),
      );
    }, afterUnlock);
    window.addEventListener('keydown', noteKey, { capture: true });
    return () => {
      clearTimeout(timer);
      window.removeEventListener('keydown', noteKey, { capture: true });
      for (const stop of stops) stop();
    };
  }, [client]);
  return null;
}

function toBase64(bytes: ArrayBuffer): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve((reader.result as string).replace(/^[^,]*,/, ''));
    reader.onerror = () => reject(new Error('the picture cannot be encoded'));
    reader.readAsDataURL(new Blob([bytes]));
  });
}
