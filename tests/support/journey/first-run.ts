import type { Page } from 'playwright';

export interface Person {
  readonly name: string;
  readonly position: string;
  readonly office: string;
}

export const assessor: Person = {
  name: 'นางสาวปาริชาต วงศ์เมธากุล',
  position: 'กรรมการ',
  office: 'สำนักงานส่งเสริมการปกครองท้องถิ่นจังหวัดธารานคร',
};

/** Called after each screen that is worth a picture. */
export type Look = (name: string) => Promise<void>;

/** From the very first start to the empty list of work, with the recovery sheet saved. */
export async function firstRun(page: Page, person: Person, passphrase: string, look: Look): Promise<void> {
  await page.getByLabel('ชื่อและนามสกุล').fill(person.name);
  await page.getByLabel('ตำแหน่ง').fill(person.position);
  await page.getByLabel('หน่วยงานต้นสังกัด').fill(person.office);
  await look('first-run-person');
  await page.getByRole('button', { name: 'ถัดไป: ตั้งรหัสผ่าน' }).click();

  await page.getByLabel('รหัสผ่าน', { exact: true }).fill(passphrase);
  await page.getByLabel('พิมพ์รหัสผ่านอีกครั้ง').fill(passphrase);
  await look('first-run-passphrase');
  await page.getByRole('button', { name: 'ถัดไป: พิมพ์ใบกู้คืน' }).click();

  await page.getByRole('button', { name: 'พิมพ์ใบกู้คืน', exact: true }).click();
  await page.getByRole('button', { name: 'เริ่มใช้งาน' }).waitFor();
  await look('first-run-recovery-sheet');
  await page.getByRole('button', { name: 'เริ่มใช้งาน' }).click();
  await page
    .getByRole('heading', { name: 'เริ่มต้น' })
    .or(page.getByRole('button', { name: 'นำเข้าไฟล์ .lpasub' }))
    .first()
    .waitFor();
}

export async function unlock(page: Page, passphrase: string): Promise<void> {
  await page.getByLabel('รหัสผ่าน', { exact: true }).fill(passphrase);
  await page.keyboard.press('Enter');
  await page.getByRole('navigation').first().waitFor();
}
