import { afterEach, expect, test } from 'vitest';
import { openOutboxBed, type OutboxBed } from '#tests/support/outbox-bed.ts';

let bed: OutboxBed;
afterEach(async () => {
  const { problems } = bed.server;
  await bed.close();
  expect(problems).toEqual([]);
});

const confirm = async () => {
  const { id, centre } = await bed.until(({ state }) => state === 'confirm');
  return bed.app.call('outbox.confirmCentre', { id, fingerprint: centre?.fingerprint ?? '' });
};

test('sent once a person said so; the receipt comes by itself, its centre is asked about once', async () => {
  bed = await openOutboxBed();
  const before = await bed.app.call('outbox.list', {});
  expect(before).toMatchObject({ items: [], ready: [{ package: bed.packageId, sentBefore: false }] });
  expect(await bed.server.packages()).toEqual([]);
  await bed.send();
  const asked = await bed.until(({ state }) => state === 'confirm');
  expect(asked).toMatchObject({ centre: { name: 'ศูนย์รับผลการประเมิน LPA', selfSigned: true }, receipt: null });
  expect(await bed.app.call('receipt.list', { submission: null })).toEqual([]);
  await confirm();
  expect(await bed.item()).toMatchObject({ state: 'received', receipt: { outcome: 'accepted' }, failure: null });
  expect(await bed.app.call('receipt.list', { submission: bed.submission })).toMatchObject([
    { package: bed.packageId, outcome: 'accepted' },
  ]);
  expect(await bed.server.packages()).toMatchObject([{ submission: bed.submission }]);
  expect((await bed.app.call('outbox.list', {})).ready).toEqual([]);
});
