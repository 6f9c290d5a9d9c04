import { expect, test } from 'vitest';
import { createHandover } from './handover.ts';

test('a value counts as handed over once it was worked off, in the order of coming', async () => {
  const { put, end, values } = createHandover<string>();
  const said: string[] = [];
  const taking = (async () => {
    for await (const value of values) {
      await new Promise(setImmediate);
      said.push(`took ${value}`);
    }
  })();
  await Promise.all(['a', 'b'].map((value) => put(value).then(() => said.push(`gave ${value}`))));
  expect(said).toEqual(['took a', 'gave a', 'took b', 'gave b']);
  end();
  await taking;
});

test('who takes meets the error of who makes, at once and also while waiting', async () => {
  for (const wait of [true, false]) {
    const { put, end, values } = createHandover<number>();
    const taking = (async () => {
      for await (const value of values) expect(value).toBe(1);
    })();
    taking.catch(() => undefined);
    if (wait) await new Promise(setImmediate);
    else void put(1);
    end(new Error('stopped'));
    await expect(taking).rejects.toThrow('stopped');
  }
});
