import {
  CircleDashed,
  CirclePause,
  CircleX,
  Clock,
  Cloud,
  Download,
  LogIn,
  Undo2,
  WifiOff,
  type LucideIcon,
} from 'lucide-react';
import type { SubmissionSummary } from '#common/contract/channels/submission.ts';
import { Chip, type Tone } from '#renderer/components/chip.tsx';
import { StateChip } from '#renderer/components/state-chip.tsx';
import { useMessages } from '#renderer/lib/messages.ts';
import { downloadWords } from './download-words.ts';
import type { WorkState } from './work-rows.ts';

type Away = Exclude<WorkState, SubmissionSummary['state']>;

/** Waiting for the network is a normal day in the field: neutral, never red. */
const looks: Readonly<Record<Away, { readonly tone: Tone; readonly icon: LucideIcon }>> = {
  'not-sent': { tone: 'line', icon: CircleDashed },
  'not-downloaded': { tone: 'line', icon: Cloud },
  queued: { tone: 'neutral', icon: Clock },
  downloading: { tone: 'accent', icon: Download },
  waiting: { tone: 'neutral', icon: WifiOff },
  'must-sign-in': { tone: 'neutral', icon: LogIn },
  paused: { tone: 'neutral', icon: CirclePause },
  failed: { tone: 'bad', icon: CircleX },
  withdrawn: { tone: 'warn', icon: Undo2 },
};

const isAway = (state: WorkState): state is Away => Object.hasOwn(looks, state);

/** Where one piece of work stands, on its way here or here. */
export function WorkChip({ state }: { readonly state: WorkState }) {
  const t = useMessages(downloadWords);
  if (!isAway(state)) return <StateChip state={state} />;
  return (
    <Chip tone={looks[state].tone} icon={looks[state].icon}>
      {t[state]}
    </Chip>
  );
}
