/** Of the combinations that are drawn for strongSwan, those that Libreswan can do, too. */
import { draw, type Combination, type EspSuite, type IkeSuite } from '../random/draw.ts';

/** Debian builds Libreswan without groups 1, 2 and 24, and without DES. */
const groups = [5, 14, 15, 16, 19, 20, 21];

const isOfIke = ({ cipher, integrity, prf, group }: IkeSuite): boolean =>
  cipher.algorithm !== 'des' &&
  groups.includes(group) &&
  // What is not of one hash altogether cannot be said in its words.
  (prf === undefined || prf === integrity || cipher.algorithm === 'aes-gcm');

const isOfEsp = ({ cipher }: EspSuite): boolean => cipher === 'null' || cipher.algorithm !== 'des';

const isPossible = ({ version, proof, ike, esp, pfs, hasSecondPair, traffic, twists }: Combination): boolean =>
  isOfIke(ike) &&
  // Version 2 of Libreswan has HMAC-MD5 for nothing but PRF.
  (version === 1 || ike.cipher.algorithm === 'aes-gcm' || isOfEsp(esp)) &&
  isOfEsp(esp) &&
  (pfs === undefined || groups.includes(pfs)) &&
  !hasSecondPair &&
  traffic !== 'more at charon' &&
  !twists.isSmartDefault &&
  // Its own key and the peer's are of one kind.
  (proof.router === proof.charon || version === 2);

export function drawLibreswan(seed: string, number: number): Combination {
  for (let tries = 0; ; tries++) {
    const one = draw(`${seed}/libreswan`, number * 1000 + tries);
    if (isPossible(one)) return { ...simplified(one), seed, number };
  }
}

/** Without what is charon's alone. */
function simplified(one: Combination): Combination {
  const { also, alsoEsp, steps, twists } = one;
  const ike = also.charon && isOfIke(also.charon) ? also.charon : undefined;
  const esp = alsoEsp.charon && isOfEsp(alsoEsp.charon) ? alsoEsp.charon : undefined;
  return {
    ...one,
    also: { ...also, charon: ike },
    alsoEsp: { ...alsoEsp, charon: esp },
    steps: steps.filter((step) => step !== 'charon authenticates anew'),
    twists: {
      ...twists,
      cookie: twists.cookie === 'charon' ? 'nobody' : twists.cookie,
      ownTimes: twists.ownTimes === 'authentication' ? undefined : twists.ownTimes,
      connection: {},
      daemon: {},
    },
  };
}
