import {
  CircleCheck,
  CircleX,
  ShieldAlert,
  ShieldCheck,
  ShieldQuestionMark,
  ShieldX,
  TriangleAlert,
  type LucideIcon,
} from 'lucide-react';
import type { ReadinessLevel } from '#common/domain/readiness.ts';
import type { Format } from '#renderer/lib/format.ts';
import { dayInThailand } from '#renderer/lib/format.ts';
import type { Verdict } from './verdict.ts';
import type { readinessWords } from './words.ts';

type Words = (typeof readinessWords)['th'];

export const levelIcons: Readonly<Record<ReadinessLevel, LucideIcon>> = {
  good: CircleCheck,
  look: TriangleAlert,
  bad: CircleX,
};

export const verdictIcons: Readonly<Record<Verdict['kind'], LucideIcon>> = {
  none: ShieldQuestionMark,
  never: ShieldQuestionMark,
  changed: ShieldAlert,
  good: ShieldCheck,
  look: ShieldCheck,
  bad: ShieldX,
};

export function verdictTitle(verdict: Verdict, t: Words, format: Format): string {
  switch (verdict.kind) {
    case 'none':
      return t.noneTitle;
    case 'never':
      return t.neverTitle;
    case 'changed':
      return t.changedTitle;
    case 'good':
      return t.goodTitle;
    case 'look':
      return t.lookTitle(format.number(verdict.count));
    case 'bad':
      return t.badTitle(format.number(verdict.count));
  }
}

/** "08:12 น." on the day itself, with the date on any other. */
export const momentText = (at: string, format: Format): string =>
  dayInThailand(Date.parse(at)) === dayInThailand(Date.now()) ? format.time(at) : format.dateTime(at);
