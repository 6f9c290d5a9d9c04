import type { Rule } from '#common/domain/instrument.ts';
import { allowedPoints } from '#common/domain/rule.ts';
import type { Command } from '#renderer/lib/keyboard.ts';

interface Deps {
  readonly t: {
    readonly score: (points: string) => string;
    readonly tickItem: (number: string) => string;
    readonly confirm: (points: string) => string;
    readonly remove: string;
    readonly ask: string;
    readonly saveNext: string;
  };
  readonly rule: Rule;
  readonly locked: boolean;
  readonly ticked: readonly string[] | null;
  readonly toConfirm: number | null;
  setPoints(points: number): void;
  setTicked(ticked: readonly string[]): void;
  openRemove(): void;
  toggleFlag(): void;
  saveAndNext(): void;
}

/** Keys of the score form: digits score levels and tick items, Enter confirms what the rule gives. */
export function scoreCommands(deps: Deps): readonly Command[] {
  const { t, toConfirm } = deps;
  const enabled = !deps.locked;
  return [
    ...digitCommands(deps).map((command) => ({ ...command, enabled })),
    {
      id: 'confirm',
      label: t.confirm(String(toConfirm ?? '')),
      shortcut: 'Enter',
      enabled: enabled && toConfirm !== null,
      run: () => {
        if (toConfirm !== null) deps.setPoints(toConfirm);
      },
    },
    { id: 'remove', label: t.remove, shortcut: 'X', run: deps.openRemove },
    { id: 'flag', label: t.ask, shortcut: 'F', run: deps.toggleFlag },
    { id: 'save-next', label: t.saveNext, shortcut: 'Ctrl+Enter', run: deps.saveAndNext },
  ];
}

function digitCommands({ t, rule, ticked, setPoints, setTicked }: Deps): readonly Command[] {
  if (rule.kind === 'checklist') {
    const now = ticked ?? [];
    return rule.items.slice(0, 9).map((item, index) => ({
      id: `tick-${item.id}`,
      label: t.tickItem(String(index + 1)),
      shortcut: String(index + 1),
      run: () => setTicked(now.includes(item.id) ? now.filter((id) => id !== item.id) : [...now, item.id]),
    }));
  }
  if (rule.kind !== 'levels') return [];
  return allowedPoints(rule)
    .filter((points) => points < 10)
    .map((points) => ({
      id: `score-${String(points)}`,
      label: t.score(String(points)),
      shortcut: String(points),
      run: () => setPoints(points),
    }));
}
