import { execFileSync, spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '#tests/support/paths.ts';
import type { NetworkCounters } from './support/network-counters.ts';

/** One end of a cable whose other end nobody listens on. The default routes lead into it. */
const way = 'sink';
const setUp = [
  'ip link set lo up',
  `ip link add ${way} type veth peer name ${way}-end`,
  // The kernel's own greetings by IPv6; what little remains of them is ICMP and not counted.
  `sysctl -q -w net.ipv6.conf.${way}.accept_ra=0 net.ipv6.conf.${way}-end.disable_ipv6=1`,
  `ip link set ${way} up`,
  `ip link set ${way}-end up`,
  `ip addr add 10.99.0.1/24 dev ${way}`,
  `ip neigh add 10.99.0.2 lladdr 02:00:00:00:00:01 dev ${way} nud permanent`,
  'ip route add default via 10.99.0.2',
  `ip -6 addr add fd99::1/64 dev ${way} nodad`,
  `ip -6 neigh add fd99::2 lladdr 02:00:00:00:00:01 dev ${way} nud permanent`,
  `ip -6 route add default via fd99::2 dev ${way}`,
].join(' && ');

const unshare = process.getuid?.() === 0 ? ['-n'] : ['-r', '-n'];

function canWatch(): boolean {
  if (process.platform !== 'linux') return false;
  try {
    execFileSync('unshare', [...unshare, 'sh', '-c', setUp], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const watches = canWatch();
if (!watches)
  console.warn('no-network.test.ts: NOT TESTED: needs a network namespace (unshare, ip; root on most systems)');

interface Counted {
  readonly before: NetworkCounters;
  readonly afterDay: NetworkCounters;
  readonly afterTrying: NetworkCounters;
  readonly afterControl: NetworkCounters;
}

async function watchedSession(): Promise<Counted> {
  const script = join(root, 'tests', 'e2e', 'support', 'watched-session-child.ts');
  const command = `${setUp} && exec "${process.execPath}" "${script}" ${way}`;
  const child = spawn('unshare', [...unshare, 'sh', '-c', command], { stdio: ['ignore', 'pipe', 'inherit'] });
  let told = '';
  child.stdout.on('data', (piece: Buffer) => (told += piece.toString()));
  await new Promise((resolve) => child.once('close', resolve));
  const line = told.split('\n').find((one) => one.startsWith('counted '));
  if (line === undefined) throw new Error(`the session did not come to its end: ${told}`);
  return JSON.parse(line.slice('counted '.length)) as Counted;
}

test.skipIf(!watches)(
  'a whole session sends nothing to anybody, and the watcher would have seen it',
  { retry: 0 },
  async () => {
    const { before, afterDay, afterTrying, afterControl } = await watchedSession();
    console.log(JSON.stringify({ before, afterDay, afterTrying, afterControl }));
    expect(afterDay).toEqual(before);
    expect(afterTrying).toEqual(before);
    // The control: a request of Node, a name looked up, and a page of an ordinary browser were all counted.
    expect(afterControl.ipv4).toBeGreaterThan(before.ipv4);
    expect(afterControl.ipv6).toBeGreaterThan(before.ipv6);
    expect(afterControl.datagrams).toBeGreaterThan(before.datagrams);
  },
);
