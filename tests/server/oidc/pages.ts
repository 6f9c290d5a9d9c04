import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '#tests/support/paths.ts';

const fontFile = join(root, 'node_modules', '@fontsource', 'sarabun', 'files', 'sarabun-thai-400-normal.woff2');
let font: string | null = null;
/** Thai letters where the machine has none (a bare Debian); inside the page, so that it needs no second request. */
const thaiFont = (): string => (font ??= `data:font/woff2;base64,${readFileSync(fontFile).toString('base64')}`);

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);

const page = (title: string, body: string): string => `<!doctype html>
<html lang="th">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>
  @font-face { font-family: 'LPA Thai'; src: url(${thaiFont()}) format('woff2'); }
  body { font: 16px/1.6 'Sarabun', 'LPA Thai', sans-serif; background: #eef2f4; color: #1f2a30; margin: 0; }
  main { max-width: 24rem; margin: 12vh auto 0; background: #fff; border: 1px solid #c8d3d9; border-radius: 8px; padding: 2rem; }
  h1 { font-size: 1.25rem; margin: 0 0 1rem; }
  label { display: block; margin-top: 1rem; }
  input { box-sizing: border-box; width: 100%; font: inherit; padding: .5rem; border: 1px solid #76858d; border-radius: 4px; }
  button { font: inherit; width: 100%; margin-top: 1.5rem; padding: .6rem; border: 0; border-radius: 4px; background: #0b5c7a; color: #fff; }
  button.quiet { margin-top: .5rem; background: none; color: #0b5c7a; }
  .wrong { color: #a4161a; }
  small { color: #4d5b63; }
</style>
</head>
<body><main>
<h1>${escapeHtml(title)}</h1>
${body}
</main></body>
</html>
`;

/** One form: signing in with it also allows the program to fetch the team's work. */
export const signInPage = (action: string, client: string, wrong: boolean): string =>
  page(
    'เข้าสู่ระบบประเมิน LPA',
    `${wrong ? '<p class="wrong" role="alert">ชื่อผู้ใช้หรือรหัสผ่านไม่ถูกต้อง</p>' : ''}
<p>โปรแกรม ${escapeHtml(client)} ขอดูรายการที่ทีมของท่านได้รับมอบหมาย และดาวน์โหลดหลักฐานไว้ใช้เมื่อไม่มีอินเทอร์เน็ต</p>
<form method="post" action="${escapeHtml(action)}">
<label>ชื่อผู้ใช้ <input name="username" autocomplete="username" autocapitalize="none" required autofocus></label>
<label>รหัสผ่าน <input name="password" type="password" autocomplete="current-password" required></label>
<button type="submit">เข้าสู่ระบบและอนุญาต</button>
<button type="submit" name="cancel" value="yes" class="quiet" formnovalidate>ยกเลิก</button>
</form>
<p><small>เซิร์ฟเวอร์อ้างอิงสำหรับทดสอบ ไม่ใช่ระบบของกรมส่งเสริมการปกครองท้องถิ่น</small></p>`,
  );

/** `form` is the provider's own, with its protection against forgery. */
export const logoutPage = (form: string): string =>
  page(
    'ออกจากระบบ',
    `${form}<p>ท่านต้องการออกจากระบบประเมิน LPA ในเบราว์เซอร์นี้หรือไม่</p>
<button type="submit" form="op.logoutForm" name="logout" value="yes">ออกจากระบบ</button>`,
  );

export const signedOutPage = (): string => page('ออกจากระบบแล้ว', '<p>ปิดหน้าต่างนี้ได้</p>');

export const errorPage = (error: string, description: string): string =>
  page(
    'เข้าสู่ระบบไม่สำเร็จ',
    `<p>กลับไปที่โปรแกรมแล้วเริ่มเข้าสู่ระบบใหม่</p><p><small>${escapeHtml(error)}: ${escapeHtml(description)}</small></p>`,
  );
