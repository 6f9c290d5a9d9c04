import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { AppError } from '#common/contract/failures.ts';
import { maxBody, type Application, type Host, type Served } from '#main/host/host.ts';
import { attachment, serveBytes } from '#main/lib/byte-range.ts';
import { fixturePages } from './fixture-pages.ts';

export const bigSize = 3 * maxBody + 17;
export const bigByte = (position: number): number => (position * 31) % 251;

type Input = Readonly<Record<string, unknown>>;

/** A small application behind a real host. The tests drive it from the page, through the bridge, like the product's. */
export function createFixtureApplication(host: Host): Application {
  const listeners = new Set<(event: string, payload: unknown) => void>();
  const accepted = new Map<string, string>();
  const emit = (event: string, payload: unknown) => {
    for (const listener of listeners) listener(event, payload);
  };
  const isElectron = host.name === 'electron';
  const fill = (text: string) =>
    text
      .replaceAll('EVIDENCE', isElectron ? 'app://evidence' : 'https://evidence.invalid')
      .replaceAll('APP/', isElectron ? 'app://app/' : 'https://app.invalid/');

  const app: Application = {
    title: 'Fixture',
    handle: async (channel, raw) => {
      const input = (raw ?? {}) as Input;
      const value = await handlers[channel]?.(input);
      return { ok: true, value: value ?? null };
    },
    async serve({ origin, path, range }): Promise<Served> {
      const bare = path.split('?')[0] ?? '/';
      const page = fixturePages[`${origin} ${bare}`];
      if (page !== undefined)
        return {
          status: 200,
          headers: { 'content-type': `${page.type}; charset=utf-8` },
          body: new TextEncoder().encode(fill(page.body)),
        };
      if (bare === '/too-big') return { status: 200, headers: {}, body: new Uint8Array(maxBody + 1) };
      if (bare === '/export/small')
        return serveBytes({ size: 5, read: async (a, b) => new TextEncoder().encode('small').subarray(a, b) }, range, {
          'content-type': 'text/plain',
          'content-disposition': attachment('แบบสรุป.txt'),
        });
      if (bare === '/export/big')
        return serveBytes(
          { size: bigSize, read: async (a, b) => Uint8Array.from({ length: b - a }, (_, i) => bigByte(a + i)) },
          range,
          { 'content-type': 'application/octet-stream', 'content-disposition': attachment('big.bin') },
        );
      return { status: 404, headers: {}, body: new Uint8Array() };
    },
    async accept(filePath) {
      const ticket = `ticket-${accepted.size}`;
      accepted.set(ticket, filePath);
      return ticket;
    },
    async openFile(filePath) {
      emit('opened', { ticket: await app.accept(filePath), name: basename(filePath) });
    },
    onEmit(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close: async () => {
      console.log(JSON.stringify({ closed: true }));
    },
  };

  const handlers: Readonly<Record<string, (input: Input) => Promise<unknown>>> = {
    echo: async (input) => input,
    refuse: async () => {
      throw new AppError('cancelled');
    },
    emit: async (input) => emit('told', input),
    read: async (input) => readFileSync(accepted.get(String(input.ticket)) ?? '', 'utf8'),
    print: async () => {
      const pdf = await host.print(app, '/print.html?ticket=T1', {
        format: 'A4',
        footer: '<span class="pageNumber" style="font-size:8px"></span>',
        margin: { top: 20, right: 20, bottom: 20, left: 20 },
      });
      return Buffer.from(pdf).toString('base64');
    },
    settings: async (input) => host.settings.set(input),
    secrets: async () => host.secrets.available(),
    // The program's answer to the question; to "end" it has none.
    program: async ({ file, question }) => {
      const program = host.startProgram(String(file));
      const answer = new Promise((resolve) => program.onMessage(resolve));
      program.post({ question, bytes: Uint8Array.of(0, 255) });
      const ended = program.ended.then(() => 'ended');
      const outcome = await Promise.race([answer, ended]);
      program.kill();
      return { outcome, last: await ended };
    },
  };
  return app;
}
