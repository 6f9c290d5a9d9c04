type Leaf = string | number | boolean | null | undefined;

/** An explicit list of fields, down to the last one: what is not named is left out, also what a later version adds. */
export type Fields<T> = T extends Leaf
  ? true
  : T extends readonly (infer Item)[]
    ? Fields<Item>
    : { readonly [K in keyof T as string extends K ? never : K]?: Fields<NonNullable<T[K]>> };

export type Picked<T, F> = T extends Leaf
  ? T
  : T extends readonly (infer Item)[]
    ? Picked<Item, F>[]
    : { [K in keyof T as K extends keyof F ? K : never]: Picked<T[K], F[K & keyof F]> };

export type FieldTree = true | { readonly [name: string]: FieldTree };

/** A copy with the named fields alone. A name that stands for more than one value is a mistake in the list, and throws. */
export function pickFields<T, const F>(value: T, fields: F): Picked<T, F> {
  return pick(value, fields as FieldTree, '') as Picked<T, F>;
}

function pick(value: unknown, fields: FieldTree, path: string): unknown {
  if (Array.isArray(value)) return value.map((item) => pick(item, fields, path));
  if (value === null || value === undefined) return value;
  if ((typeof value !== 'object') !== (fields === true)) throw new Error(`The list of fields does not fit ${path}`);
  if (fields === true) return value;
  const own = value as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([name]) => Object.hasOwn(own, name))
      .map(([name, inner]) => [name, pick(own[name], inner, `${path}.${name}`)]),
  );
}
