import { useController, type Control, type FieldPath, type FieldPathValue, type FieldValues } from 'react-hook-form';

interface Bound<V> {
  readonly value: V;
  readonly onChange: (value: V) => void;
  readonly onBlur: () => void;
  readonly inputRef: (element: HTMLElement | null) => void;
  readonly error: string | undefined;
}

/**
 * Ties one field of a form to a field component: `<TextField label=… {...useField(control, 'name', say)} />`. Schemas
 * put a word key where zod wants a message; `say` turns it into the sentence in the language of the screen.
 */
export function useField<T extends FieldValues, N extends FieldPath<T>>(
  control: Control<T>,
  name: N,
  say: (key: string) => string,
): Bound<FieldPathValue<T, N>> {
  const { field, fieldState } = useController({ control, name });
  const message = fieldState.error?.message;
  return {
    value: field.value,
    onChange: field.onChange,
    onBlur: field.onBlur,
    inputRef: field.ref,
    error: fieldState.error === undefined ? undefined : say(message ?? ''),
  };
}

/** Looks a sentence up by the key a schema gave; keys that are no sentence (functions, unknown) show as they are. */
export const sayFrom =
  (words: object) =>
  (key: string): string => {
    const found = (words as Readonly<Record<string, unknown>>)[key];
    return typeof found === 'string' ? found : key;
  };
