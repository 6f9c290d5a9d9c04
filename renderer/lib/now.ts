import { useEffect, useState } from 'react';

/** Whole seconds until an instant, 0 when it is past or no instant. */
export const secondsUntil = (instant: string | null, now: number): number => {
  const at = instant === null ? Number.NaN : Date.parse(instant);
  return Number.isNaN(at) ? 0 : Math.max(0, Math.ceil((at - now) / 1000));
};

/** The time, once a second while `running`. */
export function useNow(running: boolean): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!running) return undefined;
    setNow(Date.now());
    const timer = setInterval(() => {
      setNow(Date.now());
    }, 1000);
    return () => {
      clearInterval(timer);
    };
  }, [running]);
  return now;
}
