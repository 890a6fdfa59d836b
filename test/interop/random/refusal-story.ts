/** A router and charon that differ: whoever begins, nothing comes of it, a cause is told, and nothing stays half open. */
import { expect } from 'vitest';
import { enrol, type Authorities, type Issuer } from '../enrolment.ts';
import { Party } from '../ios-and-charon.ts';
import { charonOf, titleOf } from './meeting.ts';
import { differingMeeting, leavesIke, type Difference, type Refusal } from './difference.ts';

export const refusalTitle = ({ one, difference }: Refusal): string => `another ${difference}: ${titleOf(one)}`;

const charonsIssuer = ({ one, difference }: Refusal): Issuer | 'expired' => {
  if (difference === 'authority of charon') return 'foreign';
  if (difference === 'time of the certificate') return 'expired';
  return one.twists.below.charon ? 'sub' : 'ca';
};

export async function goThroughRefusal(place: string, refusal: Refusal, authorities: Authorities): Promise<void> {
  const { one, difference } = refusal;
  const meeting = differingMeeting(refusal);
  const peer = await charonOf(place, one, { meeting, files: authorities.files(charonsIssuer(refusal)) });
  try {
    await using party = await Party.start(place, meeting, peer);
    const kind = [one.proof.router, one.proof.charon].find((proof) => proof !== 'psk');
    // The router knows no other authority than that of its own certificate.
    const issuer = one.twists.below.router ? 'sub' : 'ca';
    const own = difference === 'authority of the router' ? 'foreign' : issuer;
    if (kind !== undefined) await enrol(party, kind, authorities, { issuer: own, curve: one.twists.curve });
    await party.console.type('debug crypto isakmp');
    await party.console.type('debug crypto ikev2');
    await party.console.type('debug crypto ipsec');
    await endsInNothing(party, refusal);
  } catch (error) {
    throw new Error(`${refusalTitle(refusal)}\n${String(error)}`, { cause: error });
  } finally {
    await peer.stop();
  }
}

async function endsInNothing(party: Party, refusal: Refusal): Promise<void> {
  const { one, difference } = refusal;
  const { isDone } = await party.initiate();
  expect(isDone).toBe(false);
  // Who begins aggressive mode has an association when it has said its last word, whatever the other thinks of that.
  await (one.mode === 'aggressive' ? expectNoPair(party) : expectNoChild(party, difference));
  await expectCause(party, difference, { when: 'charon has begun', since: 0 });
  await party.console.type('clear crypto session');
  await party.forget();
  await party.console.type('clear logging', /confirm/);
  await party.console.type('');
  const since = (await party.peer.log()).length;
  const target = difference === 'networks' ? '10.99.0.1' : party.names.charonInside;
  await party.console.type(`ping ${target} source Loopback0 timeout 1`);
  await (isUntold(refusal) ? expectNoPair(party) : expectNoChild(party, difference));
  await expectCause(party, difference, { when: 'the router has begun', since });
  if (!leavesIke(difference)) await expectNothingHalfOpen(party, one.version);
}

/**
 * A router of version 2 that does not believe who answers it does not say so, as IOS: charon finds out when it asks. Of
 * version 1 it says so, but charon has said the last word of phase 1, and has an association.
 */
const isUntold = ({ difference }: Refusal): boolean =>
  ['identity of charon', 'authority of charon', 'time of the certificate'].includes(difference);

/** As long as a router goes on asking, and longer than charon does. */
async function expectNothingHalfOpen(party: Party, version: 1 | 2): Promise<void> {
  await party.simulation.jump(180);
  await party.simulation.setPace({ kind: 'real-time', factor: 20 });
  const shown = version === 1 ? 'show crypto isakmp sa' : 'show crypto ikev2 sa';
  const open = version === 1 ? /MM_(?!NO_STATE)|AG_(?!NO_STATE)|QM_/ : /\d\.\d/;
  await party.until(async () => !open.test(await party.console.type(shown)), 'nothing is half open', 60_000);
  await party.simulation.setPace({ kind: 'real-time', factor: 1 });
}

async function expectNoChild(party: Party, difference: Difference): Promise<void> {
  const all = await party.associations();
  expect(all.flatMap(({ children }) => children).filter(({ state }) => state === 'INSTALLED')).toEqual([]);
  if (!leavesIke(difference)) expect(all.filter(({ sa }) => sa['state'] === 'ESTABLISHED')).toEqual([]);
  await expectNoPair(party);
}

async function expectNoPair({ console }: Party): Promise<void> {
  expect(await console.type('show crypto session')).not.toMatch(/Active SAs: [1-9]/);
}

/** In the words of the router's debugs and messages, or of charon: one of them has to name it. */
const causes: Record<Difference, RegExp> = {
  policy: /N\(NO_PROP\)|N\(INVAL_KE\)|phase 1 SA policy not acceptable|NO_PROPOSAL_CHOSEN/i,
  // With other keys a message of main mode is no message (%CRYPTO-4-IKMP_BAD_MESSAGE), as on IOS.
  secret: /N\(AUTH_FAILED\)|could not decrypt payloads|MAC mismatched|IKMP_BAD_MESSAGE|hash does not match/i,
  'identity of charon': /N\(AUTH_FAILED\)|profile not found|identity/i,
  'identity of the router': /does not match|no matching peer config|no peer config found|N\(AUTH_FAILED\)/i,
  'algorithms of ESP': /N\(NO_PROP\)|no matching proposal found|no acceptable proposal found/i,
  protocol: /N\(TS_UNACCEPT\)|N\(NO_PROP\)|N\(INVAL_ID\)|no matching CHILD_SA config found/i,
  'sequence numbers': /N\(NO_PROP\)|no matching proposal found|no acceptable proposal found/i,
  'forward secrecy': /N\(NO_PROP\)|no matching proposal found|no acceptable proposal found/i,
  childless: /childless/i,
  networks: /N\(TS_UNACCEPT\)|N\(NO_PROP\)|N\(INVAL_ID\)|no matching CHILD_SA config found/i,
  'authority of charon': /%PKI-3-CERTIFICATE_INVALID|N\(AUTH_FAILED\)|certificate/i,
  // It does not know charon's either.
  'authority of the router': /no trusted \S+ public key found|N\(AUTH_FAILED\)|%PKI-3-CERTIFICATE_INVALID/i,
  'time of the certificate': /%PKI-3-CERTIFICATE_INVALID_EXPIRED|has expired/i,
};

async function expectCause(
  party: Party,
  difference: Difference,
  { when, since }: { when: string; since: number },
): Promise<void> {
  const { console, peer } = party;
  const cause = causes[difference];
  const isTold = (line: string): boolean => /\[(?:IKE|ENC|CHD)\]/.test(line) && cause.test(line);
  const isSaid = async (): Promise<boolean> =>
    (await peer.log()).slice(since).split('\n').some(isTold) || cause.test(await console.type('show logging'));
  await party.until(isSaid, `${when}: ${String(cause)}`, 30_000);
}
