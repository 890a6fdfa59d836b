/** Of the combinations that are drawn for strongSwan, those that Libreswan can do, too. */
import { seededRandom } from '../../../src-main/base/random.ts';
import { chance, pick } from '../random/dice.ts';
import type { Twists } from '../random/twists.ts';
import { nothingWider, type Wider } from '../random/wider.ts';
import { draw, type Combination, type EspSuite, type IkeSuite } from '../random/draw.ts';

/** Debian builds Libreswan without groups 1, 2 and 24, and without DES. */
const groups = [5, 14, 15, 16, 19, 20, 21];
/** Version 1 of it has no curves. */
const curves = [19, 20, 21];

const isOfIke = ({ cipher, integrity, prf, group }: IkeSuite): boolean =>
  cipher.algorithm !== 'des' &&
  groups.includes(group) &&
  // What is not of one hash altogether cannot be said in its words.
  (prf === undefined || prf === integrity || cipher.algorithm === 'aes-gcm');

const isOfEsp = ({ cipher }: EspSuite): boolean => cipher === 'null' || cipher.algorithm !== 'des';

const isPossible = ({ version, proof, ike, esp, hasSecondPair, traffic, twists }: Combination): boolean =>
  isOfIke(ike) &&
  isOfEsp(esp) &&
  !hasSecondPair &&
  traffic !== 'more at charon' &&
  !twists.isSmartDefault &&
  // In version 1 its own key and the peer's are of one kind.
  (proof.router === proof.charon || version === 2);

const hasGroups = ({ version, ike, pfs = 14 }: Combination): boolean =>
  [ike.group, pfs].every((group) => groups.includes(group) && (version === 2 || !curves.includes(group)));

export function drawLibreswan(seed: string, number: number): Combination {
  for (let tries = 0; ; tries++) {
    const one = draw(`${seed}/libreswan`, number * 1000 + tries);
    if (isPossible(one) && hasGroups(one)) return { ...simplified(one), seed, number };
  }
}

function transportOf({ seed, number, kind, twists }: Combination): Wider['transport'] {
  const drawn = pick(seededRandom(`${seed}/${number}/transport`), ['no', 'no', 'no', 'plain', 'in UDP', 'in UDP']);
  const mayBe = kind === 'map' && twists.translated === 'nobody' && !twists.isOpenToAll;
  return mayBe ? drawn : 'no';
}

/** AH covers the addresses outside; what has no hash of its own has none for AH. */
function isAhDrawn({ seed, number, esp, alsoEsp, twists }: Combination): boolean {
  const haveHashes = [esp, alsoEsp.router, alsoEsp.charon].every((suite) => !suite || suite.integrity !== undefined);
  return chance(seededRandom(`${seed}/${number}/ah`), 5) && haveHashes && twists.translated === 'nobody';
}

const alsoOf = ({ also: { charon }, version }: Combination): IkeSuite | undefined =>
  charon && isOfIke(charon) && (version === 2 || !curves.includes(charon.group)) ? charon : undefined;

/** An association that a router has renewed it keeps when that router says that it has begun anew (INITIAL_CONTACT). */
function happeningsOf({ version, lifetime, steps, twists: { happenings } }: Combination): Twists['happenings'] {
  const isKept = version === 2 && lifetime.ike === 120 && steps.includes('the router renews');
  return happenings.filter((happening) => happening !== 'the router reloads' || !isKept);
}

/** Without what is charon's alone. */
function simplified(one: Combination): Combination {
  const { also, alsoEsp, steps, twists } = one;
  const transport = transportOf(one);
  const isAh = isAhDrawn(one) && transport !== 'in UDP';
  return {
    ...one,
    traffic: transport === 'no' ? one.traffic : 'hosts',
    // A child of the exchange that authenticates it renews with the group of the association (its issue 1265), which a
    // router refuses that wants another one.
    pfs: one.version === 2 && one.pfs !== undefined ? one.ike.group : one.pfs,
    also: { ...also, charon: alsoOf(one) },
    alsoEsp: { ...alsoEsp, charon: alsoEsp.charon && isOfEsp(alsoEsp.charon) ? alsoEsp.charon : undefined },
    // Its version 1 renews an association of IKE in its own time alone.
    steps: steps.filter(
      (step) => step !== 'charon authenticates anew' && (one.version === 2 || step !== 'charon renews the association'),
    ),
    twists: {
      ...twists,
      happenings: happeningsOf(one),
      // In aggressive mode it sends its own certificate and none of authorities in between.
      below: one.mode === 'aggressive' ? { ...twists.below, charon: twists.below.router } : twists.below,
      cookie: twists.cookie === 'charon' ? 'nobody' : twists.cookie,
      ownTimes: twists.ownTimes === 'authentication' ? undefined : twists.ownTimes,
      connection: {},
      daemon: {},
      wider: { ...nothingWider, isLarge: twists.wider.isLarge, isAh, transport },
    },
  };
}
