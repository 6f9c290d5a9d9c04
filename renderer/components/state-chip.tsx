import { BadgeCheck, Download, FileX, PackageCheck, Pencil, Signature, type LucideIcon } from 'lucide-react';
import type { SubmissionSummary } from '#common/contract/channels/submission.ts';
import { defineMessages, useMessages } from '#renderer/lib/messages.ts';
import { Chip, type Tone } from './chip.tsx';

type State = SubmissionSummary['state'];

const words = defineMessages({
  th: {
    importing: 'กำลังนำเข้า',
    incomplete: 'ไฟล์ไม่ครบ',
    ready: 'พร้อมตรวจออฟไลน์',
    'in-review': 'กำลังตรวจ',
    finalised: 'รอลงนาม',
    signed: 'ลงนามแล้ว',
  },
  en: {
    importing: 'Importing',
    incomplete: 'Files missing',
    ready: 'Ready offline',
    'in-review': 'In review',
    finalised: 'Awaiting signature',
    signed: 'Signed',
  },
});

const looks: Readonly<Record<State, { readonly tone: Tone; readonly icon: LucideIcon }>> = {
  importing: { tone: 'neutral', icon: Download },
  incomplete: { tone: 'bad', icon: FileX },
  ready: { tone: 'ok', icon: PackageCheck },
  'in-review': { tone: 'accent', icon: Pencil },
  finalised: { tone: 'accent', icon: Signature },
  signed: { tone: 'ok', icon: BadgeCheck },
};

/** Where a submission stands. */
export function StateChip({ state }: { readonly state: State }) {
  const t = useMessages(words);
  return (
    <Chip tone={looks[state].tone} icon={looks[state].icon}>
      {t[state]}
    </Chip>
  );
}
