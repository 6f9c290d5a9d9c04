import type { Change, ReviewEvent } from '#common/domain/review-event.ts';
import { chained, honestChanges, instrument, membersOf, packageOf, partsOf, signManifest } from '../package-fixture.ts';
import { score } from '../review-builder.ts';
import { resigned, reviewed, type BrokenPackage } from './bed.ts';

/** All of these are signed by the good package's own signer: only what is computed again finds them out. */
const lie = (name: string, codes: readonly string[], make: BrokenPackage['make']): BrokenPackage => ({
  ...{ name, codes, make },
  ...{ verdict: 'invalid', openssl: 'holds' },
});

const events = (edit: (lines: string[]) => readonly string[]) =>
  resigned('events.ndjson', (text) => `${edit(text.trimEnd().split('\n')).join('\n')}\n`);
const drop = (lines: readonly string[], at: number) => lines.filter((_, index) => index !== at);

/** The chain is right again; what it says is not. */
const relinked = (change: (event: ReviewEvent) => ReviewEvent) =>
  resigned('events.ndjson', (_, { parts }) =>
    chained(parts.events.map(({ event }) => change(event)))
      .map(({ line }) => `${line}\n`)
      .join(''),
  );

const history: readonly BrokenPackage[] = [
  lie(
    'an event dropped',
    ['history.broken-link'],
    events((lines) => drop(lines, 3)),
  ),
  lie(
    'the first event dropped',
    ['history.not-received'],
    events((lines) => lines.slice(1)),
  ),
  lie(
    'the last event dropped',
    ['history.not-finalised'],
    events((lines) => lines.slice(0, -1)),
  ),
  lie(
    'two events reordered',
    ['history.reordered'],
    events(([one = '', two = '', three = '', four = '', ...rest]) => [one, two, four, three, ...rest]),
  ),
  lie(
    'an event altered',
    ['history.broken-link', 'review.score'],
    events((lines) => lines.map((line, at) => (at === 4 ? line.replace('"points":3', '"points":5') : line))),
  ),
  lie(
    'an event told twice',
    ['history.duplicate-id'],
    events((lines) => [...lines, lines.at(-1) ?? '']),
  ),
  lie(
    'a line with a space more',
    ['history.unreadable'],
    events((lines) => lines.map((one, at) => (at === 5 ? `${one} ` : one))),
  ),
  lie(
    'a history without its last line end',
    ['history.unreadable'],
    resigned('events.ndjson', (text) => text.trimEnd()),
  ),
  lie(
    'no history',
    ['history.unreadable'],
    resigned('events.ndjson', () => ''),
  ),
  lie(
    'a million empty lines',
    ['history.unreadable'],
    resigned('events.ndjson', () => '\n'.repeat(1_000_000)),
  ),
  lie(
    'a history forged and linked anew',
    ['review.score', 'csv.cell', 'gap.override-missing'],
    relinked((event) =>
      event.type === 'score.set' ? { ...event, payload: { ...(event.payload as object), points: 5 } } : event,
    ),
  ),
  lie(
    'the history of another submission',
    ['history.other-submission'],
    relinked((event) => ({ ...event, submission: '11111111-2222-4333-8444-555555555555' })),
  ),
  {
    ...{ name: 'an event behind the end', verdict: 'valid', openssl: 'holds' },
    ...{ codes: ['history.after-finalised'], severity: 'warning' },
    make: resigned('events.ndjson', (_, { parts }) => {
      const all = parts.events.map(({ event }) => event);
      const last = all.at(-1);
      if (last === undefined) return '';
      const after = {
        ...{ ...last, id: '01911111-0000-7000-8000-000000000001', type: 'score.set' },
        ...{ clock: last.clock.replace(/^\d{4}/, '2025'), payload: { indicator: 'i01', points: 0 } },
      };
      return chained([...all, after])
        .map(({ line }) => `${line}\n`)
        .join('');
    }),
  },
];

const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
const result: readonly BrokenPackage[] = [
  lie(
    'a higher score',
    ['review.score'],
    resigned('review.json', (text) => text.replace(/("number": "27"[^]*?"team": )3/, '$15')),
  ),
  lie(
    'a higher percent',
    ['review.totals'],
    resigned('review.json', (text) => text.replaceAll('"80.00"', '"90.00"')),
  ),
  lie(
    'a higher aspect',
    ['review.aspect'],
    resigned('review.json', (text) => text.replace(/("aspect": 1,\s+"full": 10,\s+"self": 10,\s+"team": )8/, '$110')),
  ),
  lie(
    'another reason',
    ['review.indicator'],
    resigned('review.json', (text) => text.replace('ทำได้บางส่วน', 'ทำได้ทั้งหมด')),
  ),
  lie(
    'another LAO',
    ['review.field'],
    resigned('review.json', (text) => text.replace('ท่าแก้วพัฒนา', 'ท่าแก้วพัฒน')),
  ),
  lie(
    'another assessor',
    ['review.field'],
    resigned('review.json', (text) => text.replace('วงศ์เมธากุล', 'วงศ์เมธา')),
  ),
  lie(
    'no result',
    ['content.unreadable'],
    resigned('review.json', () => '[]'),
  ),
  lie(
    'a member told twice',
    ['content.unreadable'],
    resigned('review.json', (text) => text.replace('"team": 8,', '"team": 10, "\\u0074eam": 8,')),
  ),
  lie(
    'JSON of a hundred thousand levels',
    ['content.unreadable'],
    resigned('review.json', (text) => text.replace('{', `{"deep":${deep},`)),
  ),
  lie(
    'another cell in the table',
    ['csv.cell'],
    resigned('scores.csv', (text) => text.replace('ทำได้บางส่วน', 'ทำได้ทั้งหมด')),
  ),
  lie(
    'a row less in the table',
    ['csv.row-missing'],
    resigned('scores.csv', (text) => text.replace(/^ตัวชี้วัด,2,61.*\r\n/m, '')),
  ),
  lie(
    'an open quote in the table',
    ['csv.unreadable'],
    resigned('scores.csv', (text) => `${text}"`),
  ),
  lie(
    'another mark',
    ['annotations.differ'],
    resigned('annotations.jsonld', (text) => text.replace('ยอดรวมอยู่', 'ยอดรวมไม่อยู่')),
  ),
  lie(
    'another size of evidence',
    ['evidence.differs'],
    resigned('evidence.json', (text) => text.replace('"size": 2', '"size": 3')),
  ),
  ...['events.ndjson', 'submission.jws', 'review.json', 'scores.csv'].map((name) =>
    lie(
      `${name} that is no UTF-8`,
      [
        { 'events.ndjson': 'history.unreadable', 'submission.jws': 'submission.unreadable' }[name] ??
          'content.unreadable',
      ],
      ({ parts, identity }) =>
        packageOf(
          membersOf(parts).map((one) =>
            one.name === name ? { ...one, content: Buffer.from([0xff, 0xfe, 0x0a]) } : one,
          ),
          identity,
        ),
    ),
  ),
];

const ground: readonly BrokenPackage[] = [
  lie('the instrument exchanged', ['instrument.other'], async ({ parts, identity }) => {
    const { instrumentBytes } = await partsOf({ instrument: { ...instrument, passMark: '50' } });
    return packageOf(membersOf({ ...parts, instrumentBytes }), identity);
  }),
  lie(
    'a kinder band in the instrument',
    ['instrument.other'],
    resigned('instrument.json', (text) => text.replace('"from": "12"', '"from": "16"')),
  ),
  lie(
    'an instrument of an unknown form',
    ['instrument.invalid'],
    resigned('instrument.json', (text) => text.replace('lpa-instrument/1', 'lpa-instrument/2')),
  ),
  lie(
    "the LAO's signature broken",
    ['submission.bad-signature'],
    resigned('submission.jws', (text) => text.replace('.e', '.f')),
  ),
  lie('the submission exchanged', ['submission.other'], async ({ parts, identity }) => {
    const manifestJws = await signManifest({ ...parts.manifest, revision: 2 });
    return packageOf(membersOf({ ...parts, manifestJws }), identity);
  }),
  lie('a submission that contradicts itself', ['submission.contradictory'], async ({ parts, identity }) => {
    const { answers } = parts.manifest;
    const manifestJws = await signManifest({ ...parts.manifest, answers: [...answers, ...answers.slice(0, 1)] });
    return packageOf(membersOf({ ...parts, manifestJws }), identity);
  }),
];

const rescored = (id: string, points: number) =>
  honestChanges.map((change) =>
    change.type === 'score.set' && change.payload.indicator === id ? score(id, points) : change,
  );
const lacking = (type: Change['type']) => honestChanges.filter((change) => change.type !== type);
const foreign: Change = {
  type: 'citation.added',
  payload: { id: '6f8c0a52-0000-4000-8000-0000000000aa', indicator: 'i01', evidence: 'e9', annotation: null },
};

const rules: readonly BrokenPackage[] = [
  lie('points that the rule does not give', ['score.not-allowed'], reviewed(rescored('i01', 4))),
  lie('more than full points', ['score.not-allowed'], reviewed(rescored('i01', 7))),
  lie('other points than the rule gives, without a reason', ['gap.override-missing'], reviewed(rescored('i27', 0))),
  lie('an indicator without a score', ['gap.not-scored'], reviewed(lacking('not-applicable.set'))),
  lie('points without evidence', ['gap.not-cited'], reviewed(lacking('citation.added'))),
  lie('a difference without a reason', ['gap.reason-missing'], reviewed(lacking('reason.set'))),
  lie('evidence that the LAO never sent', ['citation.unknown'], reviewed([...honestChanges, foreign])),
];

export const brokenContent: readonly BrokenPackage[] = [...history, ...result, ...ground, ...rules];
