import { ChevronRight, X } from 'lucide-react';
import type { ReviewSnapshot } from '#common/contract/channels/review.ts';
import type { SubmissionDetail } from '#common/contract/channels/submission.ts';
import type { Change } from '#common/domain/review-event.ts';
import type { DocumentRequest } from '#common/domain/visit.ts';
import { textIn } from '#common/domain/text.ts';
import { IconButton } from '#renderer/components/button.tsx';
import { Card } from '#renderer/components/card.tsx';
import { Checkbox } from '#renderer/components/checkbox.tsx';
import { Chip } from '#renderer/components/chip.tsx';
import { Icon } from '#renderer/components/icon.tsx';
import { cx } from '#renderer/lib/classes.ts';
import { errorText } from '#renderer/lib/errors.ts';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages } from '#renderer/lib/messages.ts';
import { useRecorder } from '#renderer/lib/record.ts';
import { useLanguage } from '#renderer/lib/settings.ts';
import { tellFailed } from '#renderer/lib/toasts.ts';
import { requestListWords } from './words.ts';
import css from './requests.module.css';

export type Shown = 'open' | 'done' | 'all';

/** By indicator, in the instrument's order; the heading goes there. */
export function RequestGroups({
  detail,
  snapshot,
  shown,
}: {
  readonly detail: SubmissionDetail;
  readonly snapshot: ReviewSnapshot;
  readonly shown: Shown;
}) {
  const t = useMessages(requestListWords);
  const language = useLanguage();
  const format = useFormat();
  const recorder = useRecorder(snapshot.submission);
  const record = (change: Change) =>
    void recorder.record(change).catch((error: unknown) => tellFailed(errorText(error, language)));
  const wanted = snapshot.review.requests.filter(({ done }) => shown === 'all' || done === (shown === 'done'));
  const groups = detail.instrument.indicators
    .map((indicator) => ({ indicator, requests: wanted.filter((one) => one.indicator === indicator.id) }))
    .filter(({ requests }) => requests.length > 0);
  if (groups.length === 0) return <p className={css.text}>{shown === 'open' ? t.noneOpen : t.noneDone}</p>;
  return (
    <Card className={css.groups}>
      {groups.map(({ indicator, requests }) => (
        <section key={indicator.id}>
          <h2>
            <a className={css.group} href={`#/s/${snapshot.submission}/review/${indicator.id}`}>
              <span className={css.clip}>
                {t.indicator(format.digits(indicator.number), textIn(indicator.title, language))}
              </span>
              <Icon of={ChevronRight} />
            </a>
          </h2>
          <ul>
            {requests.map((request) => (
              <Row key={request.id} request={request} locked={snapshot.review.finalised !== null} record={record} />
            ))}
          </ul>
        </section>
      ))}
    </Card>
  );
}

function Row({
  request,
  locked,
  record,
}: {
  readonly request: DocumentRequest;
  readonly locked: boolean;
  readonly record: (change: Change) => void;
}) {
  const t = useMessages(requestListWords);
  const words = <span className={cx(request.done && css.done)}>{request.text}</span>;
  return (
    <li className={css.row}>
      <Chip>{t[request.kind]}</Chip>
      <div className={css.words}>
        {locked ? (
          words
        ) : (
          <Checkbox
            checked={request.done}
            label={t.received(request.text)}
            onChange={(done) => record({ type: 'request.set', payload: { ...request, done } })}
          >
            {words}
          </Checkbox>
        )}
      </div>
      {!locked && (
        <IconButton
          icon={X}
          label={t.remove(request.text)}
          onPress={() => record({ type: 'request.removed', payload: { id: request.id } })}
        />
      )}
    </li>
  );
}
