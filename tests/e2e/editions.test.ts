import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test } from 'vitest';
import { signablePdf } from '#tests/support/signable-pdf.ts';
import { signPackage } from '#tests/support/signed-library.ts';
import { asMember, command, createTestLibrary, openTestApp, passphrase } from '#tests/support/test-app.ts';
import { lookAt } from './support/axe.ts';
import { endAll, newStage, openUnlocked, removeAll } from './support/stage.ts';

afterEach(endAll);
afterAll(removeAll);

test('whom a package is for stands in the list and in the verdict; an edition is not signed by the team', async () => {
  const stage = await newStage('new');
  const before = await openTestApp({ folder: stage.data, print: () => signablePdf() });
  await createTestLibrary(before);
  const { submission } = await signPackage(before, stage.folder);
  const [key] = await before.call('key.list', {});
  const files: string[] = [];
  for (const audience of ['lao', 'public'] as const) {
    const { id, fileName } = await before.call('package.sign', {
      ...{ submission, key: key?.id ?? '', passphrase, as: asMember, job: command(), audience },
    });
    const { ticket } = await before.call('package.export', { id });
    const path = `/export/${ticket}` as const;
    const { body } = await before.app.serve({ origin: 'app', path, method: 'GET', range: null });
    files.push(join(stage.folder, fileName));
    await writeFile(join(stage.folder, fileName), Buffer.from(body));
  }
  await before.close();

  const { page } = await openUnlocked(stage);
  await page.goto(`https://app.invalid/#/s/${submission}/reports`);
  const table = page.getByRole('region', { name: 'แพ็กเกจที่ลงนามแล้ว' });
  for (const words of ['ฉบับเต็ม', 'สำหรับ อปท.', 'สาธารณะ'])
    await table.getByRole('row').getByText(words, { exact: true }).waitFor();
  expect(await lookAt(page, 'editions in the list')).toEqual([]);

  await page.goto('https://app.invalid/#/verify');
  await page.getByRole('heading', { level: 1, name: 'แพ็กเกจที่ตรวจสอบ' }).waitFor();
  for (const [file, words] of [
    [files[0], 'สำหรับ อปท.'],
    [files[1], 'สาธารณะ'],
  ] as const) {
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles(file ?? '');
    await page.getByRole('heading').getByText(words, { exact: true }).waitFor();
    expect(await page.getByRole('button', { name: 'ลงนามในแพ็กเกจนี้' }).count()).toBe(0);
  }
  expect(await lookAt(page, 'an edition verified')).toEqual([]);
});
