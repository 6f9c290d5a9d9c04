import { useEffect, useState } from 'react';

/** For a live region: a screen reader hears the newest word at most once in `pause` milliseconds. */
export function useThrottled(text: string, pause: number): string {
  const [heard, setHeard] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => {
      setHeard(text);
    }, pause);
    return () => {
      clearTimeout(timer);
    };
  }, [text, pause]);
  return heard;
}
