import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkChain, eventLine } from './event-chain.ts';
import { nextClock } from './hybrid-clock.ts';
import type { ReviewEvent } from './review-event.ts';

const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');
const devices = ['1f0c9a52-0000-4000-8000-000000000001', '2f0c9a52-0000-4000-8000-000000000002'];

/** A sound history: `writers` says which device wrote the next event. */
function historyOf(writers: readonly number[]): ReviewEvent[] {
  const events: ReviewEvent[] = [];
  const heads = new Map<string, string>();
  for (const [index, writer] of writers.entries()) {
    const device = devices[writer]!;
    const event: ReviewEvent = {
      id: `01890a5d-ac96-774b-bcce-${index.toString(16).padStart(12, '0')}`,
      submission: '01890a5d-ac96-774b-bcce-b302099a8001',
      actor: { id: 'a1', name: 'ปาริชาต วงศ์เมธากุล' },
      device,
      clock: nextClock(events.at(-1)?.clock ?? null, Date.UTC(2024, 6, 5) + index, device),
      previous: heads.get(device) ?? null,
      type: 'score.set',
      payload: { points: index % 6, indicator: 'i01' },
    };
    heads.set(device, sha256(eventLine(event)));
    events.push(event);
  }
  return events;
}

const linesOf = (writers: readonly number[]) => historyOf(writers).map(eventLine);
const kinds = (lines: readonly string[]) => checkChain(lines, sha256).map(({ kind, line }) => `${kind} ${line}`);
/** Rewrites one event without rewriting what follows, as a forger without patience would. */
const altered = (lines: readonly string[], at: number, change: (event: ReviewEvent) => Partial<ReviewEvent>) =>
  lines.map((line, index) => {
    const event = JSON.parse(line) as ReviewEvent;
    return index === at ? eventLine({ ...event, ...change(event) }) : line;
  });

describe('line', () => {
  test('is canonical: sorted keys, no spaces, no undefined members', () => {
    const event = { ...historyOf([0])[0]!, payload: { b: [undefined, { d: 1, c: 'ก\n' }], a: undefined } };
    expect(eventLine(event)).toBe(
      '{"actor":{"id":"a1","name":"ปาริชาต วงศ์เมธากุล"},"clock":"2024-07-05T00:00:00.000Z-0000-1f0c9a52",' +
        '"device":"1f0c9a52-0000-4000-8000-000000000001","id":"01890a5d-ac96-774b-bcce-000000000000",' +
        '"payload":{"b":[null,{"c":"ก\\n","d":1}]},"previous":null,' +
        '"submission":"01890a5d-ac96-774b-bcce-b302099a8001","type":"score.set"}',
    );
  });

  test('reads back to the same line, whatever the payload', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (payload) => {
        const line = eventLine({ ...historyOf([0])[0]!, payload });
        expect(eventLine(JSON.parse(line) as ReviewEvent)).toBe(line);
        expect(checkChain([line], sha256)).toEqual([]);
      }),
    );
  });
});

describe('chain', () => {
  test('two devices in turn: nothing to report', () => {
    expect(kinds(linesOf([0, 1, 1, 0, 0, 1]))).toEqual([]);
    expect(kinds([])).toEqual([]);
  });

  test('a changed score shows at the event that follows it', () => {
    const lines = altered(linesOf([0, 0, 1, 0]), 1, () => ({ payload: { indicator: 'i01', points: 5 } }));
    expect(checkChain(lines, sha256)).toEqual([
      { kind: 'broken-link', line: 4, event: '01890a5d-ac96-774b-bcce-000000000003' },
    ]);
  });

  test('a missing event', () => {
    const lines = linesOf([0, 0, 0]);
    expect(kinds([lines[0]!, lines[2]!])).toEqual(['broken-link 2']);
  });

  test('swapped events', () => {
    const [first, second, third] = linesOf([0, 0, 0]);
    expect(kinds([first!, third!, second!])).toEqual(['reordered 3']);
  });

  test('the same event twice', () => {
    const lines = linesOf([0, 0]);
    expect(kinds([...lines, lines[1]!])).toEqual(['duplicate-id 3', 'fork 3']);
  });

  test('a second event after the same one, and a second first one', () => {
    const lines = linesOf([0, 0]);
    const [first, second] = historyOf([0, 0]);
    const other = {
      ...second!,
      id: '01890a5d-ac96-774b-bcce-0000000000ff',
      clock: '2024-07-06T00:00:00.000Z-0000-1f0c9a52',
    };
    expect(kinds([...lines, eventLine(other)])).toEqual(['fork 3']);
    expect(kinds([...lines, eventLine({ ...other, previous: first!.previous })])).toEqual(['fork 3']);
  });

  test('an event of another submission', () => {
    const lines = altered(linesOf([0, 1]), 1, () => ({ submission: '01890a5d-ac96-774b-bcce-b302099a8fff' }));
    expect(kinds(lines)).toEqual(['foreign-submission 2']);
  });

  test('a clock that does not rise', () => {
    const [first, second] = historyOf([0, 0]);
    expect(kinds([eventLine(first!), eventLine({ ...second!, clock: first!.clock })])).toEqual(['clock-backwards 2']);
    const back = { ...second!, clock: '2020-01-01T00:00:00.000Z-0000-1f0c9a52' };
    expect(kinds([eventLine(first!), eventLine(back)])).toEqual(['reordered 2', 'clock-backwards 2']);
  });

  test('an event that follows another device’s event', () => {
    const lines = linesOf([0, 1]);
    expect(kinds(altered(lines, 1, () => ({ previous: sha256(lines[0]!) })))).toEqual(['broken-link 2']);
  });

  test.each([
    ['no JSON', '{'],
    ['no event', '[]'],
    ['null', 'null'],
    ['empty', ''],
    ['another spelling of the same event', linesOf([0])[0]!.replace('{"actor"', '{ "actor"')],
    ['a member twice', linesOf([0])[0]!.replace('"previous":null', '"previous":"x","previous":null')],
    ['no clock', linesOf([0])[0]!.replace('2024-07-05T', '2024-07-05 ')],
    ['no previous', linesOf([0])[0]!.replace('"previous":null', '"previous":5')],
    [
      'nested without end',
      linesOf([0])[0]!.replace('{"indicator"', `${'['.repeat(50_000)}${']'.repeat(50_000)},{"indicator"`),
    ],
  ])('%s is unreadable', (_, line) => {
    expect(checkChain([line], sha256)).toEqual([{ kind: 'unreadable', line: 1, event: null }]);
  });
});

const anyWriters = fc.array(fc.nat(1), { minLength: 2, maxLength: 12 });

describe('any single mutation', () => {
  test('of a character in an event that another one follows is noticed', () => {
    fc.assert(
      fc.property(
        anyWriters,
        fc.nat(),
        fc.nat(),
        fc.constantFrom('0', 'a', '9', 'f', '"', '{', ' ', ',', 'ก'),
        (writers, which, where, character) => {
          const lines = linesOf(writers);
          const followed = writers.flatMap((writer, index) => (writers.includes(writer, index + 1) ? [index] : []));
          fc.pre(followed.length > 0);
          const at = followed[which % followed.length]!;
          const line = lines[at]!;
          const place = where % line.length;
          const changed = line.slice(0, place) + character + line.slice(place + 1);
          fc.pre(changed !== line);
          expect(checkChain(lines.with(at, changed), sha256)).not.toEqual([]);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('dropping, doubling, moving or cutting a line is noticed, but for the loss of a device’s last event', () => {
    fc.assert(
      fc.property(anyWriters, fc.nat(), fc.nat(), (writers, a, b) => {
        const lines = linesOf(writers);
        const [at, to] = [a % lines.length, b % lines.length];
        const isLast = !writers.includes(writers[at]!, at + 1);
        if (!isLast) expect(checkChain(lines.toSpliced(at, 1), sha256)).not.toEqual([]);
        expect(checkChain(lines.toSpliced(to, 0, lines[at]!), sha256)).not.toEqual([]);
        expect(checkChain(lines.with(at, lines[at]!.slice(0, -1)), sha256)).not.toEqual([]);
        if (at !== to) expect(checkChain(lines.toSpliced(at, 1).toSpliced(to, 0, lines[at]!), sha256)).not.toEqual([]);
      }),
    );
  });

  test('nothing throws', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.json(), fc.constantFrom(...linesOf([0, 1, 0])))), (lines) => {
        for (const { line } of checkChain(lines, sha256)) expect(line).toBeLessThanOrEqual(lines.length);
      }),
    );
  });
});
