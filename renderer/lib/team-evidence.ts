import { useQueryClient } from '@tanstack/react-query';
import type { AddedEvidence } from '#common/contract/channels/evidence.ts';
import type { TeamEvidence } from '#common/domain/visit.ts';
import { call } from './api.ts';
import { durable } from './durable.ts';
import { keepSnapshot } from './queries.ts';
import { offerAny } from './upload.ts';

export interface Brought {
  readonly file: File;
  readonly title: string;
  readonly how: TeamEvidence['how'];
  readonly indicators: readonly string[];
  /** Chosen once: a retry with the same command never becomes a second file. Names the progress, too. */
  readonly command: string;
}

/** Seals one file as the team's own evidence; resolves when that is durable, rejects with AppError. */
export function useAddEvidence(submission: string): (brought: Brought) => Promise<AddedEvidence> {
  const client = useQueryClient();
  return ({ file, title, how, indicators, command }) =>
    durable.track(async () => {
      const ticket = await offerAny(file);
      const added = await call('evidence.add', {
        ...{ submission, command, title, how, ticket },
        indicators: [...indicators],
      });
      keepSnapshot(client, added.snapshot);
      return added;
    });
}

/** Title for a file nobody named yet: its name without the ending. */
export const titleOf = (fileName: string): string => fileName.replace(/\.[A-Za-z0-9]{1,8}$/, '').slice(0, 500);
