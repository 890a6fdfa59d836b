/** What a router and charon go through in a combination: one begins, things happen, one ends it, the other begins again. */
import { expect } from 'vitest';
import { Party } from '../ios-and-charon.ts';
import { enrol, type Authorities } from '../enrolment.ts';
import * as story from '../strongswan-story.ts';
import type { Combination, Step } from './draw.ts';
import { begin, expectLargePackets, expectOwnTimes, expectService, happens } from './happenings.ts';
import { charonOf, meetingOf, titleOf } from './meeting.ts';
import { secondInside } from './router-lines.ts';

export async function goThrough(place: string, one: Combination, authorities: Authorities): Promise<void> {
  const meeting = meetingOf(one);
  const peer = await charonOf(place, one, {
    meeting,
    files: authorities.files(one.twists.below.charon ? 'sub' : 'ca', one.twists.wider.curve),
  });
  try {
    await using party = await Party.start(place, meeting, peer);
    await live(party, one, authorities);
  } catch (error) {
    throw new Error(`${titleOf(one)}\nagain: QUICKMODE_SEED=${one.seed}/${one.number}\n${String(error)}`, {
      cause: error,
    });
  } finally {
    await peer.stop();
  }
}

/** What happens to a router that runs, and to its peer. */
export async function live(party: Party, one: Combination, authorities: Authorities): Promise<void> {
  const kind = [one.proof.router, one.proof.charon].find((proof) => proof !== 'psk');
  if (kind !== undefined)
    await beCertified(party, one, () =>
      enrol(party, kind, authorities, { issuer: one.twists.below.router ? 'sub' : 'ca', curve: one.twists.curve }),
    );
  await happenings(party, one);
}

/** A tunnel interface begins as soon as it is there: what it has begun without a certificate is in the way. */
async function beCertified({ console }: Party, { kind }: Combination, how: () => Promise<void>): Promise<void> {
  if (kind === 'VTI') await console.configure('interface Tunnel0\n shutdown');
  if (kind === 'VTI') await console.type('clear crypto session');
  await how();
  if (kind === 'VTI') await console.configure('interface Tunnel0\n no shutdown');
}

async function happenings(party: Party, one: Combination): Promise<void> {
  await party.weather('stormy');
  await (one.begins === 'charon' && one.kind === 'map' ? story.charonBegins(party) : begin(party, one));
  if (one.hasSecondPair) await expectSecondPair(party);
  if (one.twists.wider.hasService) await expectService(party);
  if (one.twists.wider.isLarge) await expectLargePackets(party);
  if (one.twists.ownTimes !== undefined) return expectOwnTimes(party, one.twists.ownTimes);
  // What version 1 says of deletions is not answered, and lost for good where it is lost.
  if (one.version === 1) await party.weather('calm from now on');
  for (const step of one.steps) await steps[step](party, one);
  await party.weather('calm from now on');
  for (const happening of one.twists.happenings) await happens[happening](party, one);
  await end(party, one);
}

async function end(party: Party, one: Combination): Promise<void> {
  // A tunnel interface has its association again as soon as somebody deletes it.
  if (one.kind === 'VTI') return;
  if (one.begins === 'charon') {
    await story.charonDeletes(party);
    await begin(party, one);
    await routerDeletesForGood(party);
  } else {
    await routerDeletesForGood(party);
    await story.charonBegins(party);
    await story.charonDeletes(party);
  }
  expect(await party.associations()).toEqual([]);
}

async function expectSecondPair(party: Party): Promise<void> {
  // The first packet is what the pair is negotiated for.
  await party.weather('calm');
  await party.ping(secondInside);
  const answers = await party.ping(secondInside);
  if (answers !== 5) throw new Error(`the second pair: ${answers} answers of 5\n${await party.account()}`);
  await party.weather('stormy');
}

const steps: Record<Step, (party: Party, one: Combination) => Promise<void>> = {
  'charon renews the child': (party) => story.charonRenews(party, ['child']),
  'charon renews the association': (party) => story.charonRenews(party, ['ike']),
  'charon authenticates anew': story.charonAuthenticatesAnew,
  'the router renews': (party, one) => story.routerRenews(party, dueOf(one.lifetime), true),
  'the router clears': async (party, one) => {
    await routerClears(party, one);
    await begin(party, one);
  },
  'both renew the child': story.bothRenewTheChild,
};

function routerClears(party: Party, { kind }: Combination): Promise<void> {
  if (kind === 'VTI') return story.routerDeletesATunnel(party);
  return party.peer.isPersistent === true ? story.routerDeletesForNow(party) : story.routerDeletes(party);
}

/** Of what begins anew whatever it has begun, only itself can end it. */
const routerDeletesForGood = (party: Party): Promise<void> =>
  party.peer.isPersistent === true ? story.charonDeletes(party) : story.routerDeletes(party);

/** What has 120 seconds is what a test can wait for. */
function dueOf({ ike, child }: Combination['lifetime']): ('child' | 'ike')[] {
  return [...(child === 120 ? (['child'] as const) : []), ...(ike === 120 ? (['ike'] as const) : [])];
}
