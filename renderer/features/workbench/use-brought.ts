import { useEffect, useRef, useState } from 'react';
import type { AddedEvidence } from '#common/contract/channels/evidence.ts';
import type { TeamEvidence } from '#common/domain/visit.ts';
import { errorText } from '#renderer/lib/errors.ts';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages, type Messages } from '#renderer/lib/messages.ts';
import { useLanguage } from '#renderer/lib/settings.ts';
import { titleOf, useAddEvidence } from '#renderer/lib/team-evidence.ts';
import { isOfDisk } from '#renderer/lib/upload.ts';
import { fieldWords } from './field-words.ts';

type How = TeamEvidence['how'];

/** One file on its way into the sealed store. */
export interface BroughtFile {
  /** Also the command of its event: trying again never keeps it twice. */
  readonly key: string;
  readonly file: File;
  readonly how: How;
  readonly title: string;
  /** Address of a picture that this computer itself made just now; files from elsewhere are never drawn in this page. */
  readonly preview: string | null;
  readonly state: 'new' | 'keeping' | 'kept' | 'failed';
  /** What went wrong, or where the same content already is. */
  readonly note: string;
}

interface Kept {
  readonly added: readonly AddedEvidence[];
  readonly failed: number;
}

type Words = typeof fieldWords extends Messages<infer W> ? W : never;

export const toldAbout = ({ outcome, title }: AddedEvidence, t: Words): string =>
  ({ added: '', placed: t.placed(title), 'already-here': t.alreadyHere(title), 'of-lao': t.ofLao(title) })[outcome];

/** The list of the dialog: what was chosen, under which title, and how far each file is. */
export function useBrought(submission: string) {
  const t = useMessages(fieldWords);
  const language = useLanguage();
  const format = useFormat();
  const addEvidence = useAddEvidence(submission);
  const [files, setFiles] = useState<readonly BroughtFile[]>([]);
  const previews = useRef<string[]>([]);
  useEffect(
    () => () => {
      for (const address of previews.current) URL.revokeObjectURL(address);
    },
    [],
  );

  const change = (key: string, patch: Partial<BroughtFile>) => {
    setFiles((known) => known.map((one) => (one.key === key ? { ...one, ...patch } : one)));
  };

  const showPreview = (key: string, file: File) => {
    const preview = URL.createObjectURL(file);
    previews.current.push(preview);
    change(key, { preview });
  };

  const nameFor = (file: File, how: How): string => {
    const time = format.time(new Date().toISOString());
    if (how === 'camera') return t.photoTitle(time);
    return how === 'paste' && /^image\.\w+$/.test(file.name) ? t.pastedTitle(time) : titleOf(file.name);
  };

  const take = (taken: readonly File[], how: How) => {
    for (const file of taken) {
      const key = crypto.randomUUID();
      const title = nameFor(file, how);
      setFiles((known) => [...known, { key, file, how, title, preview: null, state: 'new', note: '' }]);
      if (how === 'camera') showPreview(key, file);
      if (how === 'paste' && file.type.startsWith('image/')) {
        void isOfDisk(file).then((ofDisk) => {
          if (!ofDisk) showPreview(key, file);
        });
      }
    }
  };

  /** One after the other: each is durable before the next begins, and one that fails does not stop the others. */
  const keep = async (indicators: readonly string[]): Promise<Kept> => {
    const added: AddedEvidence[] = [];
    let failed = 0;
    for (const { key, file, title, how, state } of files) {
      if (state === 'kept') continue;
      change(key, { state: 'keeping', note: '' });
      try {
        const result = await addEvidence({ file, title: title.trim(), how, indicators, command: key });
        added.push(result);
        change(key, { state: 'kept', note: toldAbout(result, t) });
      } catch (error) {
        failed += 1;
        change(key, { state: 'failed', note: errorText(error, language) });
      }
    }
    return { added, failed };
  };

  return {
    files,
    take,
    keep,
    rename: (key: string, title: string) => change(key, { title }),
    leave: (key: string) => setFiles((known) => known.filter((one) => one.key !== key)),
  };
}
