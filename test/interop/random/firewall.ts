/** Combinations for an ASA and strongSwan, drawn by a seed, and what the two go through. */
import { expect } from 'vitest';
import { seededRandom, type Random } from '../../../src-main/base/random.ts';
import type { Charon } from '../charon.ts';
import { FirewallParty, type FirewallMeeting } from '../firewall-and-charon.ts';
import { charonFor, secret, type Names } from '../ios-and-charon.ts';
import type { Settings } from '../vici-text.ts';
import { charonCipher, charonGroup, ciphers, groups, hashes, type Cipher, type Hash } from './algorithms.ts';
import { chance, maybe, pick } from './dice.ts';

interface Suite {
  cipher: Cipher;
  integrity: Hash;
  prf: Hash;
  group: number;
}

export interface FirewallCombination {
  seed: string;
  number: number;
  version: 1 | 2;
  mode: 'main' | 'aggressive';
  ike: Suite;
  also: Suite | undefined;
  esp: { cipher: Cipher; integrity: Hash };
  pfs: number | undefined;
  begins: 'the firewall' | 'charon';
}

/** What an ASA 9.x has of version 1; of version 2 it has all that routers have. */
const older = { hashes: ['md5', 'sha1'], groups: [1, 2, 5, 14] } as const;

export function drawFirewall(seed: string, number: number): FirewallCombination {
  const random = seededRandom(`${seed}/asa/${number}`);
  const version = pick(random, [1, 2, 2]);
  const begins = pick(random, ['the firewall', 'charon']);
  const cipher = cipherOf(random, version, false);
  return {
    seed,
    number,
    version,
    mode: version === 1 && begins === 'charon' ? pick(random, ['main', 'aggressive']) : 'main',
    ike: suiteOf(random, version, cipher),
    // Aggressive mode has one group.
    also: maybe(random, () => suiteOf(random, version, cipherOf(random, version, false))),
    esp: { cipher: cipherOf(random, version, true), integrity: hashOf(random, version) },
    pfs: maybe(random, () => groupOf(random, 2)),
    begins,
  };
}

const hashOf = (random: Random, version: 1 | 2): Hash => pick(random, version === 1 ? older.hashes : hashes);
const groupOf = (random: Random, version: 1 | 2): number =>
  pick(random, version === 1 ? older.groups : groups.map(({ number }) => number));

function cipherOf(random: Random, version: 1 | 2, isForEsp: boolean): Cipher {
  const mayCombine = version === 2 && (isForEsp || chance(random, 2));
  return pick(
    random,
    ciphers.filter(({ algorithm }) => algorithm !== 'aes-gcm' || mayCombine),
  );
}

function suiteOf(random: Random, version: 1 | 2, cipher: Cipher): Suite {
  const [integrity, prf] = [hashOf(random, version), hashOf(random, version)];
  return { cipher, integrity, prf, group: groupOf(random, version) };
}

const isCombined = ({ algorithm }: Cipher): boolean => algorithm === 'aes-gcm';
const suitesOf = ({ ike, also }: FirewallCombination): Suite[] => (also === undefined ? [ike] : [also, ike]);

/** `aes-256`, as an ASA has it everywhere. */
function cipherWord({ algorithm, bits }: Cipher): string {
  return algorithm.startsWith('aes') && bits !== 128 ? `${algorithm}-${bits}` : algorithm;
}

const policyHash = (hash: Hash): string => (hash === 'sha1' ? 'sha' : hash);
const proposalHash = (hash: Hash): string => hash.replace(/^sha(\d+)$/, 'sha-$1');

function policyLines(one: FirewallCombination): string {
  const lines = suitesOf(one).map((suite, i) => {
    const { cipher, integrity, prf, group } = suite;
    const head = `crypto ikev${one.version} policy ${10 + 10 * i}\n encryption ${cipherWord(cipher)}\n group ${group}\n`;
    if (one.version === 1) return `${head} authentication pre-share\n hash ${policyHash(integrity)}\n lifetime 120\n`;
    const hash = isCombined(cipher) ? 'null' : policyHash(integrity);
    return `${head} integrity ${hash}\n prf ${policyHash(prf)}\n lifetime seconds 120\n`;
  });
  return lines.join('');
}

function espLines({ version, esp }: FirewallCombination): string {
  const word = cipherWord(esp.cipher);
  if (version === 1) return `crypto ipsec ikev1 transform-set T esp-${word} esp-${policyHash(esp.integrity)}-hmac\n`;
  const integrity = isCombined(esp.cipher) ? 'null' : proposalHash(esp.integrity);
  return `crypto ipsec ikev2 ipsec-proposal T\n protocol esp encryption ${word}\n protocol esp integrity ${integrity}\n`;
}

function firewallLines(one: FirewallCombination, { charon }: Names): string {
  const { version, pfs } = one;
  const keys =
    version === 1
      ? ` ikev1 pre-shared-key ${secret}\n`
      : ` ikev2 remote-authentication pre-shared-key ${secret}\n ikev2 local-authentication pre-shared-key ${secret}\n`;
  return `${policyLines(one)}crypto ikev${version} enable outside
${espLines(one)}crypto map M 10 match address VPN
crypto map M 10 set peer ${charon}
${pfs === undefined ? '' : `crypto map M 10 set pfs group${pfs}\n`}crypto map M 10 set ikev${version} ${
    version === 1 ? 'transform-set' : 'ipsec-proposal'
  } T
crypto map M 10 set security-association lifetime seconds 120
crypto map M interface outside
tunnel-group ${charon} type ipsec-l2l
tunnel-group ${charon} ipsec-attributes
${keys}`;
}

function ikeWords({ version, ike: { cipher, integrity, prf, group } }: FirewallCombination): string {
  const hash = isCombined(cipher) ? [] : [integrity];
  return [charonCipher(cipher), ...hash, ...(version === 1 ? [] : [`prf${prf}`]), charonGroup(group)].join('-');
}

function espWords({ esp, pfs }: FirewallCombination): string {
  const hash = isCombined(esp.cipher) ? [] : [esp.integrity];
  return [charonCipher(esp.cipher), ...hash, ...(pfs === undefined ? [] : [charonGroup(pfs)])].join('-');
}

function connectionOf(one: FirewallCombination, names: Names): Settings {
  return {
    version: one.version,
    proposals: ikeWords(one),
    ...(one.mode === 'aggressive' && { aggressive: 'yes' }),
    local: { auth: 'psk', id: names.charon },
    remote: { auth: 'psk', id: names.own },
  };
}

export function firewallTitle(one: FirewallCombination): string {
  return [
    `${one.seed}/${one.number}: ASA, IKE version ${one.version}`,
    ...(one.version === 1 ? [one.mode] : []),
    `${ikeWords(one)}${one.also === undefined ? '' : ' behind another policy'}`,
    `ESP ${espWords(one)}`,
    `${one.begins} begins`,
  ].join(', ');
}

export async function goThroughFirewall(place: string, one: FirewallCombination): Promise<void> {
  const meeting: FirewallMeeting = {
    number: 1,
    ios: (names) => firewallLines(one, names),
    connection: (names) => connectionOf(one, names),
    child: () => ({ esp_proposals: espWords(one) }),
  };
  const peer: Charon = await charonFor(place, [meeting]);
  try {
    await using party = await FirewallParty.start(place, meeting, peer);
    await live(party, one);
  } catch (error) {
    throw new Error(`${firewallTitle(one)}\n${String(error)}`, { cause: error });
  } finally {
    await peer.stop();
  }
}

async function live(party: FirewallParty, { begins, version, mode }: FirewallCombination): Promise<void> {
  const firewallBegins = async (): Promise<void> => {
    await party.ping();
    await party.expectTraffic('the firewall has begun');
  };
  const charonBegins = async (): Promise<void> => {
    const { output } = await party.initiate();
    expect(output).toContain('initiate completed successfully');
    await party.expectTraffic('charon has begun');
  };
  await (begins === 'charon' ? charonBegins() : firewallBegins());
  await party.renewedBy(() => party.peer.rekey({ child: party.child }), 'child');
  await party.renewedBy(() => party.peer.rekey({ ike: party.ike }), 'ike');
  await party.renewedBy(() => party.passTime(), 'child');
  await party.clear();
  // The firewall itself begins in main mode, which a charon for aggressive mode does not want.
  await (begins === 'charon' && mode === 'main' ? firewallBegins() : charonBegins());
  expect((await party.peer.terminate({ ike: party.ike })).output).toContain('terminate completed successfully');
  await party.untilNothing(version);
}
