import type { CheckId, CheckResult, Finding, Severity } from '#common/domain/verdict.ts';
import type { Text } from '#common/domain/text.ts';

export const say = (th: string, en: string): Text => ({ th, en });

type Where = Partial<Pick<Finding, 'file' | 'indicator' | 'expected' | 'actual'>>;

/** Collects what a verification finds, in order, and what each check amounts to. */
export interface FindingLog {
  readonly findings: readonly Finding[];
  readonly checks: readonly CheckResult[];
  error(check: CheckId, code: string, message: Text, where?: Where): void;
  warning(check: CheckId, code: string, message: Text, where?: Where): void;
  info(check: CheckId, code: string, message: Text, where?: Where): void;
  /** Ends a check. Its outcome comes from the findings, unless it could not be made at all. */
  close(check: CheckId, summary: Text, absent?: boolean): void;
  failed(check: CheckId): boolean;
}

/** As a reader asks: is it whole, who signed it, what does it say. */
const order: readonly CheckId[] = [
  ...(['structure', 'files', 'signature', 'certificate', 'submission', 'instrument'] as const),
  ...(['history', 'scores', 'evidence', 'timestamp'] as const),
];

/**
 * Of one check and severity: a hostile package must not make a report of a million lines, and a thousand remarks must
 * not crowd out the one error.
 */
const maxAlike = 500;

export function createFindingLog(): FindingLog {
  const findings: Finding[] = [];
  const checks: CheckResult[] = [];
  const counts = new Map<string, number>();
  const add =
    (severity: Severity) =>
    (check: CheckId, code: string, message: Text, where: Where = {}): void => {
      const kind = `${check} ${severity}`;
      const count = counts.get(kind) ?? 0;
      counts.set(kind, count + 1);
      if (count < maxAlike) findings.push({ code, severity, check, ...where, message });
    };
  const has = (check: CheckId, severity: Severity) =>
    findings.some((finding) => finding.check === check && finding.severity === severity);
  const outcomeOf = (check: CheckId, absent: boolean): CheckResult['outcome'] => {
    if (has(check, 'error')) return 'failed';
    if (absent) return 'absent';
    return has(check, 'warning') ? 'warning' : 'passed';
  };
  return {
    findings,
    get checks() {
      return checks.toSorted((one, other) => order.indexOf(one.check) - order.indexOf(other.check));
    },
    error: add('error'),
    warning: add('warning'),
    info: add('info'),
    close: (check, summary, absent = false) => void checks.push({ check, outcome: outcomeOf(check, absent), summary }),
    failed: (check) => has(check, 'error'),
  };
}
