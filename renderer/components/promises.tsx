import { HardDrive, Lock, WifiOff } from 'lucide-react';
import { defineMessages, useMessages } from '#renderer/lib/messages.ts';
import { Icon } from './icon.tsx';
import css from './promises.module.css';

const words = defineMessages({
  th: {
    here: 'ข้อมูลอยู่ในเครื่องนี้เท่านั้น',
    sealed: 'เข้ารหัสทั้งหมด',
    offline: 'ไม่ต้องใช้อินเทอร์เน็ต',
  },
  en: {
    here: 'Data stays on this computer',
    sealed: 'All of it encrypted',
    offline: 'No internet needed',
  },
});

/** What the person may rely on before the library is open. */
export function Promises({ centred = false }: { readonly centred?: boolean }) {
  const t = useMessages(words);
  return (
    <ul className={centred ? `${css.promises} ${css.centred}` : css.promises}>
      <li>
        <Icon of={HardDrive} />
        {t.here}
      </li>
      <li>
        <Icon of={Lock} />
        {t.sealed}
      </li>
      <li>
        <Icon of={WifiOff} />
        {t.offline}
      </li>
    </ul>
  );
}
