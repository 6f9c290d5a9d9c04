import type { ServerResponse } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { SubmissionManifest } from '#common/domain/submission.ts';
import { writePiece } from '#tests/server/http/write-body.ts';
import { wait } from '#tests/support/attacked-app.ts';
import { attackedFile, fileSize, head, openAttackedFile, type AttackedFile } from '#tests/support/attacked-file.ts';
import { said } from '#tests/support/attacks.ts';
import { newKey, sign } from '#tests/support/bundles.ts';
import { edited, instead, portal, type Attack } from '#tests/support/middle.ts';

let bed: AttackedFile;

beforeAll(async () => {
  bed = await openAttackedFile(30);
});
afterEach(() => bed.rest());
afterAll(() => bed.close());

const part = (range: string, length: number): Attack =>
  instead(Buffer.alloc(length, 'x'), head(length, { 'content-range': range }), 206);
const announce = (response: ServerResponse, length: number): void => {
  response.writeHead(200, head(length)).flushHeaders();
};
/** Sends as fast as it is taken, until nobody listens any more. */
const forever = async (response: ServerResponse): Promise<void> => {
  const piece = Buffer.alloc(1024 * 1024);
  while (await writePiece(response, piece));
};

describe('a file that is not what was announced is put aside, asked for twice at most, and nothing of it is kept', () => {
  test.each<[string, Attack, string]>([
    [
      'ten gigabytes announced and sent',
      async ({ response }) => {
        response.writeHead(200, head(10 * 1024 ** 3));
        await forever(response);
      },
      'size',
    ],
    ['ten gigabytes announced, nothing sent', ({ response }) => announce(response, 10 * 1024 ** 3), 'size'],
    [
      'a body without length or end',
      async ({ response }) => {
        response.writeHead(200);
        await forever(response);
      },
      'size',
    ],
    ['one byte more', instead(Buffer.alloc(fileSize + 1), head(fileSize + 1)), 'size'],
    ['one byte less', instead(Buffer.alloc(fileSize - 1), head(fileSize - 1)), 'size'],
    ['nothing', instead('', head(0)), 'size'],
    [
      'other bytes under the right tag',
      async (asked) => {
        const { etag } = (await asked.upstream()).headers;
        return instead(Buffer.alloc(fileSize), head(fileSize, { etag }))(asked);
      },
      'digest',
    ],
    [
      'another digest as tag',
      instead(Buffer.alloc(fileSize), head(fileSize, { etag: `"${'0'.repeat(64)}"` })),
      'changed',
    ],
    ['a part that nobody asked for', part(`bytes 0-99/${fileSize}`, 100), 'range'],
    ['a part without a range', instead(Buffer.alloc(fileSize), head(fileSize), 206), 'range'],
    ['a range of a larger file', part(`bytes 0-${fileSize - 1}/${fileSize * 9}`, fileSize), 'range'],
    ['no such range, though none was asked for', instead('', { 'content-range': 'bytes */7' }, 416), 'range'],
    [
      'bytes packed by somebody on the way',
      instead(Buffer.alloc(300), head(300, { 'content-encoding': 'gzip' })),
      'size',
    ],
  ])('%s', async (_, attack, reason) => {
    const done = await bed.attackOn(attack);
    await bed.expectPutAside(done, `download.file-differs ${reason}`, 'quarantined');
    expect(bed.asked()).toHaveLength(2);
  });

  test('a length that is no number: like a line that breaks off each time, told after some tries', async () => {
    const lie: Attack = ({ response }) => response.socket?.end('HTTP/1.1 200 OK\r\nContent-Length: 2e5\r\n\r\n');
    const done = await bed.attackOn(lie);
    await bed.expectPutAside(done, 'server.unreachable UND_ERR_RES_CONTENT_LENGTH_MISMATCH', 'missing');
  });
});

describe('the rest of a file after a cut', () => {
  /** The first time most of the file, then the line is cut; what follows is the attack. */
  const cutFirst =
    (then: Attack): Attack =>
    async (it) => {
      if (it.times > 0) return then(it);
      const { headers, body } = await it.upstream();
      it.response.writeHead(200, headers);
      it.response.write(body.subarray(0, 150_000), () => setTimeout(() => it.response.destroy(), 30));
    };
  test.each<[string, Attack]>([
    ['from another place', part(`bytes 0-99/${fileSize}`, 100)],
    ['of a larger file', part(`bytes 131072-${fileSize * 2 - 1}/${fileSize * 2}`, fileSize * 2 - 131072)],
    ['without saying which', instead('0123456789', head(10), 206)],
    ['in several parts', instead('--x', { 'content-type': 'multipart/byteranges; boundary=x' }, 206)],
    ['not there any more', instead('', { 'content-range': `bytes */${fileSize}` }, 416)],
    [
      'with other bytes',
      async ({ request, response }) => {
        const from = Number(/\d+/.exec(request.headers.range ?? '')?.[0]);
        const range = `bytes ${from}-${fileSize - 1}/${fileSize}`;
        response.writeHead(206, head(fileSize - from, { 'content-range': range })).end(Buffer.alloc(fileSize - from));
      },
    ],
  ])('%s: begins again once, and is the right file then', async (_, attack) => {
    const { id, download } = await bed.attackOn(cutFirst((it) => (it.times === 1 ? attack(it) : 'pass')));
    expect(download).toBeUndefined();
    await bed.expectReady(id);
    expect(bed.asked().map(({ headers }) => headers.range !== undefined)).toEqual([false, true, false]);
  });

  test('whole, though a part was asked for: taken from its beginning', async () => {
    const { id } = await bed.attackOn(
      cutFirst(async ({ upstream, response, request }) => {
        expect(request.headers.range).toMatch(/^bytes=\d+-$/);
        delete request.headers.range;
        const { headers, body } = await upstream();
        response.writeHead(200, headers).end(body);
      }),
    );
    await bed.expectReady(id);
    expect(bed.asked()).toHaveLength(2);
  });
});

describe('a hotel’s Wi-Fi that answers everything with its own page', () => {
  test('puts no file aside: the download waits, says why, and goes on when the line is back', async () => {
    const id = bed.next();
    let gone = false;
    const hotel: Attack = (it) => (gone ? portal(it) : 'pass');
    bed.middle.attack(/./, hotel);
    bed.middle.attack(/\/evidence\/e2$/, async ({ upstream, response }) => {
      const { headers, body } = await upstream();
      // From here on nothing comes through.
      response.writeHead(200, headers).end(body, () => (gone = true));
    });
    bed.middle.attack(attackedFile, async (it) => {
      while (!gone) await wait(10);
      return portal(it);
    });
    await bed.app.call('download.add', { submissions: [id] });
    const waiting = await bed.app.until(
      ({ downloads }) => downloads[0]?.state === 'waiting' || downloads[0]?.state === 'failed',
    );
    expect(waiting.downloads[0]).toMatchObject({ state: 'waiting', problems: [] });
    expect(said(waiting.downloads[0]?.failure)).toBe('server.unreachable web-page');
    // However often the person says "now".
    const askedAgain = async () => {
      await bed.app.call('download.resume', { submission: id });
      return bed.asked().length;
    };
    await expect.poll(askedAgain, { interval: 60 }).toBeGreaterThan(12);
    expect((await bed.app.call('download.queue', {})).downloads[0]).toMatchObject({
      state: expect.stringMatching(/running|waiting/) as string,
      problems: [],
    });
    expect((await bed.app.call('submission.list', {})).map((one) => one.id)).not.toContain(id);
    gone = false;
    bed.middle.rest();
    await bed.app.call('download.resume', { submission: id });
    await bed.app.until(({ downloads }) => downloads.length === 0, 20);
    await bed.expectReady(id);
  });
});

describe('a server that never comes to an end', () => {
  test('no "not changed", and a file that differs: told after two tries, not asked for ever', async () => {
    const id = bed.next();
    bed.middle.attack(/\/manifest$/, async ({ request, response, upstream }) => {
      delete request.headers['if-none-match'];
      const { headers, body } = await upstream();
      response.writeHead(200, headers).end(body);
    });
    await bed.expectPutAside(
      await bed.attackOn(instead(Buffer.alloc(fileSize), head(fileSize)), id),
      'download.file-differs digest',
      'quarantined',
    );
    expect(bed.middle.seen.length).toBeLessThan(12);
  });

  test('a newer revision each time it is looked at, with files that differ', async () => {
    const id = bed.next();
    const key = newKey();
    bed.middle.attack(
      /^\/v1\/keys$/,
      edited(() => ({ keys: [{ kty: key.kty, crv: key.crv, x: key.x, y: key.y }] })),
    );
    bed.middle.attack(/\/manifest$/, async ({ times, request, response, upstream }) => {
      delete request.headers['if-none-match'];
      const { body } = await upstream();
      const manifest = JSON.parse(
        Buffer.from(body.toString().split('.')[1]!, 'base64url').toString(),
      ) as SubmissionManifest;
      const payload = JSON.stringify({ ...manifest, revision: times + 1 });
      response.writeHead(200, { 'content-type': 'application/jose' }).end(await sign(payload, { key }));
    });
    const { download } = await bed.attackOn(instead(Buffer.alloc(fileSize), head(fileSize)), id);
    expect(said(download?.failure)).toBe('server.bad-answer changing');
    expect(bed.middle.seen.length).toBeLessThan(60);
  });
});

test('after all that, an honest submission is downloaded as if nothing had been', async () => {
  const id = bed.next();
  expect((await bed.app.download(id)).downloads).toEqual([]);
  await bed.expectReady(id);
  expect(bed.server.problems).toEqual([]);
});
