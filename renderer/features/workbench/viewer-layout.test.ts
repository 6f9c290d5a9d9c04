import { expect, test } from 'vitest';
import { layoutFor } from './viewer-layout.ts';

test('until somebody chooses, the window decides; afterwards it does not', () => {
  const untouched = { side: null, isSplit: null };
  expect(layoutFor(untouched, 1366)).toEqual({ side: 'none', isSplit: false });
  expect(layoutFor(untouched, 1600)).toEqual({ side: 'thumbnails', isSplit: false });
  expect(layoutFor(untouched, 2200)).toEqual({ side: 'thumbnails', isSplit: true });
  expect(layoutFor({ side: 'none', isSplit: false }, 2560)).toEqual({ side: 'none', isSplit: false });
  expect(layoutFor({ side: 'outline', isSplit: true }, 1366)).toEqual({ side: 'outline', isSplit: true });
});
