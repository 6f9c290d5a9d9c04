import { contract, type Channel, type Handlers } from '#common/contract/contract.ts';
import { isAppError, type Failure, type Reply } from '#common/contract/failures.ts';

/** What a handler threw that is no refusal: a defect, for the log only. */
export type ReportDefect = (channel: string, error: unknown) => void;

const refuse = (code: Failure['code'], details: Failure['details'] = {}): Reply => ({
  ok: false,
  failure: { code, details },
});

const isChannel = (name: string): name is Channel => Object.hasOwn(contract, name);

/**
 * The one door between the page and main: checks the channel's name, its input and its output, and turns errors into
 * values. A refusal keeps its code; anything else is logged with its stack and sent as `internal` without one.
 */
export function createRouter(
  handlers: Handlers,
  reportDefect: ReportDefect,
): (channel: string, input: unknown) => Promise<Reply> {
  return async (name, input) => {
    if (!isChannel(name)) return refuse('unknown-channel', { channel: name.slice(0, 60) });
    try {
      const parsed = contract[name].input.safeParse(input);
      if (!parsed.success) {
        const issue = parsed.error.issues[0];
        return refuse('invalid-input', { field: issue?.path.map(String).join('.') ?? '', problem: issue?.code ?? '' });
      }
      // The table ties each handler to its own channel; TypeScript cannot follow that through an index.
      const handler = handlers[name] as (value: unknown) => Promise<unknown>;
      const value = contract[name].output.parse(await handler(parsed.data));
      return { ok: true, value };
    } catch (error) {
      if (isAppError(error)) return refuse(error.code, error.details);
      reportDefect(name, error);
      return refuse('internal', { channel: name });
    }
  };
}
