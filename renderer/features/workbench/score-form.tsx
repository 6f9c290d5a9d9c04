import { CircleMinus, FileQuestionMark, FlaskConical, History, LockKeyhole, MapPin } from 'lucide-react';
import { useRef, useState } from 'react';
import { assertNever } from '#common/domain/assert-never.ts';
import type { Rule } from '#common/domain/instrument.ts';
import { reviewOf } from '#common/domain/reduce-review.ts';
import { allowedPoints, proposePoints } from '#common/domain/rule.ts';
import { textIn } from '#common/domain/text.ts';
import { Button, LinkButton } from '#renderer/components/button.tsx';
import { Chip } from '#renderer/components/chip.tsx';
import { Note } from '#renderer/components/note.tsx';
import { cx } from '#renderer/lib/classes.ts';
import { useCommands } from '#renderer/lib/commands.tsx';
import { useFormat } from '#renderer/lib/format.ts';
import { useMessages, type Messages } from '#renderer/lib/messages.ts';
import { useLanguage } from '#renderer/lib/settings.ts';
import text from '#renderer/styles/text.module.css';
import { Certificates } from './certificates.tsx';
import { Citations } from './citations.tsx';
import { CompletionList } from './completion-list.tsx';
import { ConfidenceRow } from './confidence.tsx';
import { useDesk } from './desk.ts';
import { EvidenceChanged } from './evidence-changed.tsx';
import { formWords } from './form-words.ts';
import { HistoryDialog } from './history-dialog.tsx';
import { NotApplicableBanner, NotApplicableDialog } from './not-applicable.tsx';
import { PhraseMenu } from './phrase-menu.tsx';
import { phraseWords } from './phrase-words.ts';
import { PhrasesDialog } from './phrases-dialog.tsx';
import { Proposal } from './proposal.tsx';
import { DifferenceReason } from './reasons.tsx';
import { requestWords } from './request-words.ts';
import { RequestsDialog } from './requests-dialog.tsx';
import { RuleChecklist } from './rule-checklist.tsx';
import { RuleDeadline } from './rule-deadline.tsx';
import { RuleLevels } from './rule-levels.tsx';
import { RulePercent } from './rule-percent.tsx';
import { SaveFailure, SavedText } from './saved-text.tsx';
import { useScoreFields, type ProseField, type ScoreFields } from './score-fields.ts';
import { scoreCommands } from './score-commands.ts';
import { SelfScore } from './self-score.tsx';
import css from './form.module.css';

type Words = typeof formWords extends Messages<infer W> ? W : never;

const kindWord = (rule: Rule, t: Words): string =>
  rule.kind === 'percent' ? t.percentRule : rule.kind === 'levels' ? t.levels : t[rule.kind];

/** Everything the team says about one indicator. Mounted anew for each indicator. */
export function ScoreForm({ selectedMark }: { readonly selectedMark: string | null }) {
  const t = useMessages(formWords);
  const requests = useMessages(requestWords);
  const phrases = useMessages(phraseWords);
  const language = useLanguage();
  const format = useFormat();
  const desk = useDesk();
  const { indicator, snapshot, locked, row } = desk;
  const saved = reviewOf(snapshot.review, indicator.id);
  const fields = useScoreFields(indicator, saved, { autosave: desk.autosave, format });
  const reason = useRef<HTMLTextAreaElement>(null);
  const remark = useRef<HTMLTextAreaElement>(null);
  const [open, setOpen] = useState<'remove' | 'history' | 'requests' | ProseField | null>(null);
  const points = fields.values.points;
  const proposed = fields.measure === 'incomplete' ? null : proposePoints(indicator.rule, fields.measure);
  const toConfirm = points === null && proposed !== null && saved.notApplicable === null ? proposed : null;
  const close = () => setOpen(null);
  const phraseMenu = (field: ProseField) =>
    !locked && (
      <span className={css.aside}>
        <span className={css.push} />
        <PhraseMenu fields={fields} field={field} onManage={setOpen} />
      </span>
    );
  const clear = points !== null && !locked && (
    <Button look="quiet" size="small" className={css.clear} onPress={() => fields.setPoints(null)}>
      {t.clear}
    </Button>
  );

  useCommands([
    ...scoreCommands({
      t,
      rule: indicator.rule,
      locked: locked || saved.notApplicable !== null,
      ticked: fields.values.ticked,
      toConfirm,
      setPoints: fields.setPoints,
      setTicked: fields.setTicked,
      openRemove: () => setOpen('remove'),
      toggleFlag: desk.toggleFlag,
      saveAndNext: () => {
        if (toConfirm !== null) fields.setPoints(toConfirm);
        fields.flush();
        desk.goNext('unscored');
      },
    }),
    { id: 'requests', label: requests.open, shortcut: 'Q', run: () => setOpen('requests') },
    {
      id: 'phrases',
      label: phrases.manage,
      shortcut: 'P',
      enabled: !locked,
      run: () => setOpen(reason.current ? 'differenceReason' : 'remark'),
    },
    { id: 'history', label: t.history, shortcut: 'Shift+H', run: () => setOpen('history') },
    {
      id: 'reason',
      label: t.editReason,
      shortcut: 'E',
      enabled: !locked,
      run: () => (reason.current ?? remark.current)?.focus(),
    },
  ]);

  return (
    <>
      <header className={css.head}>
        <div className={cx(css.between, text.meta, text.third)}>
          <span>
            {t.head(format.number(indicator.aspect), format.number(indicator.points), kindWord(indicator.rule, t))}
          </span>
          <Button look="quiet" size="small" icon={History} className={css.history} onPress={() => setOpen('history')}>
            {t.history}
          </Button>
        </div>
        <h1 className={css.title}>
          {format.digits(indicator.number)}. {textIn(indicator.title, language)}
        </h1>
        {(indicator.pilot || indicator.provincial) && (
          <div className={css.kinds}>
            {indicator.pilot && (
              <Chip tone="pilot" icon={FlaskConical}>
                {t.pilot}
              </Chip>
            )}
            {indicator.provincial && (
              <Chip tone="provincial" icon={MapPin}>
                {t.provincial}
              </Chip>
            )}
          </div>
        )}
      </header>
      <form
        className={css.body}
        onSubmit={(event) => {
          event.preventDefault();
          if (toConfirm !== null && !locked) fields.setPoints(toConfirm);
        }}
      >
        {locked && <LockedNote />}
        <SelfScore />
        <EvidenceChanged saved={saved} />
        {saved.notApplicable !== null ? (
          <NotApplicableBanner value={saved.notApplicable} />
        ) : (
          <fieldset className={css.rule} disabled={locked}>
            <legend className="visually-hidden">{t.team}</legend>
            {indicator.rule.kind === 'levels' && (
              <div className={css.between}>
                <span className={text.label}>{t.team}</span>
                {clear}
              </div>
            )}
            <RulePart rule={indicator.rule} fields={fields} proposed={proposed} locked={locked} />
            {indicator.rule.kind !== 'levels' && (
              <Proposal
                key={indicator.id}
                proposed={proposed}
                points={points}
                full={indicator.points}
                allowed={allowedPoints(indicator.rule)}
                locked={locked}
                note={desk.blind || proposed === null ? null : compare(row.self, proposed, t)}
                onChoose={fields.setPoints}
                clear={clear}
              />
            )}
            <SaveFailure fields={fields} part="points" />
            <SaveFailure fields={fields} part="measure" />
          </fieldset>
        )}
        {/* Enter in a field confirms the proposal. */}
        <input type="submit" hidden />
        {proposed !== null && points !== null && points !== proposed && (
          <SavedText
            fields={fields}
            field="overrideReason"
            part="override"
            label={t.overrideReason}
            placeholder={t.overridePlaceholder}
            aside={phraseMenu('overrideReason')}
          />
        )}
        <Citations selected={selectedMark} />
        <DifferenceReason fields={fields} areaRef={reason} onManagePhrases={setOpen} />
        <SavedText
          fields={fields}
          field="remark"
          part="remark"
          label={t.remark}
          placeholder={t.remarkPlaceholder}
          areaRef={remark}
          aside={phraseMenu('remark')}
        />
        <ConfidenceRow confidence={saved.confidence} />
        <Certificates />
        {!locked && <CompletionList />}
      </form>
      <FormFoot
        onRemove={() => setOpen('remove')}
        onRequests={() => setOpen('requests')}
        isDone={row.settled && row.toFix.length === 0}
      />
      <NotApplicableDialog isOpen={open === 'remove'} onClose={close} />
      <HistoryDialog isOpen={open === 'history'} onClose={close} />
      {open === 'requests' && <RequestsDialog onClose={close} />}
      {(open === 'differenceReason' || open === 'overrideReason' || open === 'remark') && (
        <PhrasesDialog fields={fields} field={open} onClose={close} />
      )}
    </>
  );
}

const compare = (self: number | null, points: number, t: Words): string | null =>
  self === null || self === points ? null : t.change(`${t.selfShort} ${String(self)}`, String(points));

function RulePart({
  rule,
  fields,
  proposed,
  locked,
}: {
  readonly rule: Rule;
  readonly fields: ScoreFields;
  readonly proposed: number | null;
  readonly locked: boolean;
}) {
  switch (rule.kind) {
    case 'levels':
      return <RuleLevels rule={rule} points={fields.values.points} locked={locked} onChoose={fields.setPoints} />;
    case 'percent':
      return <RulePercent rule={rule} fields={fields} proposed={proposed} />;
    case 'checklist':
      return <RuleChecklist rule={rule} fields={fields} locked={locked} />;
    case 'deadline':
      return <RuleDeadline rule={rule} fields={fields} proposed={proposed} />;
    default:
      return assertNever(rule);
  }
}

function LockedNote() {
  const t = useMessages(formWords);
  const { submission } = useDesk();
  return (
    <Note
      actions={
        <LinkButton size="small" to={`/s/${submission}/sign`} icon={LockKeyhole}>
          {t.reopen}
        </LinkButton>
      }
    >
      {t.locked}
    </Note>
  );
}

function FormFoot({
  onRemove,
  onRequests,
  isDone,
}: {
  readonly onRemove: () => void;
  readonly onRequests: () => void;
  readonly isDone: boolean;
}) {
  const t = useMessages(formWords);
  const format = useFormat();
  const desk = useDesk();
  const asked = desk.snapshot.review.requests.filter((one) => one.indicator === desk.indicator.id && !one.done).length;
  return (
    <footer className={css.foot}>
      {!desk.locked && (
        <Button size="small" icon={CircleMinus} onPress={onRemove}>
          {t.removeShort}
        </Button>
      )}
      <Button size="small" icon={FileQuestionMark} keys="Q" onPress={onRequests}>
        {asked === 0 ? t.requests : t.requestsOpen(format.number(asked))}
      </Button>
      <span className={text.grow} />
      <Button look={isDone ? 'primary' : 'outline'} keys="N" onPress={() => desk.goNext('unscored')}>
        {isDone || desk.locked ? t.next : t.skip}
      </Button>
    </footer>
  );
}
