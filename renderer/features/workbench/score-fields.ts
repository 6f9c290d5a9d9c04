import { zodResolver } from '@hookform/resolvers/zod';
import { useEffect, useRef, useSyncExternalStore } from 'react';
import { useForm, useWatch, type FieldErrors } from 'react-hook-form';
import type { Indicator, Measure } from '#common/domain/instrument.ts';
import type { IndicatorReview } from '#common/domain/review.ts';
import type { Change } from '#common/domain/review-event.ts';
import type { Format } from '#renderer/lib/format.ts';
import type { Autosave, SaveState } from '#renderer/lib/autosave.ts';
import { formSchema, readMeasure, sameMeasure, type FieldProblem, type FormValues } from './measure-input.ts';

export type ProseField = 'differenceReason' | 'overrideReason' | 'remark';
type TextFieldName = 'numerator' | 'denominator' | 'doneOn' | ProseField;

/** Parts of the form that are saved as one change each. */
export type SavedPart = 'points' | 'measure' | 'difference' | 'override' | 'remark';

const partOf: Readonly<Record<TextFieldName, SavedPart>> = {
  numerator: 'measure',
  denominator: 'measure',
  doneOn: 'measure',
  differenceReason: 'difference',
  overrideReason: 'override',
  remark: 'remark',
};

/** Typing is saved after this pause (ms), and at once when the field is left. */
const pause = 400;

export interface ScoreFields {
  readonly values: FormValues;
  readonly measure: Measure | null | 'incomplete';
  problem(field: TextFieldName): FieldProblem | undefined;
  setText(field: TextFieldName, text: string): void;
  setTicked(ticked: readonly string[]): void;
  setNotDone(notDone: boolean): void;
  setPoints(points: number | null): void;
  flush(): void;
  stateOf(part: SavedPart): SaveState;
  retry(): void;
}

export const partKey = (indicator: string, part: SavedPart): string => `${indicator}/${part}`;

/** The form of one indicator: react-hook-form holds what is typed, `autosave` makes it durable field by field. */
export function useScoreFields(
  indicator: Indicator,
  saved: IndicatorReview,
  { autosave, format }: { readonly autosave: Autosave; readonly format: Format },
): ScoreFields {
  const key = (part: SavedPart) => partKey(indicator.id, part);
  const { control, getValues, setValue, formState } = useForm<FormValues>({
    defaultValues: valuesOf(overlaid(indicator.id, saved, autosave), format),
    resolver: zodResolver(formSchema),
    mode: 'onChange',
  });
  const watched = useWatch({ control });
  const values: FormValues = { ...getValues(), ...watched };
  useSyncExternalStore(autosave.subscribe, () => states(indicator.id, autosave));
  useOutsideChanges({ saved, indicator, autosave, format, getValues, setValue });

  const put = <F extends keyof FormValues>(field: F, value: FormValues[F]) => {
    setValue(field, value as never, { shouldValidate: true, shouldDirty: true });
  };
  const saveMeasure = (delay: number) => {
    const measure = readMeasure(indicator.rule, getValues());
    if (measure === 'incomplete') return;
    autosave.set(key('measure'), { type: 'measure.set', payload: { indicator: indicator.id, measure } }, delay);
  };

  return {
    values,
    measure: readMeasure(indicator.rule, values),
    problem: (field) => problemOf(formState.errors, field),
    setText(field, text) {
      put(field, text);
      const part = partOf[field];
      if (part === 'measure') saveMeasure(pause);
      else autosave.set(key(part), textChange(part, indicator.id, text), pause);
    },
    setTicked(ticked) {
      put('ticked', ticked);
      saveMeasure(0);
    },
    setNotDone(notDone) {
      put('notDone', notDone);
      if (notDone) put('doneOn', '');
      saveMeasure(0);
    },
    setPoints(points) {
      put('points', points);
      autosave.set(key('points'), { type: 'score.set', payload: { indicator: indicator.id, points } }, 0);
    },
    flush: () => void autosave.flush(),
    stateOf: (part) => autosave.state(key(part)),
    retry: () => void autosave.retry(),
  };
}

const states = (indicator: string, autosave: Autosave): string =>
  (['points', 'measure', 'difference', 'override', 'remark'] as const)
    .map((part) => autosave.state(partKey(indicator, part)).kind)
    .join();

function problemOf(errors: FieldErrors<FormValues>, field: TextFieldName): FieldProblem | undefined {
  return errors[field]?.message as FieldProblem | undefined;
}

function textChange(part: 'difference' | 'override' | 'remark' | 'points', indicator: string, text: string): Change {
  return part === 'difference' || part === 'override'
    ? { type: 'reason.set', payload: { indicator, about: part, text } }
    : { type: 'remark.set', payload: { indicator, text } };
}

/** What is durable, with what still waits or failed laid over it. */
function overlaid(indicator: string, saved: IndicatorReview, autosave: Autosave): IndicatorReview {
  let result = saved;
  for (const part of ['points', 'measure', 'difference', 'override', 'remark'] as const) {
    const change = autosave.pending(partKey(indicator, part));
    if (change?.type === 'score.set') result = { ...result, points: change.payload.points };
    if (change?.type === 'measure.set') result = { ...result, measure: change.payload.measure };
    if (change?.type === 'remark.set') result = { ...result, remark: change.payload.text };
    if (change?.type === 'reason.set') {
      const field = change.payload.about === 'difference' ? 'differenceReason' : 'overrideReason';
      result = { ...result, [field]: change.payload.text };
    }
  }
  return result;
}

function valuesOf(saved: IndicatorReview, format: Format): FormValues {
  const { measure } = saved;
  return {
    points: saved.points,
    numerator: measure?.kind === 'percent' ? format.digits(measure.numerator) : '',
    denominator: measure?.kind === 'percent' ? format.digits(measure.denominator) : '',
    ticked: measure?.kind === 'checklist' ? measure.ticked : null,
    doneOn: measure?.kind === 'deadline' && measure.doneOn !== null ? format.date(measure.doneOn, 'long') : '',
    notDone: measure?.kind === 'deadline' && measure.doneOn === null,
    differenceReason: saved.differenceReason,
    overrideReason: saved.overrideReason,
    remark: saved.remark,
  };
}

/** Undo, redo and the other window: what became durable elsewhere replaces what nobody is editing here. */
function useOutsideChanges({
  saved,
  indicator,
  autosave,
  format,
  getValues,
  setValue,
}: {
  readonly saved: IndicatorReview;
  readonly indicator: Indicator;
  readonly autosave: Autosave;
  readonly format: Format;
  readonly getValues: () => FormValues;
  readonly setValue: (field: keyof FormValues, value: never) => void;
}): void {
  const before = useRef(saved);
  useEffect(() => {
    if (before.current === saved) return;
    const old = before.current;
    before.current = saved;
    const fresh = valuesOf(saved, format);
    const shown = getValues();
    const take = (part: SavedPart, fields: readonly (keyof FormValues)[]) => {
      if (autosave.isDirty(partKey(indicator.id, part))) return;
      for (const field of fields) if (shown[field] !== fresh[field]) setValue(field, fresh[field] as never);
    };
    take('points', ['points']);
    take('difference', ['differenceReason']);
    take('override', ['overrideReason']);
    take('remark', ['remark']);
    const measured = readMeasure(indicator.rule, shown);
    const isShown = measured !== 'incomplete' && sameMeasure(measured, saved.measure);
    if (!sameMeasure(old.measure, saved.measure) && !isShown) {
      take('measure', ['numerator', 'denominator', 'ticked', 'doneOn', 'notDone']);
    }
  }, [saved, indicator, autosave, format, getValues, setValue]);
}
