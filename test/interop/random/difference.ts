/**
 * One thing in which a router and strongSwan differ, drawn by a seed over a combination in which they agree: what each of
 * them then says, and what is left of it.
 */
import { seededRandom } from '../../../src-main/base/random.ts';
import type { Meeting } from '../ios-and-charon.ts';
import { secret } from '../ios-and-charon.ts';
import { pick } from './dice.ts';
import { draw, type Combination } from './draw.ts';
import { meetingOf } from './meeting.ts';

const differences = [
  'policy',
  'secret',
  'identity of charon',
  'identity of the router',
  'algorithms of ESP',
  'networks',
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
    twists: { ...twists, ownTimes: undefined, happenings: [], named: { router: false, charon: false } },
  };
  return {
    one,
    difference: pick(
      random,
      differences.filter((difference) => fits(difference, one)),
    ),
  };
}

/** Who proves itself how, and what version 1 of a router asks nobody for: the name of its peer. */
function fits(difference: Difference, { proof, version, identity }: Combination): boolean {
  switch (difference) {
    case 'secret':
      return proof.router === 'psk' && proof.charon === 'psk';
    case 'identity of charon':
      return version === 2;
    case 'identity of the router':
      return identity.router === 'fqdn' && proof.router === 'psk';
    case 'authority of charon':
    case 'time of the certificate':
      return proof.charon !== 'psk';
    case 'authority of the router':
      return proof.router !== 'psk';
    default:
      return true;
  }
}

/** Of the router's lines; what is different at charon is the choice of its files. */
export function differingMeeting({ one, difference }: Refusal): Meeting {
  const meeting = meetingOf(one);
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
      case 'networks':
        return lines.replace(/( permit ip \S+ \S+) 10\.61\.0\.0/, '$1 10.99.0.0');
      default:
        return lines;
    }
  };
  const route = (gateway: string): string => `ip route 10.99.0.0 255.255.255.0 ${gateway}\n`;
  const remote = { id: 'somebody.else.example', auth: one.proof.router === 'psk' ? 'psk' : 'pubkey' };
  return {
    ...meeting,
    ios: (names) => changed(meeting.ios(names)) + route(names.gateway),
    ...(difference === 'identity of the router' && {
      connection: (names) => ({ ...meeting.connection(names), remote }),
    }),
  };
}

const otherEsp = ({ esp }: Combination): string =>
  esp.cipher !== 'null' && esp.cipher.algorithm === 'des' ? 'esp-3des esp-md5-hmac' : 'esp-des esp-md5-hmac';

/** Where it is phase 2 alone that fails, both have an association of IKE, and nothing else. */
export const leavesIke = (difference: Difference): boolean =>
  difference === 'algorithms of ESP' || difference === 'networks';
