/** Time, as the services see it. Tests pass their own. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
}

/** Fresh identifiers. */
export interface Ids {
  /** UUIDv7: sorts by time. */
  event(): string;
  /** UUIDv4: says nothing about time. */
  random(): string;
}

/** Tells the page something; payloads are checked against `common/contract/events.ts`. */
export type Emit = (event: string, payload: unknown) => void;

/** Turns what the page holds (a ticket) into a file path, in main only. */
export interface Tickets {
  /** Throws AppError('file.unknown-ticket'). */
  path(ticket: string): string;
  name(ticket: string): string;
}

/** Files that main offers for download at `/export/<ticket>`; kept sealed or in memory, dropped after use. */
export interface Exports {
  offerBytes(
    fileName: string,
    type: string,
    bytes: Uint8Array,
  ): { readonly ticket: string; readonly fileName: string; readonly size: number };
  offerStream(
    fileName: string,
    type: string,
    size: number,
    read: (begin: number, end: number) => Promise<Uint8Array>,
    /** Called once nobody can download it any more. */
    remove?: () => Promise<void>,
  ): { readonly ticket: string; readonly fileName: string; readonly size: number };
  /** Nobody may download it any more. */
  withdraw(ticket: string): void;
}
