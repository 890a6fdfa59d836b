/** What else a router and charon live through: one of them dies, a child is deleted, a volume is used up. */
import { expect } from 'vitest';
import type { Party } from '../ios-and-charon.ts';
import * as story from '../strongswan-story.ts';
import type { Combination } from './draw.ts';
import { serviceName } from './charon-side.ts';
import { volume } from './router-lines.ts';
import type { Happening, OwnTime } from './twists.ts';

type Happen = (party: Party, one: Combination) => Promise<void>;

/** The router does not begin where whoever comes is let in. */
export const begin: Happen = (party, { twists }) =>
  twists.isOpenToAll ? story.charonBegins(party) : story.routerBegins(party);

export const happens: Record<Happening, Happen> = {
  'charon deletes the child': async (party, one) => {
    const before = await story.marksOf(party);
    expect((await party.peer.terminate({ child: party.child })).isDone).toBe(true);
    if (one.kind === 'VTI') await untilNew(party, before, 'child');
    await begin(party, one);
    // What has two minutes may be renewed meanwhile.
    if (one.lifetime.ike > 120) expect((await story.marksOf(party)).ike).toBe(before.ike);
  },
  'the router deletes the child': async (party, one) => {
    // A tunnel begins anew at once, and of version 1 charon's threads take the deletions for those of the new pair.
    if (one.kind === 'VTI' && one.version === 1) return;
    const before = await story.marksOf(party);
    await party.console.type('clear crypto sa');
    await party.until(async () => (await story.marksOf(party)).child !== before.child, 'charon has lost the child');
    await begin(party, one);
  },
  'charon dies, and begins again': async (party, one) => {
    await party.peer.restart();
    if (one.kind === 'VTI' || !tellsOfItsStart(one)) await party.console.type('clear crypto session');
    await (one.kind === 'VTI' ? story.routerBegins(party) : story.charonBegins(party));
    const session = await party.console.type('show crypto session');
    expect(session.match(/IKE(?:v\d)? SA: .* Active/g)).toHaveLength(1);
  },
  'charon dies, and the router begins': async (party, { deadPeer }) => {
    await party.peer.restart();
    if (deadPeer.router === 'none') await party.console.type('clear crypto session');
    await party.simulation.setPace({ kind: 'real-time', factor: 8 });
    await party.until(() => isThereAgain(party), 'the router has noticed', 60_000);
    await party.simulation.setPace({ kind: 'real-time', factor: 1 });
    await story.routerBegins(party);
  },
  'the router reloads': async (party, one) => {
    await party.reload();
    if (!heedsAStart(one) || party.peer.isPersistent === true) await party.forget();
    await story.routerBegins(party);
    // A tunnel interface begins at once, and charon may have begun, too. What charon takes for the same peer that
    // authenticates anew it deletes some seconds later.
    if (one.kind === 'VTI') return;
    await party.until(async () => (await party.associations()).length === 1, 'charon has one association', 30_000);
  },
  'a volume is used up': async (party) => {
    const before = await story.marksOf(party);
    const packets = Math.ceil((volume * 1024) / 1400);
    await party.console.type(`ping ${party.names.charonInside} source Loopback0 size 1400 repeat ${packets} timeout 2`);
    await untilNew(party, before, 'child');
    await story.expectTraffic(party, 'the router has renewed what was used up');
    await story.expectAgreement(party);
  },
};

/** charon says that it knows of nobody else where it wants to be the only one of its name; in aggressive mode never. */
const tellsOfItsStart = ({ mode, twists }: Combination): boolean =>
  mode === 'main' && !/no|never/.test(twists.connection['unique'] ?? '');

/**
 * What charon makes of INITIAL-CONTACT: of version 1 it heeds it where it lets nobody be there twice anyway; in
 * aggressive mode only some time later.
 */
const heedsAStart = ({ version, mode, twists }: Combination): boolean =>
  mode === 'main' && !(version === 1 ? /no|never|keep/ : /never/).test(twists.connection['unique'] ?? '');

/** What is sent is what makes a router ask whether there is anybody. */
async function isThereAgain(party: Party): Promise<boolean> {
  await party.ping();
  return (await party.childInUse()) !== undefined;
}

const untilNew = (party: Party, before: story.Marks, what: keyof story.Marks): Promise<void> =>
  party.until(async () => story.isNew(await story.marksOf(party), before, what), `another ${what}`, 40_000);

/** charon renews by its own clock, three times. */
export async function expectOwnTimes(party: Party, which: OwnTime): Promise<void> {
  for (let times = 0; times < 3; times++) {
    await untilNew(party, await story.marksOf(party), which === 'child' ? 'child' : 'ike');
    await story.expectTraffic(party, `charon has renewed the ${which} when its time had come`);
  }
}

/** A child of its own is begun for it, of one protocol and one port; a router has no TCP, but what comes is counted. */
export async function expectService(party: Party): Promise<void> {
  const { names, peer, console } = party;
  const { isDone, output } = await peer.initiate(serviceName(names), 10);
  if (!isDone) throw new Error(`a child for Telnet: ${output}\n${await party.account()}`);
  await peer.knock?.(names.charonInside, names.routerInside, 23);
  const shown = await console.type('show crypto ipsec sa');
  const [, ofService = ''] = shown.split(/local {2}ident .*\/6\/23\)/);
  if (!/#pkts decaps: [1-9]/.test(ofService))
    throw new Error(`Telnet has not come: ${shown}\n${await party.account()}`);
  await story.expectTraffic(party, 'there is another child');
}

/** Three pieces each way, and as many packets of ESP or more. */
export async function expectLargePackets(party: Party): Promise<void> {
  const ping = `ping ${party.names.charonInside} source Loopback0 size 3000 repeat 5 timeout 6`;
  const shown = await party.console.type(ping);
  if (!shown.includes('(5/5)')) throw new Error(`large packets: ${shown}\n${await party.account()}`);
}
