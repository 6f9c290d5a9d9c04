import { Building2, Globe, ShieldCheck } from 'lucide-react';
import type { Audience } from '#common/domain/audience.ts';
import { defineMessages, useMessages } from '#renderer/lib/messages.ts';
import { Chip } from './chip.tsx';

const words = defineMessages({
  th: { full: 'ฉบับเต็ม', lao: 'สำหรับ อปท.', public: 'สาธารณะ' },
  en: { full: 'Full', lao: 'For the LAO', public: 'Public' },
});

const pictures = { full: ShieldCheck, lao: Building2, public: Globe } as const;

/** Whom a package is for. */
export function AudienceChip({ audience }: { readonly audience: Audience }) {
  const t = useMessages(words);
  return (
    <Chip tone={audience === 'full' ? 'line' : 'accent'} icon={pictures[audience]}>
      {t[audience]}
    </Chip>
  );
}
