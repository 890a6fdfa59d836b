/** Mistakes that learners make: one line of a step's solution, altered so that the network does another thing. */
import type { Exercise, Step } from '../../../src-main/lab/exercise.ts';
import type { Lines } from './labs.ts';

export interface Mutant {
  step: Step;
  /** "R1: set peer 10.0.0.2 -> set peer 10.0.0.10" */
  name: string;
  lines: Lines;
  /** The rules that may be named first for it. */
  cause: RegExp;
}

interface Mistake {
  of: RegExp;
  /** The line as it is typed by mistake; nothing where it is forgotten. */
  to: string | undefined;
  cause: RegExp;
}

const mistakes: readonly Mistake[] = [
  { of: /^(crypto isakmp key )(\S+)( address.*)$/, to: '$1$2x$3', cause: /^P1-PSK$/ },
  { of: /^crypto isakmp key \S+ address .*$/, to: undefined, cause: /^P1-NOKEY$/ },
  { of: /^(crypto isakmp key \S+ address ).*$/, to: '$1192.0.2.77', cause: /^P1-NOKEY$/ },
  { of: /^( *encryption ).*$/, to: '$1aes 256', cause: /^P1-ENC$/ },
  { of: /^( *hash )md5$/, to: '$1sha', cause: /^P1-HASH$/ },
  { of: /^( *group )\d+$/, to: '$15', cause: /^P1-DH$/ },
  { of: /^( *authentication )pre-share$/, to: '$1rsa-sig', cause: /^P1-AUTHMETHOD$/ },
  { of: /^(crypto ipsec transform-set .*)esp-(?:3des|des|aes)( .*)$/, to: '$1esp-aes 256$2', cause: /^P2-TS$/ },
  { of: /^(crypto ipsec transform-set .*)esp-md5-hmac$/, to: '$1esp-sha-hmac', cause: /^P2-TS$/ },
  { of: /^(crypto ipsec transform-set .*)esp-sha-hmac$/, to: '$1esp-md5-hmac', cause: /^P2-TS$/ },
  { of: /^ *set peer .*$/, to: undefined, cause: /^MAP-INCOMPLETE$/ },
  { of: /^( *set peer ).*$/, to: '$1192.0.2.77', cause: /^P1-PEER$/ },
  { of: /^ *(?:set transform-set|match address) .*$/, to: undefined, cause: /^MAP-INCOMPLETE$|^TUN-/ },
  { of: /^ *crypto map \S+$/, to: undefined, cause: /^MAP-NOTAPPLIED$/ },
  { of: /^( *permit )ip( .*)$/, to: '$1tcp$2', cause: /^ACL-/ },
  { of: /^ *tunnel protection .*$/, to: undefined, cause: /^TUN-PROT-ONESIDE$/ },
  { of: /^ *tunnel mode ipsec ipv4$/, to: undefined, cause: /^TUN-MODE$/ },
  { of: /^( *ip mtu )\d+$/, to: '$11300', cause: /^TUN-MTU$/ },
];

export function mutantsOf({ steps }: Exercise): Mutant[] {
  const typed = new Set<string>();
  return steps.flatMap((step) =>
    Object.entries(step.commands).flatMap(([role, lines]) =>
      lines.flatMap((line, index) => {
        // What an earlier step has typed is in force whether it is typed again or not.
        const isNew = !typed.has(`${role} ${line}`);
        typed.add(`${role} ${line}`);
        return isNew ? mistakesIn({ step, role, lines }, index) : [];
      }),
    ),
  );
}

function mistakesIn({ step, role, lines }: { step: Step; role: string; lines: string[] }, at: number): Mutant[] {
  const line = lines[at] ?? '';
  return mistakes.filter(({ of }) => of.test(line)).map(({ of, to, cause }) => {
    const other = to === undefined ? [] : [line.replace(of, to)];
    const changed = [...lines.slice(0, at), ...other, ...lines.slice(at + 1)];
    return { step, name: `${step.id}, ${role}: ${line.trim()} -> ${other[0]?.trim() ?? 'left out'}`, lines: { ...step.commands, [role]: changed }, cause };
  });
} // prettier-ignore
