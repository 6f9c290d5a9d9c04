import { Stamp } from 'lucide-react';
import type { PackageRecord } from '#common/contract/channels/package.ts';
import { useFormat } from '#renderer/lib/format.ts';
import { defineMessages, useMessages } from '#renderer/lib/messages.ts';
import { Button } from './button.tsx';
import { Chip } from './chip.tsx';
import css from './package-level.module.css';

const words = defineMessages({
  th: {
    stamped: 'ระดับ T',
    plain: 'ระดับ B',
    stampedText: (at: string, authority: string) => `ประทับเวลา ${at} โดย ${authority}`,
    unchecked: ' (ยังไม่ได้ตรวจผู้ประทับเวลา)',
    plainText: 'เวลาตามนาฬิกาของผู้ลงนาม',
    stamp: 'ประทับเวลา',
    stop: 'หยุด',
    stampCode: (code: string) => `ประทับเวลา ${code}`,
  },
  en: {
    stamped: 'Level T',
    plain: 'Level B',
    stampedText: (at, authority) => `Timestamp ${at} by ${authority}`,
    unchecked: ' (authority not checked)',
    plainText: 'Time by the signer’s own clock',
    stamp: 'Timestamp',
    stop: 'Stop',
    stampCode: (code) => `Timestamp ${code}`,
  },
});

/** How well the time of a signature is proved: B by the signer alone, T by a timestamp authority. */
export function PackageLevel({
  record,
  pending,
  onStamp,
  onStop,
}: {
  readonly record: Pick<PackageRecord, 'code' | 'timestamp'>;
  readonly pending: boolean;
  /** Null: no authority is set, so nobody can be asked. */
  readonly onStamp: (() => void) | null;
  readonly onStop: () => void;
}) {
  const t = useMessages(words);
  const format = useFormat();
  const { timestamp, code } = record;
  return (
    <div className={css.level}>
      <Chip tone={timestamp === null ? 'neutral' : 'ok'}>{timestamp === null ? t.plain : t.stamped}</Chip>
      <span className={css.text}>
        {timestamp === null
          ? t.plainText
          : t.stampedText(format.dateTime(timestamp.at), timestamp.authority) + (timestamp.checked ? '' : t.unchecked)}
      </span>
      {timestamp === null && onStamp !== null && (
        <Button size="small" icon={Stamp} label={t.stampCode(code)} pending={pending} onPress={onStamp}>
          {t.stamp}
        </Button>
      )}
      {pending && (
        <Button size="small" onPress={onStop}>
          {t.stop}
        </Button>
      )}
    </div>
  );
}
