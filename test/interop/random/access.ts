/**
 * Combinations for strongSwan as a client of a router that knows nobody beforehand: FlexVPN and Easy VPN, which give it an
 * address, and dynamic virtual tunnel interfaces for the networks that it wants. The algorithms and the rest are drawn as
 * for two that know each other.
 */
import { seededRandom } from '../../../src-main/base/random.ts';
import { chance, pick } from './dice.ts';
import { draw, type Combination, type IkeSuite, type Step } from './draw.ts';
import { titleOf } from './meeting.ts';

export interface Access {
  one: Combination;
  kind: 'FlexVPN' | 'Easy VPN' | 'dynamic interface';
  /** Of Easy VPN: in place of a dynamic map each client has an interface. */
  isByInterface: boolean;
  /** Of Easy VPN: the client has to log in. */
  hasLogin: boolean;
  /** What the client wants to reach: all, or the network behind the router. */
  wants: 'everything' | 'network';
}

/** The only address that there is to be given. */
export const given = '10.8.0.1';
export const group = 'STUDENTS';

export const isGivenAddress = ({ kind }: Pick<Access, 'kind'>): boolean => kind !== 'dynamic interface';

export function drawAccess(seed: string, number: number): Access {
  for (let tries = 0; ; tries++) {
    const drawn = draw(`${seed}/access`, number * 1000 + tries);
    const random = seededRandom(`${seed}/access/${number * 1000 + tries}/kind`);
    const kind = pick(
      random,
      drawn.version === 2 ? ['FlexVPN', 'dynamic interface'] : ['Easy VPN', 'dynamic interface'],
    );
    const [isByInterface, hasLogin] = [chance(random, 2), !chance(random, 3)];
    const wants = pick(random, ['everything', 'network']);
    // A group of clients has a key.
    if (kind === 'Easy VPN' && drawn.proof.router !== 'psk') continue;
    return { one: { ...simplified(drawn, kind), seed, number }, kind, isByInterface, hasLogin, wants };
  }
}

/** Only the client begins; what is the client's own proof of who it is stays as it was drawn. */
function simplified(one: Combination, kind: Access['kind']): Combination {
  const { twists, version } = one;
  const connection = without(twists.wider.connection, 'vips');
  const isEasy = kind === 'Easy VPN';
  return {
    ...one,
    kind: 'VTI',
    traffic: 'networks',
    hasSecondPair: false,
    hasProfile: version === 1 && !isEasy,
    begins: 'charon',
    ...(isEasy && { mode: 'aggressive', lifetime: { ike: 86_400, child: 120 }, also: ofOneGroup(one) }),
    steps: one.steps.filter((step) => isFitting(step, isEasy)),
    twists: {
      ...twists,
      isStormy: false,
      isOpenToAll: false,
      ownTimes: undefined,
      happenings: twists.happenings.filter((happening) => /^charon d.*(?:child|begins again)$/.test(happening)),
      named: version === 1 ? { router: false, charon: false } : twists.named,
      // The address is given once only.
      daemon: isGivenAddress({ kind }) ? without(twists.daemon, 'make_before_break') : twists.daemon,
      wider: {
        ...twists.wider,
        ...(isEasy && { secret: 'usual', strange: { ike: undefined, esp: twists.wider.strange.esp } }),
        selectors: 'one',
        hasService: false,
        connection: isGivenAddress({ kind }) ? { ...connection, vips: '0.0.0.0' } : connection,
      },
    },
  };
}

/** Aggressive mode begins with the public value of one group. */
function ofOneGroup({ also, ike }: Combination): Combination['also'] {
  const same = (suite: IkeSuite | undefined): IkeSuite | undefined => (suite?.group === ike.group ? suite : undefined);
  return { router: same(also.router), charon: same(also.charon) };
}

const without = (settings: Record<string, string>, name: string): Record<string, string> =>
  Object.fromEntries(Object.entries(settings).filter(([one]) => one !== name));

/** Whose association it renews by itself has to log in again, which a router cannot ask for. */
const isFitting = (step: Step, isEasy: boolean): boolean => !isEasy || step !== 'both renew the child';

export function accessTitle({ one, kind, isByInterface, hasLogin, wants }: Access): string {
  const words = [
    kind,
    ...(kind === 'Easy VPN'
      ? [isByInterface ? 'by interface' : 'by map', hasLogin ? 'with a login' : 'without one']
      : []),
    ...(kind === 'dynamic interface' ? [] : [`for ${wants}`]),
  ];
  return `${words.join(' ')}: ${titleOf(one)}`;
}
