import { describe, expect, it } from 'vitest';
import type { StepVerdict } from '../../src-main/grading/verdict.ts';
import { judge, diagnose } from '../../src-main/grading/judge.ts';
import { both, broken, defined, evidenceOf, exercise, halfMigrated, migrated, plainGre, policy, stepNamed, verdictOn, type PaperNetwork } from './paper-network.ts'; // prettier-ignore

const rules = ({ diagnoses }: StepVerdict): string[] => diagnoses.map(({ rule }) => rule);
const quoted = ({ diagnoses: [first] }: StepVerdict): string[] => (first?.quotes ?? []).map(({ role, text }) => `${role}: ${text.trim()}`); // prettier-ignore

/** The first policy, key, set or profile of R3 becomes another one. */
const onR3 = {
  policy: (change: Partial<typeof policy>) => (network: PaperNetwork) => void (network.R3.policies = [{ ...policy, ...change }]), // prettier-ignore
  key: (peer: string, secret: string) => (network: PaperNetwork) => void (network.R3.keys = [{ peer, secret }]),
  set: (transforms: string) => (network: PaperNetwork) => void (network.R3.sets = [{ name: 'MyTransformSet', transforms }]), // prettier-ignore
};

/** Phase 1 is done, phase 2 is refused. */
function idleOnly(change: (network: PaperNetwork) => void): PaperNetwork {
  const network = broken(change, 'QM_IDLE');
  for (const one of both(network)) for (const row of one.ike) row.suite = ['des', 'sha', 'psk', 1];
  return network;
}

describe('one fault', () => {
  it.each([
    ['P1-ENC', broken(onR3.policy({ encryption: '3des' }))],
    ['P1-HASH', broken(onR3.policy({ hash: 'md5' }))],
    ['P1-DH', broken(onR3.policy({ group: 2 }))],
    ['P1-AUTHMETHOD', broken(onR3.policy({ authentication: 'rsa-sig' }))],
    ['P1-NOPOLICY', broken((network) => void (network.R3.policies = []))],
    ['P1-NOKEY', broken((network) => void (network.R3.keys = []))],
    ['P1-NOKEY', broken(onR3.key('10.0.0.1', 'FooB4r'))],
    ['P1-PSK', broken(onR3.key('172.16.0.1', 'FooB4rx'), 'MM_KEY_EXCH')],
    ['P2-TS', idleOnly(onR3.set('esp-3des esp-md5-hmac'))],
    ['P2-MODE', idleOnly((network) => void (network.R3.sets = [{ name: 'MyTransformSet', transforms: 'esp-3des esp-sha-hmac', mode: 'transport' }]))], // prettier-ignore
    ['P2-PFS', idleOnly((network) => void (network.R3.profiles = [{ name: 'MyProfile', sets: ['MyTransformSet'], pfs: 2 }]))], // prettier-ignore
    ['TUN-PROT-ONESIDE', halfMigrated()],
    ['TUN-PROT-NONE', defined()],
    ['TUN-MODE', idleOnly((network) => void (network.R3.tunnel.mode = 'gre ip'))],
    ['TUN-SHUT', broken((network) => void (network.R3.tunnel.isShut = true))],
    ['P1-PEER', broken((network) => void (network.R3.tunnel.destination = '172.16.0.9'))],
    ['P1-NOROUTE', broken((network) => void (network.R3.routes = []))],
    ['TUN-PROFILE-UNDEF', broken((network) => void (network.R3.tunnel.profile = 'Typo'))],
    ['TUN-PROFILE-UNDEF', broken((network) => void (network.R3.profiles = [{ name: 'MyProfile', sets: [] }]))],
    ['TUN-PROFILE-UNDEF', broken((network) => void (network.R3.profiles = [{ name: 'MyProfile', sets: ['Typo'] }]))],
  ])('%s is named, alone, and quotes the router that it is on', (rule, network) => {
    const verdict = verdictOn(network, 'verify');
    expect(rules(verdict)).toEqual([rule]);
    const [diagnosis] = verdict.diagnoses;
    expect(diagnosis?.quotes.some(({ role }) => role === 'R3')).toBe(true);
    for (const text of [diagnosis?.title, diagnosis?.explanation, diagnosis?.mend]) expect(text?.length).toBeGreaterThan(20); // prettier-ignore
  });

  it('is a key length where the cipher is the same', () => {
    const network = broken((one) => {
      one.R1.policies = [{ ...policy, encryption: 'aes 256' }];
      one.R3.policies = [{ ...policy, encryption: 'aes 192' }];
    });
    expect(rules(verdictOn(network, 'verify'))).toEqual(['P1-KEYLEN']);
  });

  it('quotes the same line of both ends, and what the routers said of it', () => {
    const network = broken(onR3.policy({ encryption: '3des' }));
    network.R3.log = ['*Mar  1 00:13:31.891: ISAKMP:(0):Encryption algorithm offered does not match policy!'];
    expect(quoted(verdictOn(network, 'verify'))).toEqual([
      'R1: encryption algorithm:\tDES - Data Encryption Standard (56 bit keys).',
      'R3: encryption algorithm:\tThree key triple DES',
      'R3: *Mar  1 00:13:31.891: ISAKMP:(0):Encryption algorithm offered does not match policy!',
    ]);
  });

  it('of the key is proven by both keys, the state and the log', () => {
    const network = broken(onR3.key('172.16.0.1', 'FooB4rx'), 'MM_KEY_EXCH');
    network.R3.log = ['*Mar  1 00:13:31.899: %CRYPTO-4-IKMP_BAD_MESSAGE: IKE message from 172.16.0.1 failed its sanity check or is malformed']; // prettier-ignore
    const lines = quoted(verdictOn(network, 'verify'));
    expect(lines.slice(0, 2)).toEqual(['R1: crypto isakmp key FooB4r address 172.16.0.6', 'R3: crypto isakmp key FooB4rx address 172.16.0.1']); // prettier-ignore
    expect(lines.some((line) => line.includes('MM_KEY_EXCH'))).toBe(true);
    expect(lines.at(-1)).toContain('IKMP_BAD_MESSAGE');
  });

  it('of the key shows without the keys too, by the state and the log', () => {
    const network = broken(() => undefined, 'MM_KEY_EXCH');
    network.R3.log = ['*Mar  1 00:13:31.899: %CRYPTO-4-IKMP_BAD_MESSAGE: IKE message from 172.16.0.1 failed its sanity check or is malformed']; // prettier-ignore
    const step = stepNamed('verify');
    const encrypted = (text: string): string => text.replaceAll('isakmp key FooB4r', 'isakmp key 6 aBcDeF[hI');
    const evidence = evidenceOf(network, step, encrypted);
    expect(rules(diagnose(exercise, step, judge(exercise, step, evidence), evidence))).toEqual(['P1-PSK']);
  });

  it('of one protected end quotes the protection, its absence, and the packets in clear', () => {
    const lines = quoted(verdictOn(halfMigrated(), 'verify'));
    expect(lines).toContain('R1: tunnel protection ipsec profile MyProfile');
    expect(lines).toContain('R3: interface Tunnel0');
    expect(lines.at(-1)).toContain('src_addr= 172.16.0.6, prot= 47');
  });

  it('is seen while the lab is at its step', () => {
    const policies = defined();
    policies.R3.policies = [{ ...policy, encryption: '3des' }];
    expect(rules(verdictOn(policies, 'ike-policy'))).toEqual(['P1-ENC']);
    const keys = defined();
    keys.R3.keys = [{ peer: '172.16.0.1', secret: 'other' }];
    expect(rules(verdictOn(keys, 'pre-shared-key'))).toEqual(['P1-PSK']);
    keys.R3.keys = [{ peer: '10.0.0.1', secret: 'FooB4r' }];
    expect(rules(verdictOn(keys, 'pre-shared-key'))).toEqual(['P1-NOKEY']);
    const sets = defined();
    sets.R3.sets = [{ name: 'MyTransformSet', transforms: 'esp-3des esp-md5-hmac' }];
    expect(rules(verdictOn(sets, 'transform-set'))).toEqual(['P2-TS']);
    const tunnels = plainGre();
    tunnels.R3.tunnel = { ...tunnels.R3.tunnel, isShut: true, line: 'down' };
    tunnels.answered = 0;
    expect(rules(verdictOn(tunnels, 'observe-gre'))).toEqual(['TUN-SHUT']);
    expect(rules(verdictOn(halfMigrated(), 'migrate-r3'))).toEqual(['TUN-PROT-ONESIDE']);
  });
});

describe('several faults', () => {
  const policyAndKey = (network: PaperNetwork): void => {
    onR3.policy({ encryption: '3des' })(network);
    onR3.key('172.16.0.1', 'other')(network);
  };

  it('come in the order in which they must be mended', () => {
    expect(rules(verdictOn(broken(policyAndKey), 'verify'))).toEqual(['P1-ENC', 'P1-PSK']);
    const keyAndSet = broken((network) => {
      onR3.set('esp-des esp-sha-hmac')(network);
      onR3.key('172.16.0.1', 'other')(network);
    }, 'MM_KEY_EXCH');
    expect(rules(verdictOn(keyAndSet, 'verify'))).toEqual(['P1-PSK', 'P2-TS']);
    const two = broken(onR3.policy({ encryption: '3des', group: 5 }));
    expect(rules(verdictOn(two, 'verify'))).toEqual(['P1-ENC', 'P1-DH']);
  });

  it('begin with the protection of one end, as nothing is negotiated before', () => {
    const network = halfMigrated();
    policyAndKey(network);
    expect(rules(verdictOn(network, 'verify'))).toEqual(['TUN-PROT-ONESIDE', 'P1-ENC', 'P1-PSK']);
  });

  it('are three at most', () => {
    const network = broken(policyAndKey);
    onR3.set('esp-des esp-sha-hmac')(network);
    network.R3.tunnel.isShut = true;
    expect(rules(verdictOn(network, 'verify'))).toEqual(['TUN-SHUT', 'P1-ENC', 'P1-PSK']);
  });
});

describe('what is harmless', () => {
  const harmless = (network: PaperNetwork): PaperNetwork => {
    network.R3.policies = [{ ...policy, number: 5, encryption: 'aes 256', group: 2 }, { ...policy, number: 130, lifetime: 3600 }]; // prettier-ignore
    network.R3.keys = [{ peer: '192.0.2.7', secret: 'elsewhere' }, ...network.R3.keys];
    network.R3.sets = [{ name: 'Spare', transforms: 'esp-des esp-md5-hmac' }, ...network.R3.sets];
    return network;
  };

  it('passes, and is not spoken of', () => {
    const network = harmless(migrated());
    network.answered = 4;
    expect(verdictOn(network, 'migrate-r3')).toMatchObject({ verdict: 'passed', diagnoses: [] });
    network.answered = 5;
    expect(verdictOn(network, 'verify')).toMatchObject({ verdict: 'passed', diagnoses: [] });
  });

  it('is not taken for the cause of something else', () => {
    expect(rules(verdictOn(harmless(broken(() => undefined)), 'verify'))).toEqual(['undecided']);
    expect(rules(verdictOn(harmless(broken(onR3.key('172.16.0.1', 'other'))), 'verify'))).toEqual(['P1-PSK']);
  });

  it('keeps phase 1 out of it when that is done', () => {
    const network = idleOnly((one) => {
      onR3.key('172.16.0.1', 'changed since')(one);
      onR3.set('esp-des esp-sha-hmac')(one);
    });
    expect(rules(verdictOn(network, 'verify'))).toEqual(['P2-TS']);
  });
});

describe('when nothing fits', () => {
  it('says what was ruled out, and quotes it', () => {
    const verdict = verdictOn(
      broken(() => undefined),
      'verify',
    );
    expect(rules(verdict)).toEqual(['undecided']);
    expect(verdict.diagnoses[0]?.explanation).toContain('R1 and R3 have an IKE policy in common (10 and 10)');
    expect(verdict.diagnoses[0]?.explanation).toContain('hold the same key for each other');
    expect(quoted(verdict)).toContain('R3: crypto isakmp key FooB4r address 172.16.0.1');
  });

  it('says nothing of what has only not been typed in yet', () => {
    for (const id of ['ike-policy', 'pre-shared-key', 'transform-set', 'ipsec-profile', 'migrate-r1']) {
      expect(rules(verdictOn(plainGre(), id))).toEqual([]);
    }
  });

  it('says nothing without a line to quote', () => {
    const step = stepNamed('verify');
    expect(diagnose(exercise, step, judge(exercise, step, []), []).diagnoses).toEqual([]);
  });
});
