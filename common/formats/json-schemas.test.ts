import { readdirSync, readFileSync } from 'node:fs';
import Ajv2020 from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { checkInstrument } from '#common/domain/check-instrument.ts';
import { Instrument } from './instrument-schema.ts';
import { jsonSchemas } from './json-schemas.ts';

const resources = new URL('../../resources/', import.meta.url);
const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, resources), 'utf8'));

const compile = (schema: object) => {
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  return ajv.compile(schema);
};

const event = {
  id: '01890a5d-ac96-774b-bcce-b302099a8057',
  submission: '01890a5d-ac96-774b-bcce-b302099a8058',
  actor: { id: '01890a5d-ac96-774b-bcce-b302099a8059', name: 'ปาริชาต วงศ์เมธากุล' },
  device: '1f0c9a52-ac96-474b-bcce-b302099a8057',
  clock: '2024-07-05T04:42:07.123Z-0003-1f0c9a52',
  previous: null,
  type: 'score.set',
  payload: { indicator: 'i03', points: 3 },
};

describe('published JSON Schemas', () => {
  test('the files on disk are what the schemas give (`npm run schemas` writes them)', () => {
    const schemas = jsonSchemas();
    const onDisk = readdirSync(new URL('formats/', resources)).filter((name) => name.endsWith('.schema.json'));
    expect(onDisk.sort()).toEqual(Object.keys(schemas).sort());
    for (const [name, schema] of Object.entries(schemas)) {
      expect(read(`formats/${name}`)).toEqual(JSON.parse(JSON.stringify(schema)));
    }
  });

  test.each(Object.entries(jsonSchemas()))('%s compiles as JSON Schema 2020-12', (_, schema) => {
    expect(schema.$schema).toBe('https://json-schema.org/draft/2020-12/schema');
    expect(() => compile(schema)).not.toThrow();
  });

  test('an event with a broken payload of a known type is refused, an unknown type is let through', () => {
    const validate = compile(jsonSchemas()['event.schema.json']!);
    expect(validate(event)).toBe(true);
    expect(validate({ ...event, payload: { indicator: 'i03', points: 'five' } })).toBe(false);
    expect(validate({ ...event, type: 'score.voted', payload: 7 })).toBe(true);
    expect(validate({ ...event, clock: 'yesterday' })).toBe(false);
  });
});

describe('lpa-2567-sample.json', () => {
  const file = read('instruments/lpa-2567-sample.json');
  const instrument = Instrument.parse(file);
  const count = (test: (one: (typeof instrument.indicators)[number]) => boolean) =>
    instrument.indicators.filter(test).length;

  test('fits schema, published JSON Schema and the rules that a schema cannot say', () => {
    expect(compile(jsonSchemas()['instrument.schema.json']!)(file)).toBe(true);
    expect(checkInstrument(instrument)).toEqual([]);
  });

  test('says that it is a sample and not the book of the department', () => {
    expect(instrument.sample).toBe(true);
    expect(instrument.title.th).toContain('ชุดตัวชี้วัดตัวอย่าง');
    expect(instrument.title.th).toContain('ไม่ใช่แบบประเมินของกรมส่งเสริมการปกครองท้องถิ่น');
    expect(count(({ source }) => source === '')).toBe(0);
  });

  test('uses all rule kinds widely, over five aspects with the fourth the largest', () => {
    const kinds = ['levels', 'percent', 'checklist', 'deadline'].map((kind) => count(({ rule }) => rule.kind === kind));
    expect(kinds).toEqual([41, 24, 22, 11]);
    expect([1, 2, 3, 4, 5].map((aspect) => count((one) => one.aspect === aspect))).toEqual([22, 14, 18, 32, 12]);
  });

  test('has pilots, provincial indicators, all not-applicable rules and differences between types', () => {
    expect(count(({ pilot }) => pilot)).toBe(3);
    expect(
      count(({ provincial, points, title }) => provincial && points === 5 && title.th.includes('จังหวัดกำหนด')),
    ).toBe(2);
    for (const rule of ['remove', 'full-points', 'never']) {
      expect(count(({ notApplicable }) => notApplicable === rule)).toBeGreaterThan(0);
    }
    const forType = (type: (typeof instrument.indicators)[number]['appliesTo'][number]) =>
      count(({ appliesTo }) => appliesTo.includes(type));
    expect(forType('provincial_admin_org')).toBe(75);
    expect(forType('subdistrict_municipality')).toBe(93);
    expect(forType('subdistrict_admin_org')).toBe(91);
  });

  test('every due day lies in the fiscal year judged, or is named by law just before or after it', () => {
    const days = instrument.indicators.flatMap(({ rule }) => (rule.kind === 'deadline' ? [rule.due] : []));
    expect(days.every((day) => day >= '2022-08-01' && day <= '2023-12-31')).toBe(true);
  });
});
