/** As far as it is used here; the standard types leave it out, since not every browser has it. */
interface Battery extends EventTarget {
  readonly charging: boolean;
}

/** Says now and at each change whether the computer runs on its battery; nothing where that cannot be known. */
export function watchPower(tell: (onBattery: boolean) => void): () => void {
  const ask = (navigator as { readonly getBattery?: () => Promise<Battery> }).getBattery;
  let stop = (): void => undefined;
  let isOver = false;
  void ask?.call(navigator).then(
    (battery) => {
      if (isOver) return;
      const onChange = () => {
        tell(!battery.charging);
      };
      onChange();
      battery.addEventListener('chargingchange', onChange);
      stop = () => battery.removeEventListener('chargingchange', onChange);
    },
    () => undefined,
  );
  return () => {
    isOver = true;
    stop();
  };
}
