import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, afterEach, expect, test } from 'vitest';
import { findReadable } from '#tests/integration/storage-probes.ts';
import { watchAcknowledged, type FormContents } from './support/acknowledged.ts';
import { readBundle, sampleBundles } from './support/bundles.ts';
import { evidenceDigests } from './support/evidence-digests.ts';
import { invokeInPage } from './support/page-bridge.ts';
import { seeded, type Seeded } from './support/seeded.ts';
import { endAll, newStage, openUnlocked, powerCut, removeAll, type Stage } from './support/stage.ts';
import { groupsWithoutEvidence, openWorkbench, showIndicator, readForm } from './support/workbench.ts';

const seed = Number(process.env.LPA_SEED ?? Date.now() % 1_000_000);
console.log(`kill.test.ts: seed ${seed} (repeat with LPA_SEED=${seed})`);

const [tharaburi = ''] = sampleBundles;

afterEach(endAll);
afterAll(removeAll);

/** What the person did with one indicator, in the order of doing. */
interface Typed {
  remark: string;
  reason: string;
  readonly pressed: number[];
}

/** Scores and writes in indicator after indicator, by keys as a person does, until the window is gone. */
async function work(page: Page, { done, indicators, random, onLetter }: Work): Promise<void> {
  for (const [index, number] of indicators.entries()) {
    if (index > 0) await page.keyboard.press('Alt+ArrowDown');
    await page.getByRole('heading', { level: 1, name: new RegExp(`^${number}\\. `) }).waitFor();
    const typed: Typed = { remark: '', reason: '', pressed: [] };
    done.set(number, typed);
    const hasLevels = (await page.locator('form input[type=radio]').count()) > 0;
    for (const points of hasLevels ? [5, 0, 3].slice(0, random.between(1, 3)) : []) {
      typed.pressed.push(points);
      await page.keyboard.press(String(points));
    }
    for (const field of ['remark', 'reason'] as const) {
      const label = { remark: 'หมายเหตุ (ไม่บังคับ)', reason: 'เหตุผลที่คะแนนต่างจาก อปท.' }[field];
      const area = page.getByLabel(label);
      if (!(await area.isVisible())) continue;
      await area.focus();
      for (const letter of `พบ ${random.word()} ในสำเนา ${random.word()}`) {
        typed[field] += letter;
        await page.keyboard.insertText(letter);
        onLetter();
        // Now and then a person thinks for longer than the app waits before it saves.
        await page.waitForTimeout(letter === ' ' ? random.between(0, 700) : 0);
      }
    }
  }
}

interface Work {
  readonly done: Map<string, Typed>;
  readonly indicators: readonly string[];
  readonly random: Seeded;
  readonly onLetter: () => void;
}

function expectKept(kept: FormContents[string], acknowledged: FormContents[string], typed: Typed, where: string): void {
  for (const field of ['remark', 'reason'] as const) {
    expect(kept[field].startsWith(acknowledged[field]), `${where}, ${field}: “${kept[field]}”`).toBe(true);
    expect(typed[field].startsWith(kept[field]), `${where}, ${field} was never typed: “${kept[field]}”`).toBe(true);
  }
  const since = acknowledged.points === null ? [null, ...typed.pressed] : laterThan(typed.pressed, acknowledged.points);
  expect(since, `${where}, points`).toContain(kept.points);
}

const laterThan = (pressed: readonly number[], points: number) => pressed.slice(pressed.indexOf(points));

test(
  '20 kills: what was shown as saved is there, what was being imported is whole or absent',
  { timeout: 900_000, retry: 0 },
  async () => {
    const random = seeded(seed);
    const typing = await newStage('sample');
    const importing = await newStage('library');
    const acknowledged = { texts: 0, letters: 0, scores: 0 };
    const imports: number[] = [];
    const groups = groupsWithoutEvidence((await readBundle(tharaburi)).manifest, 3);
    const words: string[] = [];

    let expected: FormContents = {};
    let did = new Map<string, Typed>();
    const checkTyped = async (page: Page): Promise<void> => {
      await openWorkbench(page, 'ธาราบุรี');
      for (const [number, content] of Object.entries(expected)) {
        const typed = did.get(number);
        if (typed === undefined) continue; // shown, but nothing was done there
        await showIndicator(page, number);
        expectKept(await readForm(page), content, typed, `indicator ${number}`);
        acknowledged.texts += 1;
        acknowledged.letters += content.remark.length + content.reason.length;
        acknowledged.scores += content.points === null ? 0 : 1;
      }
    };

    let onLetter = (): void => undefined;
    const roundOfTyping = async (): Promise<void> => {
      const app = await openUnlocked(typing);
      await checkTyped(app.page);
      did = new Map();
      const newest = await watchAcknowledged(app.page);
      const next = groups.shift()!;
      await showIndicator(app.page, next[0]!);
      // Counted in letters, not in seconds, so that a slow machine is killed in the middle of the work as well.
      let left = random.between(2, 100);
      const reached = new Promise<void>((resolve) => {
        onLetter = () => {
          if (--left === 0) resolve();
        };
      });
      const working = work(app.page, { done: did, indicators: next, random, onLetter: () => onLetter() });
      const ended = working.catch(() => undefined); // the window goes while it works
      await Promise.race([reached, ended]);
      await app.page.waitForTimeout(random.between(0, 600));
      await powerCut(app);
      await ended;
      expected = newest();
      for (const { remark, reason } of did.values())
        words.push(...`${remark} ${reason}`.split(' ').filter((w) => /^[a-z]{9}$/.test(w)));
      expect(findReadable(typing.data, words.slice(-6))).toEqual([]);
    };

    let fullImport = 1_500;
    const roundOfImporting = async (): Promise<void> => {
      const app = await openUnlocked(importing);
      imports.push(await expectWholeOrAbsent(app.page, importing));
      fullImport = await importAgain(app.page);
      expect(await expectWholeOrAbsent(app.page, importing)).toBe(3);
      await invokeInPage(app.page, 'submission.removeSample', {});
      await expect.poll(() => app.page.getByRole('row').count()).toBe(0);
      await app.page.locator('input[type=file][accept=".lpasub"]').setInputFiles([...sampleBundles]);
      await app.page.waitForTimeout(random.between(0, fullImport));
      await powerCut(app);
      expect(findReadable(importing.data, ['ธาราบุรี', 'ท่าแก้วพัฒนา', 'manifest.jws'])).toEqual([]);
    };

    for (let round = 0; round < 20; round++) {
      await (round % 5 < 3 ? roundOfTyping() : roundOfImporting());
    }
    const last = await openUnlocked(typing);
    await checkTyped(last.page);
    await powerCut(last);
    const lastImport = await openUnlocked(importing);
    imports.push(await expectWholeOrAbsent(lastImport.page, importing));
    console.log(`kill.test.ts: ${JSON.stringify({ ...acknowledged, imports, fullImport })}`);

    // Kills that hit nothing would prove nothing.
    expect(acknowledged.letters).toBeGreaterThan(100);
    expect(acknowledged.scores).toBeGreaterThan(5);
    expect(imports.slice(1).some((count) => count < 3)).toBe(true);
  },
);

/** Each submission is there with every byte of its evidence, or nothing of it is. Gives how many are there. */
async function expectWholeOrAbsent(page: Page, stage: Stage): Promise<number> {
  await expect.poll(() => readdir(join(stage.data, 'temporary'))).toEqual([]);
  const rows = page.getByRole('row').filter({ hasText: 'ตัวอย่าง' });
  await page.getByRole('row').or(page.getByText('ยังไม่มีงานในเครื่องนี้')).first().waitFor();
  const count = (await invokeInPage(page, 'submission.list', {})).length;
  await expect.poll(() => rows.count()).toBe(count);
  await expect.poll(() => rows.filter({ hasText: 'พร้อมตรวจออฟไลน์' }).count()).toBe(count);
  for (const { expected, found } of await evidenceDigests(page)) expect(found).toEqual(expected);
  return count;
}

/** Through the file input; gives the milliseconds it took. */
async function importAgain(page: Page): Promise<number> {
  const begun = performance.now();
  await page.locator('input[type=file][accept=".lpasub"]').setInputFiles([...sampleBundles]);
  const results = page.getByRole('region', { name: 'ผลการนำเข้า' }).getByRole('listitem');
  await expect.poll(() => results.count(), { timeout: 60_000 }).toBe(sampleBundles.length);
  for (const text of await results.allInnerTexts()) expect(text).toMatch(/นำเข้าแล้ว|มีอยู่แล้ว/);
  return performance.now() - begun;
}
