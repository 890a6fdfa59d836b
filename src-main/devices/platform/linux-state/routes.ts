/** Routes and the rules that choose among their tables, as far as somebody has typed them. */
import type { Fact, StatePart } from '../../channel/restore.ts';
import { named } from './links.ts';
import { IP } from './spelling.ts';

/** Follow from addresses, or are of programs that see to them (220 is strongSwan's table). */
const ofOthers = [
  /\bproto (?:kernel|ra|dhcp|redirect|zebra|bird|ospf|bgp|isis|rip|babel|eigrp|openr|mrouted|\d+)\b/,
  /\btable (?:local|255|220)\b/,
  /^(?:local|broadcast|multicast|anycast)\s/,
  // busybox leaves "proto kernel" out, and its blank in.
  /\sdev \S+ scope link {2}src /,
  /^\S+ dev \S+ {2}metric 256 *$/,
];

/** Says how it is just now. */
const passing =
  /\s(?:linkdown|dead|offload|trap|rt_offload|rt_trap|pref medium|expires \d+sec|error -?\d+|cache)(?=\s|$)/g;

export const routes: StatePart = {
  name: 'its routes',
  look: `${IP} route show table all`,
  facts: (printed) =>
    printed
      .replace(/\s*\n\s+(?=nexthop)/g, ' ')
      .split('\n')
      .flatMap((line) => route(line) ?? []),
};

function route(line: string): Fact | undefined {
  if (line.trim() === '' || ofOthers.some((shape) => shape.test(line))) return undefined;
  const words = line.replace(passing, '').replace(/\s+/g, ' ').trim();
  const way = `${IP}${/[\da-f]:[\da-f:]/i.test(words) ? ' -6' : ''} route`;
  const link = /\sdev (\S+)/.exec(words)?.[1];
  const isWhole = /\s(?:dev|via|nexthop)\s|^(?:blackhole|unreachable|prohibit|throw)\s/.test(words);
  return {
    id: `route ${words}`,
    says: `the route ${words}`,
    ...(link === undefined || words.includes('nexthop') ? {} : { within: named(link) }),
    ...(isWhole ? { make: [`${way} add ${words}`] } : {}),
    unmake: [`${way} del ${words}`],
  };
}

/** Those that the kernel makes, and strongSwan's. */
const ownRules = new Set(['0', '32766', '32767', '220']);

export const rules: StatePart = {
  name: 'its routing rules',
  look: `${IP} rule && echo 6 && { ${IP} -6 rule 2>/dev/null || true; }`,
  facts(printed) {
    const [four = '', six = ''] = printed.split(/^6$/m);
    return [...four.split('\n').flatMap(rule(IP)), ...six.split('\n').flatMap(rule(`${IP} -6`))];
  },
};

function rule(way: string): (line: string) => Fact[] {
  return (line) => {
    const { priority, selector } = /^(?<priority>\d+):\s+(?<selector>.*)$/.exec(line)?.groups ?? {};
    if (priority === undefined || selector === undefined || ownRules.has(priority)) return [];
    const words = `priority ${priority} ${selector
      .replace(/\s*\[detached\]/g, '')
      .replace(/\s+/g, ' ')
      .trim()}`;
    const id = `${way === IP ? '' : 'IPv6 '}rule ${words}`;
    return [{ id, says: `the ${id}`, make: [`${way} rule add ${words}`], unmake: [`${way} rule del ${words}`] }];
  };
}
