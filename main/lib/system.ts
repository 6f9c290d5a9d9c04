import { v4, v7 } from 'uuid';
import type { Clock, Ids } from './ports.ts';

export const systemClock: Clock = { now: () => Date.now() };

export const systemIds = (clock: Clock): Ids => ({
  event: () => v7({ msecs: clock.now() }),
  random: () => v4(),
});
