import type { Readable, Writable } from 'node:stream';
import type { ConnectionTransport } from 'puppeteer-core';

/** The browser's debugging pipe: JSON messages, each ended by a zero byte. No TCP port, so no other program can join. */
export function createPipeTransport(toBrowser: Writable, fromBrowser: Readable): ConnectionTransport {
  const pieces: Buffer[] = [];
  const transport: ConnectionTransport = {
    send(message) {
      toBrowser.write(`${message}\0`);
    },
    close() {
      toBrowser.destroy();
      fromBrowser.destroy();
    },
  };
  fromBrowser.on('data', (chunk: Buffer) => {
    let begin = 0;
    for (let end = chunk.indexOf(0); end !== -1; end = chunk.indexOf(0, begin)) {
      pieces.push(chunk.subarray(begin, end));
      const message = Buffer.concat(pieces.splice(0)).toString('utf8');
      begin = end + 1;
      // One message a turn, as over a socket: an answer's reader runs before the next message arrives.
      setImmediate(() => transport.onmessage?.(message));
    }
    if (begin < chunk.length) pieces.push(chunk.subarray(begin));
  });
  fromBrowser.on('close', () => transport.onclose?.());
  for (const stream of [toBrowser, fromBrowser]) stream.on('error', () => undefined); // the browser ended
  return transport;
}
