import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { itemsOf, readAnnotation } from './read-annotation.ts';

const folder = join(import.meta.dirname, '..', '..', 'tests', 'fixtures', 'web-annotation');
const read = (kind: string, name: string): string => readFileSync(join(folder, kind, name), 'utf8');
const examples = readdirSync(join(folder, 'examples')).sort();

describe('the examples of the recommendation', () => {
  test('all of them are here', () => expect(examples).toHaveLength(44));

  test.each(examples)('%s is read, and nothing of it is lost', (name) => {
    const json = JSON.parse(read('examples', name)) as { type: string };
    const file = itemsOf(json);
    expect(file).not.toBeNull();
    if (json.type === 'Annotation') expect(file?.items).toEqual([json]);
    for (const item of file?.items ?? [])
      expect(readAnnotation(item, file?.inContext)).toEqual({ ok: true, annotation: item });
  });

  test('pages and collections give their items; pages elsewhere are not fetched', () => {
    const items = (name: string) => itemsOf(JSON.parse(read('examples', name)))?.items.length;
    expect([items('38.json'), items('39.json'), items('40.json')]).toEqual([0, 2, 2]);
  });
});

/** Most of them share two further faults (several ids, a comma too many), which would hide the one that they are about. */
function repaired(name: string): Record<string, unknown> | null {
  const text = read('incorrect', name).replace(/,(\s*[}\]])/g, '$1');
  try {
    const json = JSON.parse(text) as Record<string, unknown>;
    return json.label === 'multiple identifiers' || !Array.isArray(json.id)
      ? json
      : { ...json, id: 'http://example.org/1' };
  } catch {
    return null;
  }
}

describe('the faulty ones of the working group', () => {
  /** A misspelt member is a member that we do not know. */
  const harmless = ['bad language'];
  test.each(readdirSync(join(folder, 'incorrect')))('%s is refused with a reason', (name) => {
    const json = repaired(name);
    const result = readAnnotation(json);
    if (harmless.includes(String(json?.label))) expect(result.ok).toBe(true);
    else expect(result).toEqual({ ok: false, problem: expect.stringMatching(/\S{2}/) as string });
  });

  test.each([
    ['anno3.json', '@context: missing'],
    ['anno17.json', 'body: TextualBody needs value'],
    ['anno28.json', 'created: Invalid ISO datetime'],
    ['anno38.json', 'target.selector: FragmentSelector needs value'],
  ])('%s: %s', (name, problem) => {
    expect(readAnnotation(repaired(name))).toEqual({ ok: false, problem });
  });
});

describe('hostile input', () => {
  const good = { '@context': 'http://www.w3.org/ns/anno.jsonld', id: 'urn:x:1', type: 'Annotation', target: 'urn:x:2' };

  test('too deep, too large, too many', () => {
    let deep: unknown = 'x';
    for (let level = 0; level < 5000; level += 1) deep = { refinedBy: deep };
    expect(readAnnotation({ ...good, extra: deep }).ok).toBe(false);
    expect(readAnnotation({ ...good, extra: 'x'.repeat(70_000) })).toEqual({ ok: false, problem: 'too large' });
    expect(readAnnotation({ ...good, target: Array.from({ length: 501 }, () => 'urn:x:2') }).ok).toBe(false);
    expect(readAnnotation({ ...good, id: `urn:x:${'1'.repeat(300)}` }).ok).toBe(false);
  });

  test('never throws', () => {
    fc.assert(
      fc.property(
        fc.jsonValue(),
        fc.constantFrom('body', 'target', 'creator', 'type', 'id', '@context'),
        (value, key) => {
          itemsOf(value);
          expect(typeof readAnnotation({ ...good, [key]: value }).ok).toBe('boolean');
        },
      ),
    );
  });
});
