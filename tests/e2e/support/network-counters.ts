import { readFileSync } from 'node:fs';

/**
 * What the kernel counted in this network namespace since it was made. It counts; nothing is sampled, nothing missed.
 * Packets between programs of this machine by TCP are left out: the test itself drives the app by them.
 */
export interface NetworkCounters {
  /** IPv4 packets that left for the world, and those that found no way. */
  readonly ipv4: number;
  /** IPv6 packets of programs; ICMP is the kernel's own. */
  readonly ipv6: number;
  /** Datagrams to anybody, a resolver on this machine included. */
  readonly datagrams: number;
}

const read = (name: string) => readFileSync(`/proc/self/net/${name}`, 'utf8');

/** Lines come in pairs, names and numbers: "Udp: InDatagrams NoPorts …". */
function snmp(protocol: string, field: string): number {
  const [names = '', numbers = ''] = read('snmp')
    .split('\n')
    .filter((line) => line.startsWith(`${protocol}:`));
  return Number(numbers.split(' ')[names.split(' ').indexOf(field)]);
}

const snmp6 = (field: string): number => Number(new RegExp(`^${field}\\s+(\\d+)`, 'm').exec(read('snmp6'))?.[1] ?? 0);

/** @param way The device of both default routes; nothing but IP leaves through it. */
export function readCounters(way: string): NetworkCounters {
  const line = new RegExp(`^\\s*${way}:(.*)$`, 'm').exec(read('dev'))?.[1];
  if (line === undefined) throw new Error(`no device ${way}`);
  const packets6 = snmp6('Ip6OutRequests');
  return {
    ipv4: Number(line.trim().split(/\s+/)[9]) - packets6 + snmp('Ip', 'OutNoRoutes'),
    ipv6: packets6 - snmp6('Icmp6OutMsgs') + snmp6('Ip6OutNoRoutes'),
    datagrams: snmp('Udp', 'OutDatagrams') + snmp6('Udp6OutDatagrams'),
  };
}
