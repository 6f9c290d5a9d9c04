/** Fixed words of signature blocks; all else comes with the paper. */
export const paperWords = {
  th: { signed: '(ลงชื่อ)', position: 'ตำแหน่ง', date: 'วันที่' },
  en: { signed: 'Signed', position: 'Position', date: 'Date' },
} as const;

export type PaperWords = Readonly<Record<keyof (typeof paperWords)['th'], string>>;
