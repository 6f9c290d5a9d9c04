import sharp from 'sharp';
import type { Browser } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { FromViewer, ViewerMark, ViewerTool } from '#common/contract/viewer.ts';
import type { MarkKind } from '#common/domain/annotation.ts';
import { boxAround } from '#common/domain/mark-shape.ts';
import { launchForFrames, openFrame, type FrameBed } from '#tests/support/frame-bed.ts';

/** Drawing, moving and finding marks in the real frame: by pointer, by keyboard, on turned pages. */
const files = new Map<string, Buffer>();
const patience = { timeout: 15_000 };
let browser: Browser | undefined;
let bed: FrameBed;

beforeAll(async () => {
  browser = await launchForFrames();
  const printing = await browser.newPage();
  const lines = ['Article one of the order', 'Article two of the order', 'Third line says nothing new'];
  const sheet = lines.map((line) => `<p style="font:16px serif">${line}</p>`).join('');
  await printing.setContent(`<div style="break-after:page">${sheet}</div><div>${sheet}</div>`);
  files.set('pdf', await printing.pdf({ format: 'A4' }));
  await printing.close();
  const photo = sharp({ create: { width: 1200, height: 800, channels: 3, background: '#e8ecef' } });
  files.set('photo', await photo.jpeg().toBuffer());
}, 120_000);
beforeEach(async () => {
  bed = await openFrame(browser!, files);
});
afterEach(() => bed.page.close());
afterAll(() => browser?.close());

type Drawn = Extract<FromViewer, { kind: 'drawn' }>;

const base = { strokes: [], colour: 'blue', stamp: '', quote: null, comment: '', caption: '', cited: null } as const;
const markFrom = (id: string, { page, mark: kind, rects, strokes, colour, stamp, quote }: Drawn): ViewerMark => ({
  ...base,
  ...{ id, page, kind, rects, strokes, colour, stamp, quote },
});
const box = (id: string, x: number, y: number, page = 1): ViewerMark => ({
  ...base,
  ...{ id, page, kind: 'rectangle', rects: [{ x, y, width: 60, height: 30 }] },
});

const tool = (name: ViewerTool, stamp = 'ตรวจแล้ว', colour: ViewerMark['colour'] = 'green') =>
  bed.say({ kind: 'tool', tool: name, colour, stamp, readOnly: false });

async function open(name: 'pdf' | 'photo') {
  await bed.open(name, name === 'pdf' ? 'application/pdf' : 'image/jpeg');
  await bed.hear('opened');
  await bed.frame.locator('.page[data-drawn="true"]').first().waitFor();
}

async function pageBox(page = 1) {
  return (await bed.frame.locator(`.page[data-page="${String(page)}"]`).boundingBox())!;
}

/** Drags over shares of the page as it is seen. */
async function drag(from: readonly [number, number], ...to: readonly (readonly [number, number])[]) {
  const { x, y, width, height } = await pageBox();
  const { mouse } = bed.page;
  await mouse.move(x + from[0] * width, y + from[1] * height);
  await mouse.down();
  for (const [across, down] of to) await mouse.move(x + across * width, y + down * height, { steps: 6 });
  await mouse.up();
}

const size = { pdf: { width: 595.92, height: 842.88 }, photo: { width: 1200, height: 800 } };

describe.each(['pdf', 'photo'] as const)('on a %s', (name) => {
  const at = (share: number, side: 'width' | 'height') => share * size[name][side];

  test.each<MarkKind>(['rectangle', 'arrow', 'ink', 'note', 'stamp', 'redaction'])(
    'a pointer draws: %s',
    async (kind) => {
      await open(name);
      await tool(kind);
      if (kind === 'note') await drag([0.2, 0.3]);
      else await drag([0.2, 0.3], [0.4, 0.35], [0.6, 0.4]);
      const drawn = await bed.hear('drawn');
      expect(drawn).toMatchObject({ page: 1, mark: kind, colour: 'green', stamp: kind === 'stamp' ? 'ตรวจแล้ว' : '' });
      const [rect] = drawn.rects;
      const tolerance = size[name].width / 100;
      expect(Math.abs(rect!.x - at(0.2, 'width'))).toBeLessThan(tolerance);
      expect(Math.abs(rect!.y - at(0.3, 'height'))).toBeLessThan(tolerance);
      expect(Math.abs(rect!.width - (kind === 'note' ? 0 : at(0.4, 'width')))).toBeLessThan(tolerance);
      if (kind !== 'arrow' && kind !== 'ink') expect(drawn.strokes).toEqual([]);
      else expect(boxAround(drawn.strokes)).toEqual(rect);
      if (kind === 'arrow') {
        expect(drawn.strokes).toHaveLength(1);
        expect(drawn.strokes[0]).toHaveLength(2);
        expect(drawn.strokes[0]![1]!.x).toBeGreaterThan(drawn.strokes[0]![0]!.x);
      }
      expect(bed.problems).toEqual([]);
    },
  );

  test.each<MarkKind>(['rectangle', 'arrow', 'ink', 'note', 'stamp', 'redaction'])(
    'Enter places, arrows move, Shift and arrows pull, Delete asks: %s',
    async (kind) => {
      await open(name);
      await tool(kind);
      await bed.frame.locator('#stage').focus();
      await bed.page.keyboard.press('Enter');
      const placed = await bed.hear('drawn');
      await bed.say({ kind: 'marks', marks: [markFrom('m', placed)] });
      await tool('select');
      await bed.say({ kind: 'select', mark: 'm' });
      await bed.frame.locator('.mark.selected').waitFor({ state: 'attached' });
      await bed.page.keyboard.press('ArrowRight');
      await bed.page.keyboard.press('ArrowDown');
      const moved = await bed.hear('changed');
      expect(moved.rects[0]!.x).toBeGreaterThan(placed.rects[0]!.x);
      expect(moved.rects[0]!.y).toBeGreaterThan(placed.rects[0]!.y);
      expect(moved.rects[0]!.width).toBeCloseTo(placed.rects[0]!.width, 1);
      if (kind !== 'note') {
        await bed.page.keyboard.press('Shift+ArrowRight');
        const pulled = await bed.hear('changed', 2);
        expect(pulled.rects[0]!.width).toBeGreaterThan(moved.rects[0]!.width);
        if (kind === 'arrow') expect(pulled.strokes[0]![0]).toEqual(moved.strokes[0]![0]);
      }
      await bed.page.keyboard.press('Delete');
      expect(await bed.hear('delete')).toEqual({ kind: 'delete', mark: 'm' });
    },
  );

  test.each([90, 180, 270])('on a page turned by %i a drag still means what is seen', async (turn) => {
    await open(name);
    for (let turned = 0; turned < turn; turned += 90) await bed.say({ kind: 'rotate' });
    await bed.hearLast('moved', { rotation: turn });
    await bed.say({ kind: 'go', page: 1, mark: null });
    await tool('rectangle');
    await drag([0.1, 0.2], [0.3, 0.5]);
    const drawn = await bed.hear('drawn');
    await bed.say({ kind: 'marks', marks: [markFrom('m', drawn)] });
    await tool('select');
    await bed.say({ kind: 'select', mark: 'm' });
    const { x, y, width, height } = await pageBox();
    const seen = (await bed.frame.locator('.mark[data-mark="m"]').boundingBox())!;
    expect(Math.abs(seen.x - x - 0.1 * width)).toBeLessThan(3);
    expect(Math.abs(seen.y - y - 0.2 * height)).toBeLessThan(3);
    expect(Math.abs(seen.width - 0.2 * width)).toBeLessThan(3);
    // The grip seen bottom right pulls that corner; the opposite one stays.
    const grip = (await bed.frame.locator('.grip.br').boundingBox())!;
    await bed.page.mouse.move(grip.x + grip.width / 2, grip.y + grip.height / 2);
    await bed.page.mouse.down();
    await bed.page.mouse.move(grip.x + 40, grip.y + 30, { steps: 5 });
    await bed.page.mouse.up();
    const changed = await bed.hear('changed');
    await bed.say({ kind: 'marks', marks: [{ ...markFrom('m', drawn), rects: changed.rects }] });
    const after = (await bed.frame.locator('.mark[data-mark="m"]').boundingBox())!;
    expect(Math.abs(after.x - seen.x)).toBeLessThan(2);
    expect(Math.abs(after.y - seen.y)).toBeLessThan(2);
    expect(after.width - seen.width).toBeGreaterThan(25);
    expect(after.height - seen.height).toBeGreaterThan(15);
    // And so do the keys.
    await bed.frame.locator('.mark[data-mark="m"]').focus();
    await bed.page.keyboard.press('Shift+ArrowRight');
    // What the page says before it heard of that is older, and undoes nothing.
    await bed.say({ kind: 'marks', marks: [{ ...markFrom('m', drawn), rects: changed.rects }] });
    const pulledTo = await bed.hear('changed', 2);
    await bed.say({ kind: 'marks', marks: [{ ...markFrom('m', drawn), rects: pulledTo.rects }] });
    const pulled = async () => (await bed.frame.locator('.mark[data-mark="m"]').boundingBox())!;
    await expect.poll(async () => (await pulled()).width, patience).toBeGreaterThan(after.width + 2);
    expect(Math.abs((await pulled()).x - after.x)).toBeLessThan(2);
  });
});

test('strokes drawn one after another are one mark of few points; a pause ends it', async () => {
  await open('pdf');
  await tool('ink');
  const twoStrokes = async (before: number) => {
    await drag([0.2, 0.3], [0.3, 0.4]);
    const lifted = performance.now();
    await drag([0.3, 0.3], [0.2, 0.4]);
    const wasSlow = performance.now() - lifted > 700;
    return { wasSlow, mark: await bed.hear('drawn', before + 1) };
  };
  let marks = 1;
  let first = await twoStrokes(0);
  // Where the machine itself stood still between the two, that was a pause: two marks.
  for (let tries = 0; tries < 3 && first.wasSlow && first.mark.strokes.length === 1; tries += 1) {
    await bed.hear('drawn', marks + 1);
    first = await twoStrokes(marks + 1);
    marks += 2;
  }
  expect(first.mark.strokes).toHaveLength(2);
  for (const stroke of first.mark.strokes) expect(stroke.length).toBeLessThan(5);
  await drag([0.5, 0.3], [0.6, 0.4]);
  expect((await bed.hear('drawn', marks + 1)).strokes).toHaveLength(1);
  expect(await bed.frame.locator('.draft-ink').count()).toBe(0);
});

test('ink is not lost when a key opens something else at once', async () => {
  await open('pdf');
  await tool('ink');
  await drag([0.2, 0.3], [0.3, 0.4]);
  await bed.page.keyboard.press('n');
  await bed.hear('key');
  const order = await bed.page.evaluate(() =>
    (window as unknown as { heard: FromViewer[] }).heard.map(({ kind }) => kind).filter((kind) => kind !== 'moved'),
  );
  expect(order.indexOf('drawn')).toBeGreaterThan(0);
  expect(order.indexOf('drawn')).toBeLessThan(order.indexOf('key'));
});

test('an arrow is selected by its line, moved by it, and pulled at either end', async () => {
  await open('pdf');
  await tool('arrow');
  await drag([0.2, 0.2], [0.6, 0.4]);
  const drawn = await bed.hear('drawn');
  await bed.say({ kind: 'marks', marks: [markFrom('a', drawn)] });
  await tool('select');
  await drag([0.55, 0.22]); // inside its box, beside its line
  await drag([0.4, 0.3]);
  expect((await bed.hear('selected')).mark).toBe('a');
  expect(await bed.heard('selected')).toHaveLength(1);
  await drag([0.6, 0.4], [0.7, 0.3]);
  const pulled = await bed.hear('changed');
  expect(pulled.strokes[0]![0]).toEqual(drawn.strokes[0]![0]);
  expect(pulled.strokes[0]![1]!.y).toBeCloseTo(0.3 * size.pdf.height, -1);
  await drag([0.2, 0.2], [0.1, 0.1]);
  const tail = await bed.hear('changed', 2);
  expect(tail.strokes[0]![1]).toEqual(pulled.strokes[0]![1]);
  await drag([0.4, 0.2], [0.45, 0.25]);
  const moved = await bed.hear('changed', 3);
  expect(moved.rects[0]!.width).toBeCloseTo(tail.rects[0]!.width, 0);
  expect(moved.rects[0]!.x).toBeGreaterThan(tail.rects[0]!.x);
});

describe('text', () => {
  const quote = { exact: 'Article two of the order', prefix: 'Article one of the order', suffix: 'Third line says' };
  const lineOf = async (index: number) => {
    const line = (await bed.frame.locator('.page[data-page="1"] .textLayer span').nth(index).boundingBox())!;
    const sheet = await pageBox();
    const unit = size.pdf.width / sheet.width;
    return {
      x: (line.x - sheet.x) * unit,
      y: (line.y - sheet.y) * unit,
      width: line.width * unit,
      height: line.height * unit,
    };
  };

  test.each(['highlight', 'underline'] as const)('%s of a selection, and by keyboard alone', async (kind) => {
    await open('pdf');
    await tool(kind);
    await bed.frame
      .locator('.textLayer span')
      .first()
      .dblclick({ position: { x: 50, y: 5 } });
    expect(await bed.hear('drawn')).toMatchObject({ mark: kind, quote: { exact: 'one', prefix: 'Article' } });
    await bed.frame.locator('#stage').focus();
    await bed.page.keyboard.press('Enter');
    for (let up = 0; up < 5; up += 1) await bed.page.keyboard.press('ArrowUp');
    await bed.page.keyboard.press('ArrowDown');
    await bed.page.keyboard.press('ArrowRight');
    await bed.page.keyboard.press('Shift+ArrowLeft');
    await bed.page.keyboard.press('Enter');
    expect(await bed.hear('drawn', 2)).toMatchObject({ mark: kind, quote: { exact: 'two of the' } });
  });

  test('Esc lets go of the chosen words', async () => {
    await open('pdf');
    await tool('highlight');
    await bed.frame.locator('#stage').focus();
    await bed.page.keyboard.press('Enter');
    await bed.hearLast('text', { hasSelection: true });
    await bed.page.keyboard.press('Escape');
    await bed.hearLast('text', { hasSelection: false });
    expect(await bed.heard('drawn')).toEqual([]);
    expect(await bed.heard('key')).toEqual([]);
  });

  test('words at their place are found; elsewhere on the page the mark goes there; gone, it is lost', async () => {
    await open('pdf');
    const mark = (id: string, rects: ViewerMark['rects'], exact = quote.exact): ViewerMark => ({
      ...base,
      ...{ id, page: 1, kind: 'highlight', rects, quote: { ...quote, exact } },
    });
    const [second, third] = [await lineOf(1), await lineOf(2)];
    await bed.say({
      kind: 'marks',
      marks: [
        mark('there', [second]),
        mark('elsewhere', [{ ...second, y: 500 }]),
        mark('gone', [third], 'Words that nobody wrote here'),
      ],
    });
    await bed.hearLast('anchors', { lost: ['gone'] });
    await bed.frame.locator('.mark[data-mark="gone"].lost').waitFor();
    const [there, elsewhere] = await Promise.all(
      ['there', 'elsewhere'].map((id) => bed.frame.locator(`.mark[data-mark="${id}"]`).boundingBox()),
    );
    expect(Math.abs(elsewhere!.y - there!.y)).toBeLessThan(2);
    expect(Math.abs(elsewhere!.width - there!.width)).toBeLessThan(4);
    expect(await bed.frame.locator('.blend g').count()).toBe(2);
    await bed.say({ kind: 'marks', marks: [mark('there', [second])] });
    await bed.hearLast('anchors', { lost: [] });
  });

  test('a page that was never shown, and one that there is not, are looked at, too', async () => {
    await open('pdf');
    const mark = (id: string, page: number, exact: string): ViewerMark => ({
      ...base,
      ...{ id, page, kind: 'underline', rects: [{ x: 10, y: 10, width: 50, height: 10 }] },
      quote: { exact, prefix: '', suffix: '' },
    });
    await bed.say({
      kind: 'marks',
      marks: [
        mark('far', 2, 'Third line says nothing new'),
        mark('wrong', 2, 'Nothing of the kind is written'),
        mark('beyond', 9, 'Third line says nothing new'),
      ],
    });
    await bed.hearLast('anchors', { lost: ['wrong', 'beyond'] });
  });
});

test('only pages near the view have marks in them, and an unchanged mark keeps its elements', async () => {
  await open('pdf');
  const marks = Array.from({ length: 300 }, (_, index) =>
    box(`m${String(index)}`, (index * 37) % 500, (index * 53) % 800),
  );
  await bed.say({ kind: 'marks', marks });
  await expect.poll(() => bed.frame.locator('.page[data-page="1"] .mark').count(), patience).toBe(300);
  await bed.frame.evaluate(() => {
    for (const mark of document.querySelectorAll<HTMLElement>('.mark')) mark.dataset.old = 'yes';
  });
  const next = marks.map((mark, index) => (index === 7 ? { ...mark, comment: 'another' } : { ...mark }));
  await bed.say({ kind: 'marks', marks: next.slice(1) });
  await expect.poll(() => bed.frame.locator('.mark').count(), patience).toBe(299);
  expect(await bed.frame.locator('.mark[data-old="yes"]').count()).toBe(299);
  expect(await bed.frame.locator('.mark[data-mark="m7"]').getAttribute('aria-label')).toContain('another');
  await bed.say({ kind: 'zoom', zoom: 4 });
  await bed.say({ kind: 'go', page: 2, mark: null });
  await bed.frame.locator('#stage').evaluate((stage) => stage.scrollTo(0, stage.scrollHeight));
  await expect.poll(() => bed.frame.locator('.mark').count(), patience).toBe(0);
});

test('read-only: nothing is drawn, moved or deleted, but everything can be selected', async () => {
  await open('pdf');
  await bed.say({ kind: 'marks', marks: [box('m', 100, 100)] });
  await bed.say({ kind: 'tool', tool: 'stamp', colour: 'red', stamp: 'ตรวจแล้ว', readOnly: true });
  await drag([0.5, 0.5]);
  const { width, height } = size.pdf;
  await drag([130 / width, 115 / height]);
  expect((await bed.hear('selected')).mark).toBe('m');
  await drag([130 / width, 115 / height], [0.5, 0.5]);
  await bed.page.keyboard.press('ArrowDown');
  await bed.page.keyboard.press('Delete');
  await bed.page.keyboard.press('Enter');
  await bed.page.waitForTimeout(700);
  expect([...(await bed.heard('drawn')), ...(await bed.heard('changed')), ...(await bed.heard('delete'))]).toEqual([]);
});

test('a second finger draws nothing, and a cancelled touch leaves no trace', async () => {
  await open('photo');
  await tool('rectangle');
  await bed.frame
    .locator('.page')
    .first()
    .evaluate((page) => {
      const fire = (type: string, pointerId: number, x: number, y: number, isPrimary: boolean) =>
        page.dispatchEvent(
          new PointerEvent(type, { bubbles: true, pointerType: 'touch', pointerId, clientX: x, clientY: y, isPrimary }),
        );
      fire('pointerdown', 1, 200, 200, true);
      fire('pointerdown', 2, 300, 300, false);
      fire('pointermove', 2, 400, 400, false);
      fire('pointermove', 1, 260, 260, true);
      fire('pointercancel', 1, 260, 260, true);
      fire('pointerup', 2, 400, 400, false);
    });
  expect(await bed.frame.locator('.draft').count()).toBe(0);
  expect(await bed.heard('drawn')).toEqual([]);
});
