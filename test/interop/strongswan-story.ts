/**
 * What a router and charon go through together: each begins once; then each renews the child and the association of
 * IKE, and each deletes once; and packets go both ways after every step.
 */
import { expect } from 'vitest';
import { wallClock } from '../../src-main/devices/transport/wall-clock.ts';
import type { Party } from './ios-and-charon.ts';

/** charon's numbers of the association of IKE and of its child in use. */
export interface Marks {
  ike: string;
  child: string;
}

export async function marksOf(party: Party): Promise<Marks> {
  const all = await party.associations();
  const numbered = all.sort((a, b) => Number(b.sa['uniqueid']) - Number(a.sa['uniqueid']));
  const inUse = numbered.find(({ sa }) => sa['state'] === 'ESTABLISHED');
  const child = await party.childInUse();
  return { ike: text(inUse?.sa['initiator-spi']), child: text(child?.['spi-in']) };
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The first packet of either end goes through, and each of five after it. */
export async function expectTraffic(party: Party, when: string): Promise<void> {
  await party.weather('calm');
  await expectPackets(party, when);
  await party.weather('stormy');
}

async function expectPackets(party: Party, when: string): Promise<void> {
  // On a machine that has much to do an answer may take longer than a second: it is late then, and not lost.
  const ping = (): Promise<number> => party.ping(party.names.charonInside, 6);
  const traffic = { isReached: await party.isReachedFromCharon(), answers: await ping() };
  if (traffic.answers === 4) traffic.answers = await ping();
  // After a storm the last message of a negotiation may have to come again.
  if (party.patience > 1 && !traffic.isReached) traffic.isReached = await party.isReachedFromCharon();
  if (traffic.isReached && traffic.answers === 5) return;
  throw new Error(`${when}: ${JSON.stringify(traffic)}\n${await party.account()}`);
}

/** Both ends speak of the same pair; whoever has answered has it first, and what is lost comes again. */
export async function expectAgreement(party: Party): Promise<void> {
  let shown = '';
  const isAgreed = async (): Promise<boolean> => {
    // charon may be renewing just now: neither of the two is in use then.
    const child = await party.childInUse();
    if (child === undefined) return false;
    shown = (await party.console.type('show crypto ipsec sa')).toLowerCase();
    return ['spi-in', 'spi-out'].every((which) => shown.includes(`0x${text(child[which]).replace(/^0+/, '')}(`));
  };
  try {
    await party.until(isAgreed, 'a pair that both ends have');
  } catch (error) {
    throw new Error(`${shown}\n${String(error)}`, { cause: error });
  }
}

/** charon loses what overtakes the last message of aggressive mode, for it has several threads; it comes again. */
export async function routerBegins(party: Party): Promise<void> {
  await party.ping();
  await party.until(async () => (await party.childInUse()) !== undefined, 'a child', 45_000);
  await expectAgreement(party);
  await expectTraffic(party, 'the router has begun');
}

export async function charonBegins(party: Party): Promise<void> {
  const { isDone, output } = await party.initiate();
  if (!isDone) throw new Error(`${output}\n${await party.account()}`);
  await expectTraffic(party, 'charon has begun');
  await expectAgreement(party);
}

const both = ['child', 'ike'] as const;

export async function charonRenews(party: Party, which: readonly (keyof Marks)[] = both): Promise<void> {
  for (const what of which) {
    const before = await marksOf(party);
    const asked = what === 'child' ? { child: party.child } : { ike: party.ike };
    expect((await party.peer.rekey(asked)).isDone).toBe(true);
    await party.until(async () => isNew(await marksOf(party), before, what), `charon's renewal of ${what}`);
    await expectTraffic(party, `charon has renewed ${what}`);
  }
}

/** Nothing is due so early; from then on there are some real seconds between a renewal and the end. */
const leap = 70;

/** What the router begins meanwhile has to have answers, which a leap leaves behind. */
async function passTime({ simulation }: Party, isAnswered: boolean): Promise<void> {
  if (!isAnswered) {
    await simulation.jump(leap);
    return;
  }
  await simulation.setPace({ kind: 'real-time', factor: 10 });
  await wallClock.sleep(leap * 100);
}

/** Time leaps, and then goes faster, until what the router does before its associations expire is done. */
export async function routerRenews(
  party: Party,
  which: readonly (keyof Marks)[] = both,
  isAnswered = false,
): Promise<void> {
  const before = await marksOf(party);
  await passTime(party, isAnswered);
  await party.simulation.setPace({ kind: 'real-time', factor: 4 });
  const isDone = async (what: keyof Marks): Promise<boolean> => isNew(await marksOf(party), before, what);
  for (const what of which) await party.until(() => isDone(what), `the router's renewal of ${what}`, 40_000);
  await party.simulation.setPace({ kind: 'real-time', factor: 1 });
  await expectTraffic(party, 'the router has renewed');
  await expectAgreement(party);
}

/** Of version 2: the association is deleted, and begun again with all that it had. */
export async function charonAuthenticatesAnew(party: Party): Promise<void> {
  const before = await marksOf(party);
  expect((await party.peer.reauthenticate(party.ike)).isDone).toBe(true);
  const isDone = async (): Promise<boolean> => {
    const now = await marksOf(party);
    return isNew(now, before, 'ike') && isNew(now, before, 'child');
  };
  await party.until(isDone, 'charon authenticates anew');
  await expectTraffic(party, 'charon has authenticated anew');
}

/** charon renews the child again and again while the router's time comes; some of it may be in vain. */
export async function bothRenewTheChild(party: Party): Promise<void> {
  await passTime(party, true);
  await party.simulation.setPace({ kind: 'real-time', factor: 4 });
  for (let times = 0; times < 6; times++) await party.peer.rekey({ child: party.child });
  await party.simulation.setPace({ kind: 'real-time', factor: 1 });
  await party.until(() => isSettled(party), 'a child after both have renewed it');
  await expectTraffic(party, 'both have renewed the child');
  await expectAgreement(party);
}

/** charon has a child that it does not renew again at once: what it was asked for is done. */
async function isSettled(party: Party): Promise<boolean> {
  const before = await marksOf(party);
  await wallClock.sleep(1500);
  return before.child !== '' && (await marksOf(party)).child === before.child;
}

export const isNew = (now: Marks, before: Marks, what: keyof Marks): boolean =>
  now[what] !== '' && now[what] !== before[what];

export async function routerDeletes(party: Party): Promise<void> {
  await party.weather('calm');
  await party.console.type('clear crypto session');
  await party.until(async () => (await party.associations()).length === 0, 'charon has nothing any more');
}

/** It may be there again at once: whoever has begun it may want it. */
export async function routerDeletesForNow(party: Party): Promise<void> {
  const before = await marksOf(party);
  await party.console.type('clear crypto session');
  await party.until(async () => (await marksOf(party)).child !== before.child, 'charon has lost the child');
  await party.until(
    async () => (await marksOf(party)).child === '' || (await isSettled(party)),
    'nothing new is under way',
  );
}

/** The router begins again at once. */
export async function routerDeletesATunnel(party: Party): Promise<void> {
  const before = await marksOf(party);
  await party.console.type('clear crypto session');
  await party.until(async () => isNew(await marksOf(party), before, 'child'), 'another child than before');
}

export async function charonDeletes(party: Party): Promise<void> {
  await party.weather('calm');
  const { child } = await marksOf(party);
  const { isDone, output } = await party.peer.terminate({ ike: party.ike });
  if (!isDone) throw new Error(output);
  await forgetOlder(party, child);
  await party.until(async () => !(await hasAnything(party)), 'nothing is left');
}

/**
 * Pairs of version 1 outlive the association that they were made by (RFC 2408 section 5.15), as on IOS; charon forgets
 * them with it, and does not tell of what it has forgotten. They would go when their time is over.
 * @param told the SPI of what it has told of: that is gone
 */
async function forgetOlder(party: Party, told: string): Promise<void> {
  await party.until(async () => !(await hasIke(party)), 'no association of IKE is left');
  const session = await party.console.type('show crypto session');
  if (!session.includes('UP-NO-IKE') || (await party.associations()).length > 0) return;
  if (told !== '')
    expect(await party.console.type('show crypto ipsec sa')).not.toContain(`(${Number.parseInt(told, 16)})`);
  await party.console.type('clear crypto sa');
}

async function hasIke({ console }: Party): Promise<boolean> {
  return /IKE(?:v\d)? SA: .* Active/.test(await console.type('show crypto session'));
}

/** What is deleted is listed for a minute more, as on IOS. */
async function hasAnything({ console }: Party): Promise<boolean> {
  return /Active SAs: [1-9]|IKE(?:v\d)? SA: .* Active/.test(await console.type('show crypto session'));
}
