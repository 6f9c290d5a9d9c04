/** The mark of the product: a tick over a citation line. */
export function Mark({ size }: { readonly size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 28 28" aria-hidden focusable={false}>
      <rect width="28" height="28" rx="6" fill="#27478F" />
      <rect x="5" y="17.5" width="18" height="5" rx="1" fill="#FFD95C" />
      <path
        d="M7.5 11.8l4.2 4.4 8.6-9.4"
        fill="none"
        stroke="#fff"
        strokeWidth="2.8"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
