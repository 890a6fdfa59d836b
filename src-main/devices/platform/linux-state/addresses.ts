import type { Fact, StatePart } from '../../channel/restore.ts';
import { groupsOf } from './groups.ts';
import { named } from './links.ts';
import { IP } from './spelling.ts';

const shape =
  /^\d+:\s+(?<link>[^\s:@]+)(?:@\S+)?\s+inet6?\s+(?<address>\S+(?: peer \S+)?)(?<brd> brd \S+)?(?<scope> scope \S+)(?<rest>.*?)(?:\\|$)/;

/** Addresses that somebody has given. Those that a server or a neighbour has given, or the link itself, come and go. */
export const addresses: StatePart = {
  name: 'its addresses',
  look: `${IP} -o addr`,
  facts: (printed) => printed.split('\n').flatMap((line) => factOf(line) ?? []),
};

function factOf(line: string): Fact | undefined {
  const found = groupsOf<'link' | 'address' | 'brd' | 'scope' | 'rest'>(shape, line);
  if (!found || isPassing(found)) return undefined;
  const { link, address, brd, scope } = found;
  const given = `${address}${brd}${scope}${labelOf(found)}${flagsOf(found)} dev ${link}`;
  return {
    id: `address ${given}`,
    says: `the address ${given}`,
    within: named(link),
    make: [`${IP} addr add ${given}`],
    unmake: [`${IP} addr del ${address} dev ${link}`],
  };
}

const isPassing = ({ scope, rest }: { scope: string; rest: string }): boolean =>
  /\bdynamic\b/.test(rest) || / scope (?:link|host)/.test(scope);

const flagsOf = ({ rest }: { rest: string }): string => (/\bnoprefixroute\b/.test(rest) ? ' noprefixroute' : '');

/** Of IPv4 addresses: the link's name, or that and a word of somebody's. */
function labelOf({ link, address, rest }: { link: string; address: string; rest: string }): string {
  const last = rest.trim().split(/\s+/).at(-1);
  return !address.includes(':') && last?.split(':')[0] === link ? ` label ${last}` : '';
}
