/**
 * strongSwan and whole routers of ours, configured as one types it: both versions of IKE, the suites of the lessons, with
 * and without perfect forward secrecy, secrets and certificates, crypto maps and tunnel interfaces.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { charon, type Charon } from './charon.ts';
import { caseOf, ikev1Suites, ikev2Suites, type Case, type Wish } from './crypto-as-typed.ts';
import { Authorities, enrol } from './enrolment.ts';
import { charonFor, Party } from './ios-and-charon.ts';
import * as story from './strongswan-story.ts';

type Unnumbered = Omit<Wish, 'number'>;

const usual = { 1: ikev1Suites.slice(-1), 2: ikev2Suites.filter(({ name }) => name === 'AES256-SHA256-14') };
const modes = ['main', 'aggressive'] as const;

const wishes: Record<1 | 2, readonly Unnumbered[]> = {
  1: [
    ...ikev1Suites.flatMap((suite) =>
      modes.flatMap((mode) => [false, true].map((isPfs): Unnumbered => ({ version: 1, suite, mode, isPfs }))),
    ),
    ...usual[1].flatMap((suite) =>
      modes.map((mode): Unnumbered => ({ version: 1, suite, mode, authentication: 'rsa' })),
    ),
  ],
  2: [
    ...ikev2Suites.flatMap((suite) => [false, true].map((isPfs): Unnumbered => ({ version: 2, suite, isPfs }))),
    ...usual[2].flatMap((suite) =>
      (['rsa', 'ecdsa'] as const).map((authentication): Unnumbered => ({ version: 2, suite, authentication })),
    ),
  ],
};

const numbered = (wish: Unnumbered, i: number): Case => caseOf({ ...wish, number: i + 1 });

/** Every run has its own network, and every charon of it. */
const placeOf = (which: number): string => `198.18.${(process.pid % 60) * 4 + which}`;

async function goThrough(party: Party): Promise<void> {
  await story.routerBegins(party);
  await story.routerRenews(party);
  await story.routerDeletes(party);
  await story.charonBegins(party);
  await story.charonRenews(party);
  await story.charonDeletes(party);
  expect(await party.associations()).toEqual([]);
}

describe.skipIf(charon === undefined)('strongSwan and routers', () => {
  describe.each([1, 2] as const)('with IKE version %d', (version) => {
    const cases = wishes[version].map(numbered);
    const place = placeOf(version);
    let peer: Charon;
    let authorities: Authorities;
    beforeAll(async () => {
      authorities = new Authorities();
      peer = await charonFor(place, cases, { files: authorities.files() });
    }, 60_000);
    afterAll(async () => {
      await peer.stop();
      authorities.dispose();
    });

    it.concurrent.each(cases)(
      'agree, carry data, renew and delete, both ways: $name',
      { timeout: 120_000 },
      async (one) => {
        await using party = await Party.start(place, one, peer);
        if (one.authentication !== 'psk') await enrol(party, one.authentication, authorities);
        await goThrough(party);
      },
    );
  });

  /**
   * What is between any addresses takes all that leaves charon's machine: it has one to itself. The router has the
   * tunnel up again as soon as somebody deletes it.
   */
  it.concurrent.each([1, 2] as const)(
    'agree about a tunnel interface, by IKE version %d',
    { timeout: 120_000 },
    async (version) => {
      const [suite = ikev1Suites[0]] = usual[version];
      if (!suite) throw new TypeError('there is no such suite');
      const one = caseOf({ version, suite, isVti: true, number: 1 });
      const peer = await charonFor(placeOf(version === 1 ? 0 : 3), [one]);
      try {
        await using party = await Party.start(placeOf(version === 1 ? 0 : 3), one, peer);
        await story.routerBegins(party);
        await story.routerRenews(party);
        await story.charonRenews(party);
      } finally {
        await peer.stop();
      }
    },
  );
});
