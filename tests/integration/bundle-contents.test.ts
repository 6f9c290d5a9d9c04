import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { transform } from 'esbuild';
import { beforeAll, describe, expect, test } from 'vitest';
import { buildIfStale } from '#main/build.ts';
import { answer } from '#main/host/shared/answer.ts';
import type { AppPath, OriginName } from '#main/host/host.ts';
import { createAssets } from '#main/lib/assets.ts';
import { root } from '#tests/support/paths.ts';

const out = join(root, 'out');
beforeAll(async () => {
  await buildIfStale();
});

const filesLike = (pattern: string) => globSync(pattern, { cwd: out }).map((file) => file.replaceAll('\\', '/'));
const read = (file: string) => readFileSync(join(out, file), 'utf8');

/** Hosts of the addresses in a text; an address that is put together at run time gives its first piece of code. */
const hostsIn = (text: string): string[] =>
  [...text.matchAll(/\b(?:https?|wss?):\/\/([^\s"'`<>\\)\]},;|/:?#]+)/g)].map((found) =>
    (found[1] ?? '').replace(/\.$/, ''),
  );

async function hostsOf(files: readonly string[]): Promise<string[]> {
  const found = new Set<string>();
  for (const file of files) {
    // Comments of libraries are full of addresses that nothing can ask for.
    const { code } = await transform(read(file), { minifyWhitespace: true, legalComments: 'none', logLevel: 'error' });
    for (const host of hostsIn(code)) found.add(host);
  }
  return [...found].filter((host) => !/^\[?\$\{/.test(host)).sort();
}

/** Names, not addresses: what standards and schemas are called by. */
const names = [
  ...['json-schema.org', 'ns.adobe.com', 'uri.etsi.org', 'www.aiim.org', 'www.w3.org', 'www.xfa.org', 'tools.ietf.org'],
  // Namespaces of office documents.
  ...['purl.oclc.org', 'purl.org', 'schemas.microsoft.com', 'schemas.openxmlformats.org', 'sheetjs.openxmlformats.org'],
];

describe('addresses in the bundles', () => {
  test('pages and styles have none at all', () => {
    const files = filesLike('renderer/**/*.{html,css}');
    expect(files.length).toBeGreaterThan(3);
    for (const file of files) expect(hostsIn(read(file)), file).toEqual([]);
  });

  test('scripts of the pages have names of standards and addresses inside messages, no others', async () => {
    const texts = [
      'example.com', // base to resolve relative links of a PDF against, in pdf.js
      'foo.bar', // its test whether URL works
      'lpa.example.go.th', // the example of an address in a sentence
      'github.com', // "read more" in an error of exifr
      'react.dev', // and of React
      'stuk.github.io', // and of JSZip
      'docx', // base to resolve relative parts of a Word document against, in docx-preview
      'rolldown.rs', // and of the bundler
      'sig.invalid', // a link on paper that becomes the field of a signature
    ];
    const hosts = await hostsOf(filesLike('renderer/**/*.{js,mjs}'));
    expect(hosts).toContain('www.w3.org');
    expect(hosts.filter((host) => !names.includes(host) && !texts.includes(host))).toEqual([]);
  });

  test('main under Electron and both preloads have names, and addresses that nothing asks, only', async () => {
    const texts = [
      'raw.githubusercontent.com', // the name of a schema of ajv's own
      '127.0.0.1', // where the browser comes back to after the sign-in
      'localhost', // base to resolve relative addresses against, in undici
      'github.com', // "read more" in errors of exceljs and exifr
      'goo.gl', // and of a promise library in exceljs
      'stuk.github.io', // and of JSZip
      'sig.invalid', // a link on paper that becomes the field of a signature
      'login.microsoftonline.com', // an issuer that openid-client compares in its own way
    ];
    const hosts = await hostsOf(['electron.js', 'preload.cjs', 'bridge.js']);
    expect(hosts).toContain('uri.etsi.org');
    expect(hosts.filter((host) => !names.includes(host) && !texts.includes(host))).toEqual([]);
  });
});

describe('what the pages are served with', () => {
  const origins = { app: 'app://app', evidence: 'app://evidence', reading: 'app://reading' };
  const serve = (origin: OriginName, path: AppPath) =>
    answer(createAssets(join(out, 'renderer')), origins, { origin, path, method: 'GET', range: null });

  test.each([
    ['app', '/'],
    ['app', '/print.html'],
    ['evidence', '/viewer.html'],
  ] as const)('%s %s: a policy that allows nothing but the own origin', async (origin, path) => {
    const { status, headers, body } = await serve(origin, path);
    expect(status).toBe(200);
    const policy = headers['content-security-policy'] ?? '';
    expect(policy).toMatch(/^default-src 'none'/);
    for (const rule of ['base-uri', 'form-action']) expect(policy).toContain(`${rule} 'none'`);
    expect(policy).not.toMatch(/'unsafe-inline'|'unsafe-eval'|https?:|\*/);
    expect(hostsIn(policy)).toEqual([]);

    const page = new TextDecoder().decode(body);
    // The policy would stop an inline script or style, so a page that has one would be broken.
    for (const [tag] of page.matchAll(/<script\b[^>]*>/g)) expect(tag).toContain('src="/');
    expect(page).not.toMatch(/<style\b|\sstyle=|\son[a-z]+=|javascript:/i);
    const linked = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map((found) => found[1] as AppPath);
    expect(linked.length).toBeGreaterThan(0);
    for (const file of linked) {
      const reply = await serve(origin, file);
      expect([file, reply.status, reply.headers['content-security-policy']]).toEqual([file, 200, policy]);
    }
  });
});
