/** CSS pixels. */
export interface PaneSizes {
  readonly rail: number;
  readonly form: number;
}

interface Limits {
  readonly min: number;
  readonly max: number;
}

export const paneLimits: Readonly<Record<'rail' | 'form', Limits>> = {
  rail: { min: 200, max: 460 },
  form: { min: 340, max: 620 },
};

/** What settings hold before anybody moved a splitter. */
const untouched: PaneSizes = { rail: 284, form: 400 };
const roomy: PaneSizes = { rail: 340, form: 460 };
/** The evidence stays the largest thing on the screen. */
const evidence = 420;

export const withinLimits = (value: number, { min, max }: Limits): number =>
  Math.round(Math.max(min, Math.min(max, value)));

/** Sizes for a window: the remembered ones, wider ones on a large screen, narrower ones before the evidence suffers. */
export function sizesFor(remembered: PaneSizes, windowWidth: number): PaneSizes {
  const isUntouched = remembered.rail === untouched.rail && remembered.form === untouched.form;
  const wanted = isUntouched && windowWidth >= 1600 ? roomy : remembered;
  const rail = withinLimits(wanted.rail, paneLimits.rail);
  const form = withinLimits(wanted.form, paneLimits.form);
  const excess = Math.max(0, rail + form + evidence - windowWidth);
  return {
    rail: Math.max(paneLimits.rail.min, rail - Math.max(0, excess - (form - paneLimits.form.min))),
    form: Math.max(paneLimits.form.min, form - excess),
  };
}
