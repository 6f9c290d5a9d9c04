import { useRef, type ReactElement } from 'react';

/** A hidden file input and the function that opens its dialog; one button and one key can then share it. */
export function useFileInput({
  accept,
  multiple = false,
  label,
  onFiles,
}: {
  readonly accept: string;
  readonly multiple?: boolean;
  readonly label: string;
  readonly onFiles: (files: readonly File[]) => void;
}): { readonly input: ReactElement; readonly choose: () => void } {
  const ref = useRef<HTMLInputElement>(null);
  return {
    choose: () => ref.current?.click(),
    input: (
      <input
        ref={ref}
        type="file"
        hidden
        accept={accept}
        multiple={multiple}
        aria-label={label}
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          event.target.value = ''; // the same file may be chosen again
          if (files.length > 0) onFiles(files);
        }}
      />
    ),
  };
}
