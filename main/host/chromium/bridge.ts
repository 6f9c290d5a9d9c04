import { randomUUID } from 'node:crypto';
import type { CDPSession, Protocol } from 'puppeteer-core';
import { z } from 'zod';
import { isAppError } from '#common/contract/failures.ts';
import { maxMessage, type Application } from '../host.ts';
import { origins } from './serve-origins.ts';

const Message = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('invoke'), id: z.int(), channel: z.string().max(100), input: z.unknown() }),
  z.object({ kind: z.literal('offer'), id: z.int() }),
]);
type Message = z.infer<typeof Message>;

const maxWaiting = 200;

interface Context {
  readonly id: number;
  readonly uniqueId: string;
}

interface Deps {
  readonly session: CDPSession;
  readonly app: Pick<Application, 'handle' | 'accept'>;
  /** Text of preload/chromium.ts, bundled. */
  readonly script: string;
  readonly mainFrame: string;
}

/**
 * Gives `window.desktop` to the top frame of the app's origin and to no other. The page's side takes the raw function
 * away in every frame; this side answers only calls from the execution context that belongs to the top frame now.
 */
export async function attachBridge({ session, app, script, mainFrame }: Deps): Promise<{
  emit(event: string, payload: unknown): void;
}> {
  const setup = { binding: `b${randomUUID()}`, receiver: `r${randomUUID()}`, origin: origins.app };
  let context: Context | null = null;
  let waiting: (readonly [method: string, ...args: unknown[]])[] = [];

  const callPage = async (method: string, ...args: readonly unknown[]) => {
    if (context === null) return undefined;
    return session.send('Runtime.callFunctionOn', {
      executionContextId: context.id,
      functionDeclaration: 'function (receiver, method, ...args) { return window[receiver][method](...args); }',
      arguments: [setup.receiver, method, ...args].map((value) => ({ value })),
    });
  };
  const tell = (method: string, ...args: readonly unknown[]): void => {
    callPage(method, ...args).catch(() => undefined); // a page that is gone needs no answer
  };

  const accept = async (id: number): Promise<string> => {
    const objectId = (await callPage('file', id))?.result.objectId;
    if (objectId === undefined) throw new Error('file.unreadable');
    try {
      const { path } = await session.send('DOM.getFileInfo', { objectId });
      if (path === '') throw new Error('file.unreadable'); // made by the page, not chosen by the user
      return await app.accept(path);
    } finally {
      await session.send('Runtime.releaseObject', { objectId }).catch(() => undefined);
    }
  };

  const perform = async (message: Message): Promise<unknown> =>
    message.kind === 'offer' ? accept(message.id) : app.handle(message.channel, message.input);

  const onCall = async (text: string) => {
    if (text.length > maxMessage) return;
    const parsed = Message.safeParse(JSON.parse(text));
    if (!parsed.success) return;
    const { id } = parsed.data;
    try {
      tell('reply', id, JSON.stringify({ ok: true, value: await perform(parsed.data) }));
    } catch (error) {
      tell('reply', id, JSON.stringify({ ok: false, code: isAppError(error) ? error.code : 'file.unreadable' }));
    }
  };

  session.on('Runtime.executionContextCreated', ({ context: made }: Protocol.Runtime.ExecutionContextCreatedEvent) => {
    const aux = made.auxData as { isDefault?: boolean; frameId?: string } | undefined;
    if (aux?.isDefault !== true || aux.frameId !== mainFrame || made.origin !== origins.app) return;
    context = { id: made.id, uniqueId: made.uniqueId };
    for (const [method, ...args] of waiting) tell(method, ...args);
    waiting = [];
  });
  session.on('Runtime.executionContextDestroyed', (event: Protocol.Runtime.ExecutionContextDestroyedEvent) => {
    if (event.executionContextUniqueId === context?.uniqueId) context = null;
  });
  session.on('Runtime.executionContextsCleared', () => {
    context = null;
  });
  session.on('Runtime.bindingCalled', (event: Protocol.Runtime.BindingCalledEvent) => {
    if (event.name !== setup.binding || event.executionContextId !== context?.id) return;
    onCall(event.payload).catch(() => undefined); // not JSON: not from our preload
  });

  await session.send('Runtime.enable');
  await session.send('Runtime.addBinding', { name: setup.binding });
  await session.send('Page.addScriptToEvaluateOnNewDocument', {
    source: `{ const bridgeSetup = ${JSON.stringify(setup)};\n${script}\n}`,
  });

  return {
    emit(event, payload) {
      const entry = ['tell', event, JSON.stringify(payload)] as const;
      if (context !== null) tell(...entry);
      else waiting = [...waiting, entry].slice(-maxWaiting);
    },
  };
}
