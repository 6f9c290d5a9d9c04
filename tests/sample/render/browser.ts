import { existsSync } from 'node:fs';
import { launch, type Browser, type Page } from 'puppeteer-core';
import { pageStyle } from '../paper/page-style.ts';

/** Sheets on screen: CSS pixels per millimetre are 96 / 25.4. */
export interface Renderer {
  /** Text PDF, one page per section. */
  pdf(title: string, sections: readonly string[]): Promise<Buffer>;
  /** Each section as PNG at `dpi`. */
  sheets(sections: readonly string[], dpi: number): Promise<Buffer[]>;
  /** Any HTML as PNG of this size. */
  picture(html: string, width: number, height: number): Promise<Buffer>;
  /** Throws when something did not fit on its sheet. */
  close(): Promise<void>;
}

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

export async function openRenderer(): Promise<Renderer> {
  const executablePath = process.env.CHROMIUM ?? places.find((place) => existsSync(place));
  if (executablePath === undefined) throw new Error('npm run sample needs Chromium: set CHROMIUM to its path');
  const asRoot = process.getuid?.() === 0;
  const args = ['--font-render-hinting=none', '--force-color-profile=srgb', ...(asRoot ? ['--no-sandbox'] : [])];
  const browser = await launch({ executablePath, headless: true, pipe: true, args });
  const style = pageStyle();
  const faults: string[] = [];
  const documentOf = (title: string, sections: readonly string[]) =>
    `<!doctype html><html lang="th"><head><meta charset="utf-8"><title>${title}</title><style>${style}</style></head><body>${sections.join('')}</body></html>`;

  return {
    pdf: (title, sections) =>
      withPage(browser, documentOf(title, sections), async (page) => {
        faults.push(...(await findOverflow(page, title)));
        return fixDates(Buffer.from(await page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: false })));
      }),
    sheets: (sections, dpi) =>
      withPage(browser, documentOf('', sections), async (page) => {
        await page.setViewport({ width: 1123, height: 1123, deviceScaleFactor: dpi / 96 });
        faults.push(
          ...(await findOverflow(
            page,
            sections[0]
              ?.replace(/<[^>]+>/g, ' ')
              .trim()
              .slice(0, 60) ?? '',
          )),
        );
        const images: Buffer[] = [];
        for (const section of await page.$$('section.page')) images.push(Buffer.from(await section.screenshot()));
        return images;
      }),
    picture: (html, width, height) =>
      withPage(browser, `<style>${style}</style>${html}`, async (page) => {
        await page.setViewport({ width, height });
        return Buffer.from(await page.screenshot());
      }),
    async close() {
      await browser.close();
      if (faults.length > 0) throw new Error(`does not fit on its sheet:\n${faults.join('\n')}`);
    },
  };
}

async function withPage<T>(browser: Browser, html: string, work: (page: Page) => Promise<T>): Promise<T> {
  const page = await browser.newPage();
  try {
    await page.setContent(html, { waitUntil: 'load' });
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    return await work(page);
  } finally {
    await page.close();
  }
}

/** Text that runs over the edge of a sheet, or into its foot, is a fault in the content. */
async function findOverflow(page: Page, title: string): Promise<string[]> {
  const faults = await page.$$eval('section.page', (sections) =>
    sections.flatMap((section, index) => {
      const edge = section.getBoundingClientRect();
      const bottom = section.querySelector('.foot')?.getBoundingClientRect().top ?? edge.bottom - 30;
      const over = [...section.querySelectorAll('p, table, .sign, h1, h2, .field')].filter((one) => {
        if (getComputedStyle(one).position === 'absolute') return false;
        const box = one.getBoundingClientRect();
        return box.bottom > bottom + 1 || box.right > edge.right - 20 || one.scrollWidth > one.clientWidth + 2;
      });
      return over.length > 0 ? [`sheet ${index + 1}: ${over[0]?.textContent.trim().slice(0, 60) ?? ''}`] : [];
    }),
  );
  return faults.map((fault) => `${title}, ${fault}`);
}

/** Chromium writes the time of printing; the sample should not change with it. */
const fixDates = (pdf: Buffer): Buffer =>
  Buffer.from(
    pdf.toString('latin1').replace(/\/(Creation|Mod)Date \(D:\d{14}/g, '/$1Date (D:20240610030000'),
    'latin1',
  );
