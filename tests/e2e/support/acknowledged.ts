import type { Page } from 'playwright';

/** What stands in the score form of one indicator. */
export interface FormContent {
  readonly remark: string;
  readonly reason: string;
  readonly points: number | null;
}

/** By the indicator's number as the form's heading shows it. */
export type FormContents = Readonly<Record<string, FormContent>>;

const mark = 'acknowledged:';

/**
 * Runs in the page. Looks every 20 ms at what the form holds and whether the status bar says saved, in one go, so that
 * both are of the same moment; tells what it saw whenever that was saved.
 */
function watchPage(prefix: string): void {
  const seen: Record<string, FormContent> = {};
  let told = '';
  const look = (): void => {
    const form = document.querySelector('form:has(fieldset), form:has(textarea)');
    const number = /^\s*([0-9.]+)\.\s/.exec(document.querySelector('h1')?.textContent ?? '')?.[1];
    if (form === null || number === undefined) return;
    const areas = [...form.querySelectorAll('textarea')];
    const textOf = (start: string) =>
      areas.find((area) => (area.labels[0]?.textContent ?? '').includes(start))?.value ?? '';
    const chosen = form.querySelector<HTMLInputElement>('input[type=radio]:checked');
    seen[number] = {
      remark: textOf('หมายเหตุ'),
      reason: textOf('เหตุผลที่คะแนนต่าง'),
      points: chosen === null ? null : Number(chosen.value),
    };
    if (document.querySelector('[data-durable]')?.getAttribute('data-durable') !== 'saved') return;
    const now = JSON.stringify(seen);
    if (now === told) return;
    told = now;
    console.debug(prefix + now);
  };
  // A task of its own: never between a key and what React makes of it.
  setInterval(look, 20);
}

/** The newest content of all forms that the status bar had called saved when it stood there. */
export async function watchAcknowledged(page: Page): Promise<() => FormContents> {
  let newest: FormContents = {};
  page.on('console', (message) => {
    const text = message.text();
    if (text.startsWith(mark)) newest = JSON.parse(text.slice(mark.length)) as FormContents;
  });
  await page.evaluate(watchPage, mark);
  return () => newest;
}
