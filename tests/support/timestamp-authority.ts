import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { issueCertificate, type Authority } from './certificate-authority.ts';

/** How the authority behaves; the last ones are hostile or broken. */
export type AuthorityManner =
  'good' | 'silent' | 'rejects' | 'page' | 'busy' | 'endless' | 'other-nonce' | 'no-nonce' | 'other-imprint' | 'ordinary-certificate' | 'garbage' | 'redirects'; // prettier-ignore

export interface TimestampAuthority {
  readonly url: string;
  manner: AuthorityManner;
  /** Requests that came. */
  readonly asked: () => number;
  close(): Promise<void>;
}

export const timestampUse = [
  'basicConstraints=critical,CA:FALSE',
  'keyUsage=critical,digitalSignature,nonRepudiation',
  'extendedKeyUsage=critical,timeStamping',
];

const config = (name: string): string =>
  [
    ...['[tsa]', 'default_tsa=own', '[own]', 'serial=tsa-serial', 'crypto_device=builtin', `signer_cert=${name}.pem`],
    ...['certs=ca.pem', `signer_key=${name}.key`, 'signer_digest=sha256', 'default_policy=1.2.3.4.1'],
    ...[
      'digests=sha256,sha384,sha512',
      'ess_cert_id_chain=no',
      'ess_cert_id_alg=sha256',
      'clock_precision_digits=0',
      '',
    ],
  ].join('\n');

/** DER of a SEQUENCE. */
function sequence(...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.of(0x30, 0x82, body.length >> 8, body.length & 0xff), body]);
}

/** `openssl ts` behind HTTP, with the certificate `name` of this authority; the clock is the computer's. */
export async function startTimestampAuthority(ca: Authority, name: string): Promise<TimestampAuthority> {
  const cwd = ca.folder;
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd, stdio: 'pipe' });
  writeFileSync(join(cwd, 'ts.cnf'), config(name));
  writeFileSync(join(cwd, 'tsa-serial'), '01');
  let asked = 0;

  const reply = (...more: string[]): Buffer => {
    openssl('ts', '-reply', '-config', 'ts.cnf', '-queryfile', 'in.tsq', '-out', 'out.tsr', ...more);
    return readFileSync(join(cwd, 'out.tsr'));
  };
  const query = (digest: string, ...more: string[]) =>
    openssl('ts', '-query', '-digest', digest, '-sha256', '-cert', '-out', 'in.tsq', ...more);
  const imprintOf = (request: Buffer): string => request.subarray(request.indexOf(Buffer.of(0x04, 0x20)) + 2).subarray(0, 32).toString('hex'); // prettier-ignore

  function forged(): Buffer {
    reply('-token_out');
    openssl('cms', '-verify', '-noverify', '-binary', '-inform', 'DER', '-in', 'out.tsr', '-out', 'info.der');
    issueCertificate(ca, 'ordinary', { subject: '/CN=คนธรรมดา' });
    openssl('cms', '-sign', '-binary', '-nodetach', '-cades', '-nosmimecap', '-md', 'sha256', '-econtent_type',
      '1.2.840.113549.1.9.16.1.4', '-in', 'info.der', '-signer', 'ordinary.pem', '-inkey', 'ordinary.key', '-outform',
      'DER', '-out', 'forged.der'); // prettier-ignore
    return sequence(sequence(Buffer.of(0x02, 0x01, 0x00)), readFileSync(join(cwd, 'forged.der')));
  }

  function answer(request: Buffer): Buffer {
    writeFileSync(join(cwd, 'in.tsq'), request);
    switch (authority.manner) {
      case 'other-nonce':
        query(imprintOf(request));
        return reply();
      case 'no-nonce':
        query(imprintOf(request), '-no_nonce');
        return reply();
      case 'other-imprint':
        query('ab'.repeat(32));
        return reply();
      case 'rejects':
        openssl('ts', '-query', '-digest', 'ab'.repeat(20), '-sha1', '-cert', '-out', 'in.tsq');
        return reply();
      case 'ordinary-certificate':
        return forged();
      case 'garbage':
        return Buffer.from('30030101ff', 'hex');
      default:
        return reply();
    }
  }

  function respond(request: Buffer, response: ServerResponse): void {
    const type = { 'content-type': 'application/timestamp-reply' };
    switch (authority.manner) {
      case 'page':
        response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Wi-Fi</h1>');
        return;
      case 'silent':
        return;
      case 'busy':
        response.writeHead(503).end();
        return;
      case 'redirects':
        response.writeHead(302, { location: 'https://elsewhere.example/' }).end();
        return;
      case 'endless': {
        response.writeHead(200, type);
        const more = () => {
          while (!response.destroyed && response.write(Buffer.alloc(65_536)));
        };
        response.on('drain', more);
        more();
        return;
      }
      default:
        response.writeHead(200, type).end(answer(request));
    }
  }

  const server = createServer((request, response) => {
    asked += 1;
    void buffer(request).then((body) => respond(body, response));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const authority: TimestampAuthority = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/tsa?policy=1`,
    manner: 'good',
    asked: () => asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return authority;
}
