/** strongSwan and routers that differ in one thing: both ends say so, whoever begins, as two charons do. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { charon, type Charon } from './charon.ts';
import { caseOf, ikev1Suites, ikev2Suites, type Case } from './crypto-as-typed.ts';
import { charonFor, Party, secret } from './ios-and-charon.ts';

interface Difference {
  what: 'policy' | 'secret' | 'algorithms of ESP' | 'networks';
  change: (lines: string) => string;
  /** Whether phase 1 comes to its end, so that both have an association of IKE and nothing else. */
  hasIke: boolean;
  /** When charon begins, and when it is asked. */
  initiates: Record<1 | 2, string>;
  answers: Record<1 | 2, RegExp>;
}

const both = <T>(value: T): Record<1 | 2, T> => ({ 1: value, 2: value });

const differences: readonly Difference[] = [
  {
    what: 'policy',
    change: (lines) =>
      lines.replace(/encryption aes.*/, (line) => (line.includes('cbc') ? 'encryption 3des' : 'encryption des')),
    hasIke: false,
    initiates: both('NO_PROPOSAL_CHOSEN'),
    answers: { 1: /\[IKE\] no proposal found/, 2: /received proposals unacceptable/ },
  },
  {
    what: 'secret',
    change: (lines) => lines.replaceAll(secret, 'another'),
    hasIke: false,
    initiates: { 1: 'initiate failed', 2: 'AUTHENTICATION_FAILED' },
    answers: { 1: /could not decrypt payloads/, 2: /generating IKE_AUTH response 1 \[ N\(AUTH_FAILED\) \]/ },
  },
  {
    what: 'algorithms of ESP',
    change: (lines) => lines.replace(/transform-set T .*/, 'transform-set T esp-des esp-md5-hmac'),
    hasIke: true,
    initiates: both('NO_PROPOSAL_CHOSEN'),
    answers: { 1: /no matching proposal found/, 2: /no acceptable proposal found/ },
  },
  {
    what: 'networks',
    change: (lines) => lines.replace(/match address 101/, 'match address 102'),
    hasIke: true,
    // IOS says so of networks, too ("phase 2 SA policy not acceptable"); charon itself has INVALID_ID_INFORMATION.
    initiates: { 1: 'NO_PROPOSAL_CHOSEN', 2: 'TS_UNACCEPTABLE' },
    answers: { 1: /no matching CHILD_SA config found/, 2: /traffic selectors .* unacceptable/ },
  },
];

const place = `198.19.${process.pid % 250}`;
const otherNetworks = 'access-list 102 permit ip 10.61.0.0 0.0.255.255 10.99.0.0 0.0.0.255\n';

function differing({ change }: Difference, version: 1 | 2, number: number): Case {
  const suite = (version === 1 ? ikev1Suites : ikev2Suites).find(({ name }) => name === 'AES256-SHA256-14');
  if (!suite) throw new TypeError('there is no such suite');
  const one = caseOf({ version, suite, number });
  const route = (charon: string): string => `ip route 10.99.0.0 255.255.255.0 ${charon}\n`;
  return { ...one, ios: (names) => otherNetworks + change(one.ios(names)) + route(names.charon) };
}

const cases = ([1, 2] as const).flatMap((version) =>
  differences.map((difference, i) => ({
    version,
    difference,
    what: difference.what,
    one: differing(difference, version, version * 10 + i),
  })),
);

describe.skipIf(charon === undefined)('strongSwan and routers that do not fit', () => {
  let peer: Charon;
  beforeAll(async () => {
    peer = await charonFor(
      place,
      cases.map(({ one }) => one),
    );
  }, 60_000);
  afterAll(() => peer.stop());

  it.concurrent.each(cases)('in their $what: IKE version $version', { timeout: 90_000 }, async (row) => {
    const { version, difference, one } = row;
    await using party = await Party.start(place, one, peer);
    const { output, isDone } = await party.initiate();
    expect(output).toContain(difference.initiates[version]);
    expect(isDone).toBe(false);
    await expectNoChild(party, difference.hasIke);
    await party.console.type('clear crypto session');
    await party.until(async () => (await party.associations()).every(({ children }) => children.length === 0), 'none');
    const target = difference.what === 'networks' ? '10.99.0.1' : party.names.charonInside;
    const before = peer.log().length;
    const isSaid = (): boolean => difference.answers[version].test(peer.log().slice(before));
    await party.console.type(`ping ${target} source Loopback0 timeout 1`);
    await party.until(() => Promise.resolve(isSaid()), `charon says ${String(difference.answers[version])}`);
    await expectNoChild(party, difference.hasIke);
  });
});

async function expectNoChild(party: Party, hasIke: boolean): Promise<void> {
  const all = await party.associations();
  expect(all.flatMap(({ children }) => children)).toEqual([]);
  expect(all.some(({ sa }) => sa['state'] === 'ESTABLISHED')).toBe(hasIke);
  const session = await party.console.type('show crypto session');
  expect(session).not.toMatch(/Active SAs: [1-9]/);
  expect(/IKEv\d SA: .* Active/.test(session)).toBe(hasIke);
}
