import { join } from 'node:path';
import type { Page } from 'playwright';
import type { RunningServer } from '#tests/server/server-types.ts';
import { checkReadiness, downloadAll, signIn } from '#tests/support/journey/download.ts';
import { exportPackage, finaliseAndSign, printReport, verifyInApp } from '#tests/support/journey/finish.ts';
import { assessor, firstRun, unlock, type Look } from '#tests/support/journey/first-run.ts';
import { commentAndCite, drawRectangle, evidenceDrawn, highlightText } from '#tests/support/journey/mark.ts';
import { planFor, type Finding } from '#tests/support/journey/plan.ts';
import { openIndicator, saved, scoreAndGoOn } from '#tests/support/journey/score.ts';
import type { RunningApp } from '#tests/support/launch-app.ts';
import { root } from '#tests/support/paths.ts';

export const demoRemark = 'ขอให้กองคลังนำทะเบียนฉบับจริงมาให้ดูในวันตรวจ';
export const demoReason = 'จัดส่งภายในกำหนด แต่ไม่พบแบบ ปค.6 ในชุดที่จัดส่ง จึงให้ 3 คะแนน';

export interface DemoResult {
  readonly packageFile: string;
  readonly reportFile: string;
  readonly done: readonly string[];
  readonly counts: Readonly<Record<string, number>>;
  readonly totals: unknown;
  readonly probes: readonly string[];
}

interface Stage {
  readonly app: RunningApp;
  /** Stopped once everything is here: the rest of the job is done without a network. */
  readonly server: RunningServer;
  readonly downloads: string;
  readonly passphrase: string;
  readonly look: Look;
  timed<T>(name: string, work: () => Promise<T>): Promise<T>;
}

const sample = join(root, 'resources', 'sample');
const laos = ['ท่าแก้วพัฒนา', 'หนองบัวเงินสามัคคี', 'ธาราบุรี'];
const mainBundle = '05990312-thakaeo-phatthana.lpasub';

/** The assessor's whole job, screen by screen, with real clicks and keys. */
export async function playDemo({ app, server, downloads, passphrase, look, timed }: Stage): Promise<DemoResult> {
  const { page } = app;
  page.setDefaultTimeout(60_000);
  const plan = await planFor(join(sample, mainBundle));
  const done: string[] = [];

  await timed('first run', () => firstRun(page, assessor, passphrase, look));
  await look('assignments-empty');
  done.push('Made a library with passphrase and recovery sheet');

  await timed('sign in', () => signIn(app, server, look));
  await timed('download', () => downloadAll(page, laos, look));
  await timed('readiness', () => checkReadiness(page, look));
  await look('assignments');
  await server.stop();
  done.push(`Signed in by the browser, downloaded ${laos.length} submissions, checked them, then went offline`);

  await page
    .getByRole('row', { name: /ท่าแก้วพัฒนา/ })
    .first()
    .click();
  await page.getByRole('heading', { name: 'เทศบาลตำบลท่าแก้วพัฒนา' }).waitFor();
  await look('overview-before');

  await page.getByRole('link', { name: 'ตรวจและให้คะแนน' }).click();
  await timed('score', () => scoreAll(page, plan.findings, look));
  done.push(`Scored ${plan.findings.length} indicators, cited evidence, gave reasons`);

  await timed('look around', () => lookAround(page, passphrase, look));
  await openSubmission(page);
  await timed('sign', () => finaliseAndSign(page, passphrase, look));
  const packageFile = await exportPackage(page, downloads);
  done.push('Locked and signed the result, exported the package');
  const reportFile = await timed('report', () => printReport(page, downloads, look));
  done.push('Printed the report');
  await timed('verify in the app', () => verifyInApp(page, packageFile, 'ประธานยังไม่ปิดแพ็กเกจ'));
  await look('verify');
  done.push('Verified the package in the app');

  const { totals, counts } = await readResult(page, plan.manifest.id);
  return {
    packageFile,
    reportFile,
    done,
    counts: { submissions: laos.length, indicators: plan.findings.length, ...counts },
    totals,
    probes: [
      assessor.name,
      assessor.office,
      plan.manifest.lao.name,
      plan.manifest.certification.name,
      plan.manifest.evidence[0]?.title ?? '',
    ],
  };
}

/** Every indicator in order; on the way the marks and pictures that show how it looks. */
async function scoreAll(page: Page, findings: readonly Finding[], look: Look): Promise<void> {
  for (const finding of findings) {
    const { number } = finding.indicator;
    if (shown.has(number)) await openIndicator(page, finding);
    switch (number) {
      case '1':
        await evidenceDrawn(page);
        await highlightText(page, 1);
        await commentAndCite(page, 'หัวตารางตรงกับแผนที่ประกาศใช้');
        break;
      case '3':
        await evidenceDrawn(page);
        await drawRectangle(page, { left: 0.12, top: 0.06, right: 0.34, bottom: 0.16 });
        await commentAndCite(page, 'ตราลงรับ อำเภอ 20 ธ.ค. 2566');
        await page.keyboard.press('3');
        await page.getByRole('textbox', { name: 'หมายเหตุ' }).fill(demoRemark);
        await page.getByRole('textbox', { name: 'เหตุผลที่คะแนนต่างจาก อปท.' }).fill(demoReason);
        await saved(page);
        await look('workbench-levels');
        // Or the next digit would be text.
        await page.getByRole('textbox', { name: 'เหตุผลที่คะแนนต่างจาก อปท.' }).blur();
        break;
      case '55':
      case '57':
        await evidenceDrawn(page);
        break;
    }
    await scoreAndGoOn(page, finding, async () => {
      const picture = pictures[number];
      if (picture === undefined) return;
      await saved(page);
      await look(picture);
    });
  }
  await saved(page);
}

/** Indicators at which something happens before they are scored. */
const shown = new Set(['1', '3', '55', '57']);

const pictures: Readonly<Record<string, string>> = {
  '4': 'workbench-deadline',
  '55': 'workbench-percent',
  '57': 'workbench-checklist',
  '60': 'workbench-not-applicable',
  '61': 'workbench-no-evidence',
};

/** The screens beside the main road. */
async function lookAround(page: Page, passphrase: string, look: Look): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').waitFor();
  await look('command-palette');
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'ภาพรวม' }).click();
  await page.getByRole('heading', { name: 'เทศบาลตำบลท่าแก้วพัฒนา' }).waitFor();
  await look('overview');
  await page.goto('https://app.invalid/#/settings');
  await page.getByRole('radio', { name: 'English' }).first().click();
  await page.getByRole('heading', { name: 'Settings' }).waitFor();
  await look('settings-english');
  await page.getByRole('radio', { name: 'ไทย' }).first().click();
  await page.getByRole('heading', { name: 'ตั้งค่า' }).waitFor();
  await look('settings');
  await page.keyboard.press('Control+Shift+L');
  await page.getByRole('button', { name: 'เปิดข้อมูล' }).waitFor();
  await look('unlock');
  await unlock(page, passphrase);
}

async function openSubmission(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'งานที่ได้รับมอบหมาย' }).first().click();
  await page
    .getByRole('row', { name: /ท่าแก้วพัฒนา/ })
    .first()
    .click();
  await page.getByRole('navigation', { name: 'ขั้นตอนของงานนี้' }).waitFor();
}

async function readResult(page: Page, submission: string) {
  const reply = await page.evaluate(
    (id) =>
      (
        globalThis as unknown as { desktop: { invoke(channel: string, input: unknown): Promise<unknown> } }
      ).desktop.invoke('review.get', { submission: id }),
    submission,
  );
  const { value } = reply as {
    value: { totals: unknown; events: number; review: { marks: unknown[]; citations: unknown[] } };
  };
  return {
    totals: value.totals,
    counts: { events: value.events, marks: value.review.marks.length, citations: value.review.citations.length },
  };
}
