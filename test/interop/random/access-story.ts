/** A router and a client that is unknown to it: the client begins, things happen, and nothing is left in the end. */
import { expect } from 'vitest';
import { enrol, type Authorities } from '../enrolment.ts';
import { Party } from '../ios-and-charon.ts';
import * as story from '../strongswan-story.ts';
import { accessTitle, given, isGivenAddress, type Access } from './access.ts';
import { accessMeeting } from './access-lines.ts';
import { charonOf } from './meeting.ts';
import { expectLargePackets } from './happenings.ts';
import type { Step } from './draw.ts';

export async function goThroughAccess(place: string, access: Access, authorities: Authorities): Promise<void> {
  const { one } = access;
  const meeting = accessMeeting(access);
  const files = authorities.files(one.twists.below.charon ? 'sub' : 'ca', one.twists.wider.curve);
  const addresses = ['10.61.0.1', ...(isGivenAddress(access) ? [given] : [])];
  const peer = await charonOf(place, one, { meeting, files, addresses });
  try {
    await using party = await Party.start(place, meeting, peer);
    const kind = [one.proof.router, one.proof.charon].find((proof) => proof !== 'psk');
    const issuer = one.twists.below.router ? 'sub' : 'ca';
    if (kind !== undefined) await enrol(party, kind, authorities, { issuer, curve: one.twists.curve });
    await live(party, access);
  } catch (error) {
    throw new Error(`${accessTitle(access)}\nagain: QUICKMODE_SEED=${one.seed}/${one.number}\n${String(error)}`, {
      cause: error,
    });
  } finally {
    await peer.stop();
  }
}

async function live(party: Party, access: Access): Promise<void> {
  const { one } = access;
  await begin(party, access);
  if (one.twists.wider.isLarge) await expectLargePackets(party);
  for (const step of one.steps) await steps[step](party, access);
  for (const happening of one.twists.happenings)
    await (happening === 'charon deletes the child' ? deletesTheChild(party, access) : dies(party, access));
  await story.charonDeletes(party);
  await expectNoInterface(party);
}

/** The client has got its address, and packets come through. */
async function begin(party: Party, access: Access): Promise<void> {
  await story.charonBegins(party);
  if (!isGivenAddress(access)) return;
  const all = await party.associations();
  expect(all.map(({ sa }) => sa['local-vips'])).toContainEqual([given]);
}

const steps: Record<Step, (party: Party, access: Access) => Promise<void>> = {
  'charon renews the child': (party) => story.charonRenews(party, ['child']),
  'charon renews the association': (party) => story.charonRenews(party, ['ike']),
  'charon authenticates anew': story.charonAuthenticatesAnew,
  'the router renews': (party, { one: { lifetime } }) =>
    story.routerRenews(
      party,
      (['child', 'ike'] as const).filter((what) => lifetime[what] === 120),
      true,
    ),
  'the router clears': async (party, access) => {
    await story.routerDeletes(party);
    await begin(party, access);
  },
  'both renew the child': story.bothRenewTheChild,
};

async function deletesTheChild(party: Party, access: Access): Promise<void> {
  expect((await party.peer.terminate({ child: party.child })).isDone).toBe(true);
  await begin(party, access);
}

async function dies(party: Party, access: Access): Promise<void> {
  await party.peer.restart();
  await party.console.type('clear crypto session');
  await begin(party, access);
}

/** What was made for it goes with its last association, or as soon as nobody goes on. */
async function expectNoInterface(party: Party): Promise<void> {
  await party.simulation.setPace({ kind: 'real-time', factor: 8 });
  const isGone = async (): Promise<boolean> =>
    !(await party.console.type('show ip interface brief')).includes('Access');
  await party.until(isGone, 'there is no interface for the client any more', 60_000);
  await party.simulation.setPace({ kind: 'real-time', factor: 1 });
}
