import { expect, test } from 'vitest';
import { isLoopbackHost, isPrivateAddress, isPrivateHost, readServerAddress } from './addresses.ts';

const codeOf = (text: string) => {
  try {
    return readServerAddress(text).href;
  } catch (error) {
    return (error as { code: string }).code;
  }
};

test.each([
  ['https://lpa.example.go.th', 'https://lpa.example.go.th/'],
  ['lpa.example.go.th', 'https://lpa.example.go.th/'],
  [' https://lpa.example.go.th/lpa ', 'https://lpa.example.go.th/lpa/'],
  ['http://127.0.0.1:8787', 'http://127.0.0.1:8787/'],
  ['http://localhost:8787/', 'http://localhost:8787/'],
  ['http://[::1]:8787', 'http://[::1]:8787/'],
])('%s is an address', (typed, href) => {
  expect(codeOf(typed)).toBe(href);
});

test.each([
  ['http://lpa.example.go.th', 'server.insecure'],
  ['http://10.0.0.7', 'server.insecure'],
  ['http://127.0.0.1.example.com', 'server.insecure'],
  ['http://localhost.example.com', 'server.insecure'],
  ['file:///etc/passwd', 'server.bad-address'],
  ['ftp://lpa.example.go.th', 'server.bad-address'],
  ['javascript:alert(1)', 'server.bad-address'],
  ['https://user:secret@lpa.example.go.th', 'server.bad-address'],
  ['https://lpa.example.go.th/?a=1', 'server.bad-address'],
  ['', 'server.bad-address'],
  ['https://', 'server.bad-address'],
  ['not an address', 'server.bad-address'],
])('%s is refused', (typed, code) => {
  expect(codeOf(typed)).toBe(code);
});

test.each([
  '127.0.0.1',
  '127.9.9.9',
  '10.1.2.3',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '169.254.169.254',
  '100.64.0.1',
  '0.0.0.0',
  '::1',
  '::',
  'fe80::1',
  'fd00::1',
  '::ffff:10.0.0.1',
  '::ffff:127.0.0.1',
  '64:ff9b::a00:1',
])('%s lies inside', (address) => {
  expect(isPrivateAddress(address)).toBe(true);
});

test.each(['203.0.113.7', '172.32.0.1', '8.8.8.8', '2001:db8::1', '::ffff:8.8.8.8'])('%s lies outside', (address) => {
  expect(isPrivateAddress(address)).toBe(false);
});

test('hosts as URLs spell them', () => {
  expect(isLoopbackHost('[::1]')).toBe(true);
  expect(isLoopbackHost('localhost')).toBe(true);
  expect(isLoopbackHost('10.0.0.1')).toBe(false);
  // 0x7f.1 and 2130706433 are spelled 127.0.0.1 by the URL parser.
  expect(isPrivateHost(new URL('http://2130706433/').hostname)).toBe(true);
  expect(isPrivateHost(new URL('http://0x7f.1/').hostname)).toBe(true);
  expect(isPrivateHost('metadata.example.com')).toBe(false);
});
