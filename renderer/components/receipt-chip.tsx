import { CircleCheck, CircleX, Copy, FileX, History, Hourglass, type LucideIcon } from 'lucide-react';
import type { ReceiptRecord } from '#common/contract/channels/receipt.ts';
import { defineMessages, useMessages } from '#renderer/lib/messages.ts';
import { Chip, type Tone } from './chip.tsx';

type Outcome = ReceiptRecord['outcome'];

const words = defineMessages({
  th: {
    accepted: 'รับแล้ว',
    rejected: 'ตีกลับ',
    duplicate: 'ส่งซ้ำ',
    superseded: 'มีฉบับใหม่กว่า',
    held: 'ศูนย์พิจารณาอยู่',
    unreadable: 'ศูนย์อ่านไม่ได้',
  },
  en: {
    accepted: 'Accepted',
    rejected: 'Rejected',
    duplicate: 'Sent twice',
    superseded: 'Replaced',
    held: 'Held by centre',
    unreadable: 'Unreadable there',
  },
});

const looks: Readonly<Record<Outcome, { readonly tone: Tone; readonly icon: LucideIcon }>> = {
  accepted: { tone: 'ok', icon: CircleCheck },
  rejected: { tone: 'bad', icon: CircleX },
  duplicate: { tone: 'neutral', icon: Copy },
  superseded: { tone: 'neutral', icon: History },
  held: { tone: 'warn', icon: Hourglass },
  unreadable: { tone: 'bad', icon: FileX },
};

/** What the centre decided on a package. */
export function ReceiptChip({ outcome }: { readonly outcome: Outcome }) {
  const t = useMessages(words);
  return (
    <Chip tone={looks[outcome].tone} icon={looks[outcome].icon}>
      {t[outcome]}
    </Chip>
  );
}
