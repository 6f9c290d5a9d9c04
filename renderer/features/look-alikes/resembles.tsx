import { Copy } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#renderer/components/button.tsx';
import { useFormat, type Format } from '#renderer/lib/format.ts';
import { useResemblances, type Resemblance } from '#renderer/lib/look-alikes.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { CompareDialog } from './compare-dialog.tsx';
import { lookAlikeWords } from './words.ts';
import css from './resembles.module.css';

type Words = (typeof lookAlikeWords)['th'];

/** Under the tabs of the workbench: what the open file resembles elsewhere; nothing for most files. */
export function Resembles({ submission, evidence }: { readonly submission: string; readonly evidence: string | null }) {
  const t = useMessages(lookAlikeWords);
  const format = useFormat();
  const [comparing, setComparing] = useState<Resemblance | null>(null);
  const found = useResemblances(submission, evidence);
  const first = found[0];
  if (!first) return null;
  const more = found.reduce((sum, { others }) => sum + others.length, 0) - 1;
  const others = found.flatMap((one) => one.others);
  return (
    <div className={css.bar}>
      <Button size="small" look="quiet" icon={Copy} onPress={() => setComparing({ ...first, others })}>
        {sentence(first, t, format)}
        {more > 0 && ` ${t.andMore(format.number(more))}`}
      </Button>
      {comparing && <CompareDialog own={comparing.own} others={comparing.others} onClose={() => setComparing(null)} />}
    </div>
  );
}

function sentence({ kind, own, others }: Resemblance, t: Words, format: Format): string {
  const other = others[0];
  if (!other) return '';
  const isSame = kind === 'identical';
  if (other.submission !== own.submission) return isSame ? t.sameAsOther(other.laoName) : t.likeOther(other.laoName);
  const number = format.digits(other.numbers[0] ?? '');
  if (isSame) return t.sameAs(number);
  return other.mediaType.startsWith('image/') ? t.likePhoto(number) : t.likePage(number);
}
