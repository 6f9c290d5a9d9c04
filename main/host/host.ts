import type { Ticket } from '#common/contract/bridge.ts';
import type { Reply } from '#common/contract/failures.ts';
import type { AppSettings } from '#common/contract/channels/settings.ts';

/** What the application asks of the machine it runs on. Two implementations: Electron and Chromium. */
export interface Host {
  readonly name: 'electron' | 'chromium';
  readonly secrets: Secrets;
  readonly settings: Settings;
  open(app: Application): Promise<Window>;
  /**
   * Lays out an application page off screen, without network or bridge, and returns the PDF. The page finds its data
   * at `/print-data/<ticket>.json` of its own origin and sets `document.documentElement.dataset.ready = "true"`.
   */
  print(app: Application, path: AppPath, page: PageSetup): Promise<Uint8Array>;
  /** Opens an https or mailto address (or http on this machine) in the user's own browser, or a folder in the file manager. */
  reveal(target: URL): Promise<void>;
  /** Starts a program of the app (a bundle beside main's) in a process of its own: what crashes there costs only itself. */
  startProgram(file: string): ChildProgram;
  /** Ends helper processes. The host cannot be used afterwards. */
  close(): Promise<void>;
}

/** A process that was started by a host. What it prints is thrown away. */
export interface ChildProgram {
  /** Structured clone: bytes may be in it. */
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** It ended, whatever the reason; also when it could not be started. */
  readonly ended: Promise<void>;
  kill(): void;
}

/** The application as a host sees it: something to call, and something to serve. */
export interface Application {
  readonly title: string;
  handle(channel: string, input: unknown): Promise<Reply>;
  serve(request: ServeRequest): Promise<Served>;
  /** A file the user chose; the page only ever learns the ticket. */
  accept(filePath: string): Promise<Ticket>;
  /** A file handed to the app from outside (double click, second start): told to the page as `opened`. */
  openFile(filePath: string): Promise<void>;
  /** The host's window subscribes to what main tells the page. */
  onEmit(listener: (event: string, payload: unknown) => void): () => void;
  /** Called once when the last window closed; closes the library cleanly. */
  close(): Promise<void>;
}

export interface Window {
  focus(): void;
  readonly closed: Promise<CloseReason>;
  close(): Promise<void>;
}

export type CloseReason = 'user' | 'crashed';

/** The operating system's key store. `available` is asked after the host is ready. */
export interface Secrets {
  available(): Promise<boolean>;
  seal(plain: Uint8Array): Promise<Uint8Array>;
  unseal(sealed: Uint8Array): Promise<Uint8Array>;
}

/** Small, not secret settings in a file (electron-store, or its core `conf`: same file format). */
export interface Settings {
  get(): AppSettings;
  set(change: Partial<AppSettings>): AppSettings;
  /** Window size and place, known to hosts only. */
  readonly bounds: {
    get(): WindowBounds | null;
    set(bounds: WindowBounds): void;
  };
}

export interface WindowBounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly maximized: boolean;
}

/** Path with query, of one of the origins, always starting with a slash. */
export type AppPath = `/${string}`;

/**
 * 'app' holds the page and its bridge; 'evidence' holds the frame that draws hostile documents, and nothing else. 'reading'
 * is the same for documents that are read out of sight: a site of its own is a process of its own, so that a document that
 * hangs there disturbs nobody who looks at another.
 */
export type OriginName = 'app' | 'evidence' | 'reading';

export interface ServeRequest {
  readonly origin: OriginName;
  readonly path: AppPath;
  readonly method: string;
  /** Raw `Range` header, if any. */
  readonly range: string | null;
}

/** Never more than 8 MiB of body: a larger answer over CDP ends the whole browser. Larger files need ranges. */
export const maxBody = 8 * 1024 * 1024;

/** Characters of one message from the page; bytes of files never come this way. */
export const maxMessage = 32 * 1024 * 1024;

export interface Served {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

export interface PageSetup {
  readonly format: 'A4';
  readonly landscape?: boolean;
  /** HTML of header and footer in Chromium's template language; absent: none. */
  readonly header?: string;
  readonly footer?: string;
  /** Millimetres. */
  readonly margin?: { readonly top: number; readonly right: number; readonly bottom: number; readonly left: number };
}
