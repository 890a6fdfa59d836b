/**
 * One thing in which a router and strongSwan differ, drawn by a seed over a combination in which they agree: what each of
 * them then says, and what is left of it.
 */
import { seededRandom } from '../../../src-main/base/random.ts';
import type { Meeting } from '../ios-and-charon.ts';
import { secret } from '../ios-and-charon.ts';
import type { Settings } from '../vici-text.ts';
import { pick } from './dice.ts';
import { draw, type Combination } from './draw.ts';
import { meetingOf } from './meeting.ts';
import { nothingWider } from './wider.ts';

const differences = [
  'policy',
  'secret',
  'identity of charon',
  'identity of the router',
  'algorithms of ESP',
  'networks',
  'protocol',
  'sequence numbers',
  'forward secrecy',
  'childless',
  'authority of charon',
  'authority of the router',
  'time of the certificate',
] as const;
export type Difference = (typeof differences)[number];

export interface Refusal {
  one: Combination;
  difference: Difference;
}

/** Nothing that would blur what is different: one proposal of each end, and a map. */
export function drawRefusal(seed: string, number: number): Refusal {
  const base = draw(`${seed}/refusal`, number);
  const random = seededRandom(`${seed}/refusal/${number}/difference`);
  const nobody = { router: undefined, charon: undefined };
  const twists = { ...base.twists, isStormy: false, isOpenToAll: false, isSmartDefault: false, isOneProposal: false };
  const one: Combination = {
    ...base,
    also: nobody,
    alsoEsp: nobody,
    kind: 'map',
    traffic: 'networks',
    hasSecondPair: false,
    hasProfile: false,
    twists: {
      ...twists,
      ownTimes: undefined,
      happenings: [],
      named: { router: false, charon: false },
      wider: nothingWider,
    },
  };
  return {
    one,
    difference: pick(
      random,
      differences.filter((difference) => fitting[difference]?.(one) ?? true),
    ),
  };
}

/** Who proves itself how, and what version 1 of a router asks nobody for: the name of its peer. The others fit all. */
const fitting: Partial<Record<Difference, (one: Combination) => boolean>> = {
  secret: ({ proof }) => proof.router === 'psk' && proof.charon === 'psk',
  'identity of charon': ({ version }) => version === 2,
  'identity of the router': ({ identity, proof }) => identity.router === 'fqdn' && proof.router === 'psk',
  'sequence numbers': ({ version }) => version === 2,
  childless: ({ version }) => version === 2,
  // Of version 2 it is the renewal that fails.
  'forward secrecy': ({ version, pfs }) => version === 1 && pfs !== undefined,
  'authority of charon': ({ proof }) => proof.charon !== 'psk',
  'time of the certificate': ({ proof }) => proof.charon !== 'psk',
  'authority of the router': ({ proof }) => proof.router !== 'psk',
};

/** Of the router's lines; what is different at charon is the choice of its files. */
export function differingMeeting({ one, difference }: Refusal): Meeting {
  const meeting = meetingOf(one);
  const charons = meetingOf(difference === 'forward secrecy' ? { ...one, pfs: undefined } : one);
  const changed = (lines: string): string => {
    switch (difference) {
      case 'policy':
        return lines.replaceAll(/^ group (\d+)$/gm, (_, group: string) => ` group ${group === '2' ? 5 : 2}`);
      case 'secret':
        return lines.replaceAll(secret, 'another');
      case 'identity of charon':
        return lines.replace(/match identity remote .*/, 'match identity remote fqdn nobody.example');
      case 'algorithms of ESP':
        return lines.replace(/(transform-set T0) .*/, `$1 ${otherEsp(one)}`);
      case 'protocol':
        return lines.replace(/^ permit ip /m, ' permit icmp ');
      case 'networks':
        return lines.replace(/( permit ip \S+ \S+) 10\.61\.0\.0/, '$1 10.99.0.0');
      default:
        return lines;
    }
  };
  const route = (gateway: string): string => `ip route 10.99.0.0 255.255.255.0 ${gateway}\n`;
  const remote = { id: 'somebody.else.example', auth: one.proof.router === 'psk' ? 'psk' : 'pubkey' };
  return {
    ...charonsSide(charons, difference),
    ios: (names) => changed(meeting.ios(names)) + route(names.gateway),
    ...(difference === 'identity of the router' && {
      connection: (names) => ({ ...meeting.connection(names), remote }),
    }),
  };
}

/** What is different at charon is of its child, but for the one thing. */
function charonsSide(meeting: Meeting, difference: Difference): Meeting {
  const changed = (child: Settings): Settings => {
    const all = (what: string, suffix: string): Settings => {
      const value = child[what];
      return typeof value === 'string' ? { [what]: value.replaceAll(/[^,]+/g, (each) => `${each}${suffix}`) } : {};
    };
    switch (difference) {
      case 'protocol':
        return { ...child, ...all('local_ts', '[tcp]'), ...all('remote_ts', '[tcp]') };
      case 'sequence numbers':
        return { ...child, ...all('esp_proposals', '-esn') };
      default:
        return child;
    }
  };
  const { child, more, connection } = meeting;
  const changedAll = (children: Record<string, Settings>): Record<string, Settings> =>
    Object.fromEntries(Object.entries(children).map(([name, one]) => [name, changed(one)]));
  return {
    ...meeting,
    child: (names) => changed(child(names)),
    more: (names) => changedAll(more?.(names) ?? {}),
    connection: (names) => ({ ...connection(names), ...(difference === 'childless' && { childless: 'force' }) }),
  };
}

const otherEsp = ({ esp }: Combination): string =>
  esp.cipher !== 'null' && esp.cipher.algorithm === 'des' ? 'esp-3des esp-md5-hmac' : 'esp-des esp-md5-hmac';

/** Where it is phase 2 alone that fails, both have an association of IKE, and nothing else. */
export const leavesIke = (difference: Difference): boolean =>
  ['algorithms of ESP', 'networks', 'protocol', 'sequence numbers', 'forward secrecy'].includes(difference);
