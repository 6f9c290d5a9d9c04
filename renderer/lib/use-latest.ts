import { useLayoutEffect, useState } from 'react';

type Functions<T> = { readonly [K in keyof T]: (...args: never[]) => void };

/** An object that stays the same while what its functions do is always the newest. For handlers, not for drawing. */
export function useLatest<T extends Functions<T>>(functions: T): T {
  const [holder] = useState(() => {
    const latest = { functions };
    const stable = Object.fromEntries(
      Object.keys(functions).map((name) => [
        name,
        (...args: never[]) => {
          latest.functions[name as keyof T](...args);
        },
      ]),
    ) as T;
    return { latest, stable };
  });
  useLayoutEffect(() => {
    holder.latest.functions = functions;
  });
  return holder.stable;
}
