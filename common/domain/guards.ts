/**
 * Hand-written checks for what comes out of files and other installations: the domain uses no library, and must not
 * throw on anything that JSON can say.
 */
export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const isText = (value: unknown): value is string => typeof value === 'string';

export const isTextOrNull = (value: unknown): value is string | null => value === null || typeof value === 'string';

export const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);

const localId = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** Ids of indicators, evidence and items: never a name such as "__proto__". */
export const isLocalId = (value: unknown): value is string => isText(value) && localId.test(value);

/** Whole points that an indicator can carry at all. */
export const isPoints = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 100;
