import type { Rect } from '#common/domain/annotation.ts';
import { turnedSize, turnRect } from '#common/domain/mark-geometry.ts';
import type { Stage } from './stage.ts';

/** How long the pointer stays (ms). */
const duration = 2000;

/** A short look-here at a place that is no mark of ours. */
export function pointAt(stage: Stage, place: { readonly page: number; readonly rect: Rect }): void {
  const page = stage.pages[place.page - 1];
  if (!page) return;
  const size = turnedSize(page.size, stage.rotation);
  const box = turnRect(place.rect, page.size, stage.rotation);
  const pointer = document.createElement('div');
  pointer.className = 'look-here pulse';
  pointer.style.left = `${String((box.x / size.width) * 100)}%`;
  pointer.style.top = `${String((box.y / size.height) * 100)}%`;
  pointer.style.width = `${String((box.width / size.width) * 100)}%`;
  pointer.style.height = `${String((box.height / size.height) * 100)}%`;
  for (const old of page.box.querySelectorAll('.look-here')) old.remove();
  page.box.append(pointer);
  window.setTimeout(() => {
    pointer.remove();
  }, duration);
}
