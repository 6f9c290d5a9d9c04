/** What the recovery sheet shows. Goes to the print page only: never to the screen, a log or the disk. */
export interface RecoverySheet {
  /** Twelve English words of BIP 39, in order. */
  readonly words: readonly string[];
  readonly name: string;
  readonly office: string;
  /** ISO instant. */
  readonly printedAt: string;
  /** 1, 2, 3 … : a new sheet ends all older ones, so the number tells which one opens the library. */
  readonly sheet: number;
}
