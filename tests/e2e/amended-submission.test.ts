import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test } from 'vitest';
import type { Change } from '#common/domain/review-event.ts';
import { sha256 } from '#tests/sample/bundle.ts';
import { openTestApp, passphrase, type TestApp } from '#tests/support/test-app.ts';
import { lookAt } from './support/axe.ts';
import { nextRevision, readBundle, sampleBundles } from './support/bundles.ts';
import { invokeInPage } from './support/page-bridge.ts';
import { endAll, newStage, openUnlocked, removeAll, type Stage } from './support/stage.ts';
import { waitForEvidence } from './support/workbench.ts';

afterEach(endAll);
afterAll(removeAll);

const [, file = ''] = sampleBundles;

/** Scored and cited on the first revision: no. 2 on a file that is replaced, no. 3 on answers that change. */
async function amended(stage: Stage): Promise<string> {
  const { manifest } = await readBundle(file);
  const app: TestApp = await openTestApp({ folder: stage.data });
  await app.call('library.unlock', { passphrase });
  const record = (change: Exclude<Change, { readonly type: 'measure.set' | 'team.set' }>) =>
    app.call('review.record', { submission: manifest.id, command: randomUUID(), change });
  const fileOf = (indicator: string) => manifest.evidence.find((item) => item.indicators.includes(indicator))!;
  for (const indicator of ['i02', 'i03']) {
    await record({ type: 'score.set', payload: { indicator, points: 5 } });
    const id = randomUUID();
    const evidence = fileOf(indicator).id;
    await record({ type: 'citation.added', payload: { id, indicator, evidence, annotation: null } });
  }
  const bundle = await nextRevision(file, ({ manifest: before, evidence }) => {
    const { path } = fileOf('i02');
    const bytes = evidence.find((one) => one.path === fileOf('i03').path)!.bytes;
    const replaced = Buffer.concat([bytes, Buffer.from('\n')]);
    return {
      manifest: {
        ...before,
        answers: before.answers.map((one) => (one.indicator === 'i03' ? { ...one, selfPoints: 3 } : one)),
        evidence: before.evidence.map((item) =>
          item.path === path ? { ...item, sha256: sha256(replaced), size: replaced.length } : item,
        ),
      },
      evidence: evidence.map((one) => (one.path === path ? { path, bytes: replaced } : one)),
    };
  });
  const path = join(stage.folder, 'revision-2.lpasub');
  await writeFile(path, bundle);
  const tickets = [await app.app.accept(path)];
  const [result] = await app.call('submission.import', { tickets, job: randomUUID() });
  expect(result?.outcome).toBe('updated');
  await app.close();
  return manifest.id;
}

test('a further revision: what changed is listed, the earlier file can be read, one key confirms, undo takes it back', async () => {
  const stage = await newStage('sample');
  const submission = await amended(stage);
  const { page } = await openUnlocked(stage);
  const goTo = (hash: string) =>
    page.evaluate((to) => {
      location.hash = to;
    }, hash);

  await goTo(`/s/${submission}`);
  const card = page.getByRole('region', { name: 'เปลี่ยนแปลงตั้งแต่เริ่มตรวจ' });
  await card.getByRole('heading', { name: '(ฉบับ 1 → 2)' }).waitFor();
  const lines = card.getByRole('listitem');
  await expect.poll(() => lines.count()).toBe(2);
  for (const words of ['แทนที่ 1 ไฟล์', 'คะแนนตนเอง 5 → 3', 'ต้องยืนยัน'])
    await expect.poll(async () => (await lines.allInnerTexts()).join(' ')).toContain(words);
  await page.getByText('หลักฐานเปลี่ยนหลังให้คะแนน ต้องยืนยันอีกครั้ง').waitFor();
  expect(await lookAt(page, 'overview of an amended submission')).toEqual([]);

  await card.getByRole('link', { name: /^ข้อ 2 / }).click();
  await waitForEvidence(page);
  await page.getByText('หลักฐานที่อ้างไม่อยู่ในฉบับปัจจุบันแล้ว').waitFor();
  await page.getByRole('button', { name: /^ไปที่หลักฐานลำดับ 1 .*ไม่อยู่ในฉบับปัจจุบัน$/ }).click();
  await page.getByText('ไฟล์นี้ไม่อยู่ในฉบับปัจจุบัน เปิดอ่านได้').waitFor();
  await waitForEvidence(page);
  expect(await lookAt(page, 'evidence of an earlier revision')).toEqual([]);
  // It can be read, not cited.
  expect(await page.getByRole('button', { name: 'อ้างทั้งไฟล์' }).count()).toBe(0);

  await goTo(`/s/${submission}/review/i03`);
  const confirm = page.getByRole('button', { name: 'ยืนยันคะแนนเดิม 5 คะแนน' });
  await confirm.waitFor();
  await page.keyboard.press('Enter');
  await confirm.waitFor({ state: 'detached' });
  const again = async () => {
    const { gaps } = await invokeInPage(page, 'review.get', { submission });
    return gaps.find(({ kind }) => kind === 'evidence-changed')?.indicators;
  };
  await expect.poll(again).toEqual(['i02']);
  await page.keyboard.press('Control+z');
  await confirm.waitFor();
  await expect.poll(again).toEqual(['i02', 'i03']);
});
