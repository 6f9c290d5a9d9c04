import { useMutation } from '@tanstack/react-query';
import { Button } from '#renderer/components/button.tsx';
import { ProgressBar } from '#renderer/components/progress-bar.tsx';
import { call } from '#renderer/lib/api.ts';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { useProgress } from '#renderer/lib/progress.ts';
import { finaliseWords } from './words.ts';
import css from './sign-card.module.css';

/** How far a package is; what has not ended can be stopped and leaves nothing. */
export function SigningProgress({ job }: { readonly job: string }) {
  const t = useMessages(finaliseWords);
  const format = useFormat();
  const progress = useProgress(job);
  const stop = useMutation({ mutationFn: () => call('package.cancel', { job }) });
  const said = () => {
    if (progress === null) return '';
    if (progress.unit === 'bytes') return t.writing(format.bytes(progress.done), format.bytes(progress.total));
    return t.steps(format.number(progress.done), format.number(progress.total));
  };
  return (
    <div className={css.signing}>
      <div className={css.grow}>
        <ProgressBar
          label={t.signingSteps}
          value={said()}
          share={progress && progress.total > 0 ? progress.done / progress.total : null}
        />
      </div>
      <Button size="small" pending={stop.isPending} onPress={() => stop.mutate()}>
        {t.stop}
      </Button>
    </div>
  );
}
