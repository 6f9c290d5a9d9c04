import type { Bridge, OfferedFile, Ticket } from '#common/contract/bridge.ts';
import type { Reply } from '#common/contract/failures.ts';
import { createBacklog } from './backlog.ts';
import { keepBrowserOut } from './browser-habits.ts';

/** Prepended by main/host/chromium/bridge.ts; both names are random, made anew for every start. */
declare const bridgeSetup: {
  /** Global function that carries a string to main; it is in every frame of this process until taken away. */
  readonly binding: string;
  /** Hidden property through which main calls back. */
  readonly receiver: string;
  readonly origin: string;
};

interface Waiting {
  readonly resolve: (value: never) => void;
  readonly reject: (error: Error) => void;
}

type Outcome = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly code: string };

function install(send: (text: string) => void): void {
  const waiting = new Map<number, Waiting>();
  const files = new Map<number, OfferedFile>();
  const backlog = createBacklog();
  let last = 0;

  const ask = <T>(message: Record<string, unknown>, file?: OfferedFile): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      const id = ++last;
      const text = JSON.stringify({ ...message, id });
      waiting.set(id, { resolve, reject });
      if (file !== undefined) files.set(id, file);
      send(text);
    });

  const receiver = Object.freeze({
    reply(id: number, text: string) {
      const promise = waiting.get(id);
      waiting.delete(id);
      files.delete(id);
      const outcome = JSON.parse(text) as Outcome;
      if (outcome.ok) promise?.resolve(outcome.value as never);
      else promise?.reject(new Error(outcome.code));
    },
    tell: (event: string, text: string) => backlog.tell(event, JSON.parse(text)),
    file: (id: number) => files.get(id),
  });
  Object.defineProperty(window, bridgeSetup.receiver, { value: receiver });

  const desktop: Bridge = Object.freeze({
    invoke: (channel: string, input: unknown) => ask<Reply>({ kind: 'invoke', channel, input }),
    on: (event: string, listener: (payload: unknown) => void) => backlog.on(event, listener),
    offer: (file: OfferedFile) => ask<Ticket>({ kind: 'offer' }, file),
  });
  Object.defineProperty(window, 'desktop', { value: desktop, enumerable: true });
  keepBrowserOut(window);
}

const globals = window as unknown as Record<string, unknown>;
const send = globals[bridgeSetup.binding];
// In every frame: a frame of ours with `srcdoc` shares the process and would find the function, too.
// eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- the name is random by design
delete globals[bridgeSetup.binding];
if (typeof send === 'function' && window === window.top && location.origin === bridgeSetup.origin)
  install(send as (text: string) => void);
