import type { ViewerMark } from '#common/contract/viewer.ts';
import { markKinds } from '#common/domain/annotation.ts';
import { launchForFrames, openFrame, type FrameBed } from '#tests/support/frame-bed.ts';
import { percentile, print } from './measure.ts';

const pages = 20;
const count = 1000;
/** Of each kind of movement, ms. */
const duration = 3000;

const markAt = (index: number, page: number): ViewerMark => {
  const kind = markKinds[index % markKinds.length] ?? 'rectangle';
  const [x, y] = [20 + ((index * 37) % 480), 20 + ((index * 53) % 760)];
  const [tail, head] = [
    { x, y },
    { x: x + 50, y: y + 20 },
  ];
  return {
    ...{ id: `m${index}`, page, kind, colour: 'blue', quote: null, comment: '', caption: '', cited: null },
    rects: [{ x, y, width: kind === 'note' ? 0 : 50, height: kind === 'note' ? 0 : 20 }],
    strokes: kind === 'arrow' ? [[tail, head]] : kind === 'ink' ? [[tail, { x: x + 25, y: y - 5 }, head]] : [],
    stamp: kind === 'stamp' ? 'ตรวจแล้ว' : '',
  };
};

/** Frames while the reader scrolls, zooms and drags over a thousand marks, against the same document without any. */
export async function benchMarks(): Promise<void> {
  const browser = await launchForFrames();
  const files = new Map<string, Buffer>();
  const printing = await browser.newPage();
  const sheet = '<div style="break-after:page">' + '<p>Words of a page that is full of them</p>'.repeat(25) + '</div>';
  await printing.setContent(sheet.repeat(pages));
  files.set('pdf', await printing.pdf({ format: 'A4' }));
  await printing.close();

  const none = await measure(browser, files, []);
  const sets = {
    'on one page': Array.from({ length: count }, (_, index) => markAt(index, 1)),
    'over the document': Array.from({ length: count }, (_, index) => markAt(index, 1 + (index % pages))),
  };
  for (const [where, marks] of Object.entries(sets)) {
    const some = await measure(browser, files, marks);
    for (const move of ['scroll', 'zoom', 'drag'] as const)
      print({
        what: `frames with ${count} marks ${where}, ${move}, p95`,
        ours: percentile(some[move], 95),
        baseline: percentile(move === 'drag' ? none.scroll : none[move], 95),
        baselineName: move === 'drag' ? 'scrolling without marks' : 'without marks',
        unit: 'ms',
        note: `p50 ${percentile(some[move], 50).toFixed(1)}`,
      });
  }
  await browser.close();
}

async function measure(
  browser: Parameters<typeof openFrame>[0],
  files: Map<string, Buffer>,
  marks: readonly ViewerMark[],
): Promise<Record<'scroll' | 'zoom' | 'drag', readonly number[]>> {
  const bed = await openFrame(browser, files);
  await bed.open('pdf', 'application/pdf');
  await bed.hear('opened');
  await bed.frame.locator('.page[data-drawn="true"]').first().waitFor();
  const dragged: ViewerMark = { ...markAt(2, 1), id: 'dragged', rects: [{ x: 200, y: 200, width: 120, height: 60 }] };
  await bed.say({ kind: 'marks', marks: [...marks, ...(marks.length > 0 ? [dragged] : [])] });
  await bed.page.waitForTimeout(1000);
  const scroll = await frames(bed, async () => {
    for (let turn = 0; turn < duration / 1000; turn += 1) {
      await bed.frame.locator('#stage').evaluate(
        (stage, down) =>
          new Promise<void>((resolve) => {
            const begin = performance.now();
            const step = () => {
              stage.scrollTop += down ? 14 : -14;
              if (performance.now() - begin < 1000) requestAnimationFrame(step);
              else resolve();
            };
            step();
          }),
        turn % 2 === 0,
      );
    }
  });
  // With the marks before the eyes, as one zooms to see them.
  await bed.say({ kind: 'go', page: 1, mark: null });
  await bed.page.waitForTimeout(500);
  const zoom = await frames(bed, async () => {
    for (let turn = 0; turn < duration / 50; turn += 1) {
      await bed.say({ kind: 'zoom', zoom: 1 + 0.02 * (turn % 25) });
      await bed.page.waitForTimeout(30);
    }
  });
  await bed.say({ kind: 'zoom', zoom: 'fit-width' });
  await bed.say({ kind: 'go', page: 1, mark: null });
  await bed.say({ kind: 'tool', tool: 'select', colour: 'blue', stamp: '', readOnly: false });
  await bed.say({ kind: 'select', mark: 'dragged' });
  await bed.page.waitForTimeout(800);
  const drag = marks.length === 0 ? [] : await frames(bed, () => dragAbout(bed));
  await bed.page.close();
  return { scroll, zoom, drag };
}

async function dragAbout({ page, frame }: FrameBed): Promise<void> {
  const box = (await frame.locator('.mark.selected').boundingBox())!;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  const end = Date.now() + duration;
  for (let step = 0; Date.now() < end; step += 1)
    await page.mouse.move(x + 60 * Math.sin(step / 9), y + 60 * Math.cos(step / 9));
  await page.mouse.up();
}

/** Time from frame to frame, ms, while something goes on. */
async function frames({ frame }: FrameBed, work: () => Promise<void>): Promise<readonly number[]> {
  await frame.evaluate(() => {
    const times: number[] = [];
    let last = performance.now();
    const tick = (now: number) => {
      times.push(now - last);
      last = now;
      if (Reflect.get(window, 'frameTimes') === times) requestAnimationFrame(tick);
    };
    Reflect.set(window, 'frameTimes', times);
    requestAnimationFrame(tick);
  });
  await work();
  return frame.evaluate(() => {
    const times = Reflect.get(window, 'frameTimes') as number[];
    Reflect.set(window, 'frameTimes', null);
    return times.slice(1);
  });
}
