import { Quote } from 'lucide-react';
import { Button } from '#renderer/components/button.tsx';
import { Icon } from '#renderer/components/icon.tsx';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { useDesk } from './desk.ts';
import { formWords } from './form-words.ts';
import css from './extras.module.css';

/** Where else the selected mark is proof: the other indicators, each with its number there. */
export function MarkUses({ mark }: { readonly mark: string }) {
  const t = useMessages(formWords);
  const format = useFormat();
  const { snapshot, rows, indicator, jumpAcross } = useDesk();
  const { citations } = snapshot.review;
  const uses = citations.filter((one) => one.annotation === mark && one.indicator !== indicator.id);
  if (uses.length === 0) return null;
  return (
    <div className={css.uses} role="status">
      <Icon of={Quote} />
      {t.citedElsewhere}
      {uses.map((use) => {
        const number = rows.find((row) => row.id === use.indicator)?.indicator.number ?? use.indicator;
        const tab = citations.filter((one) => one.indicator === use.indicator).indexOf(use) + 1;
        return (
          <Button key={use.id} size="small" onPress={() => jumpAcross(use)}>
            {t.citedAt(format.digits(number), format.number(tab))}
          </Button>
        );
      })}
    </div>
  );
}
