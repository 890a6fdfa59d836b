/** Verbs about what is defined and not yet used: policies, keys, transform sets, profiles. */
import { describe, expect, it } from 'vitest';
import { attributesIn, defined, expecting, judged, plainGre, policy, quotedIn } from '../paper-network.ts';

describe('isakmpPolicy', () => {
  const wanted = expecting('isakmpPolicy', { on: 'R1', encryption: 'des', hash: 'sha1', dh: 1, authentication: 'pre-share' }); // prettier-ignore

  it('passes whatever the number, and quotes the line of each attribute', () => {
    const network = defined();
    network.R1.policies = [{ ...policy, number: 42, lifetime: 600 }];
    const verdict = judged(network, wanted);
    expect(verdict).toMatchObject({ verdict: 'passed', points: { earned: 1, of: 1 } });
    expect(verdict.says).toBe('R1 has what is asked for in its IKE policy 42.');
    expect(quotedIn(verdict)).toEqual([
      'encryption algorithm:\tDES - Data Encryption Standard (56 bit keys).',
      'hash algorithm:\t\tSecure Hash Standard',
      'authentication method:\tPre-Shared Key',
      'Diffie-Hellman group:\t#1 (768 bit)',
    ]);
  });

  it('passes when another policy beside it is right', () => {
    const network = defined();
    network.R1.policies = [
      { ...policy, number: 5, encryption: '3des' },
      { ...policy, number: 30 },
    ];
    expect(judged(network, wanted).verdict).toBe('passed');
  });

  it('gives part of the points for what is right', () => {
    const network = defined();
    network.R1.policies = [{ ...policy, encryption: '3des', group: 2 }];
    const verdict = judged(network, wanted);
    expect(verdict).toMatchObject({ verdict: 'partial', points: { earned: 0.25, of: 1 } });
    expect(attributesIn(verdict)).toEqual([
      'encryption of R1: Three key triple DES, wrong',
      'hash of R1: Secure Hash Standard',
      'authentication of R1: Pre-Shared Key',
      'Diffie-Hellman group of R1: #2, wrong',
    ]);
  });

  it('gives nothing for the suite that is built in, though three of four are right', () => {
    const verdict = judged(plainGre(), wanted);
    expect(verdict).toMatchObject({ verdict: 'failed', points: { earned: 0 } });
    expect(verdict.says).toBe('R1 has no IKE policy of its own yet.');
  });

  it('takes the built-in suite where that is what is asked for', () => {
    const builtIn = expecting('isakmpPolicy', { on: 'R1', encryption: 'des', authentication: 'rsa-sig' });
    expect(judged(plainGre(), builtIn).verdict).toBe('passed');
  });

  it('tells key lengths apart', () => {
    const network = defined();
    network.R1.policies = [{ ...policy, encryption: 'aes 192' }];
    expect(judged(network, expecting('isakmpPolicy', { on: 'R1', encryption: 'aes 192' })).verdict).toBe('passed');
    const other = judged(network, expecting('isakmpPolicy', { on: 'R1', encryption: 'aes 256', hash: 'sha1' }));
    expect(attributesIn(other)[0]).toBe('encryption of R1: AES - Advanced Encryption Standard (192 bit keys), wrong');
  });

  it('wants the number and the lifetime only where the step does', () => {
    const asked = expecting('isakmpPolicy', { on: 'R1', priority: 20, lifetime: 3600 });
    expect(attributesIn(judged(defined(), asked))).toEqual(['number of R1: 10, wrong', 'lifetime of R1: 86400, wrong']);
  });

  it('reads on when a log message falls between the lines', () => {
    const message = '*Mar  1 00:13:31.891: %SYS-5-CONFIG_I: Configured from console by console\n';
    const verdict = judged(defined(), wanted, (text) => text.replace('\thash', `${message}\thash`));
    expect(verdict.verdict).toBe('passed');
    expect(quotedIn(verdict)).toContain('hash algorithm:\t\tSecure Hash Standard');
  });

  it.each([
    ['was refused', (): string => "          ^\n% Invalid input detected at '^' marker.\n"],
    ['is cut off', (text: string): string => text.slice(0, 120)],
    ['was never captured', (): undefined => undefined],
  ])('is an error, and not a failure, when the answer %s', (_, tamper) => {
    const verdict = judged(defined(), wanted, tamper);
    expect(verdict).toMatchObject({ verdict: 'error', points: { earned: 0, of: 1 } });
    expect(verdict.says).toMatch(/^R1/);
  });
});

describe('isakmpKey', () => {
  const wanted = expecting('isakmpKey', { on: 'R1', peer: 'R3.wan' });
  const same = expecting('isakmpKey', { between: ['R1', 'R3'] });

  it('passes for a key that names the peer, and for one that is for everybody', () => {
    expect(judged(defined(), wanted).verdict).toBe('passed');
    const network = defined();
    network.R1.keys = [{ peer: '0.0.0.0', mask: '0.0.0.0', secret: 'FooB4r' }];
    expect(judged(network, wanted)).toMatchObject({ verdict: 'passed' });
    network.R1.keys = [{ peer: '172.16.0.0', mask: '255.255.0.0', secret: 'FooB4r' }];
    expect(judged(network, wanted).verdict).toBe('passed');
    network.R1.keys = [{ peer: '172.17.0.0', mask: '255.255.0.0', secret: 'FooB4r' }];
    expect(judged(network, wanted).verdict).toBe('failed');
  });

  it('fails for a key that is for an address inside the tunnel, and says for whom the keys are', () => {
    const network = defined();
    network.R1.keys = [{ peer: '10.0.0.2', secret: 'FooB4r' }];
    const verdict = judged(network, wanted);
    expect(verdict).toMatchObject({ verdict: 'failed', says: 'R1 holds no pre-shared key for 172.16.0.6.' });
    expect(attributesIn(verdict)).toEqual(['peer of R1: 10.0.0.2, wrong']);
    expect(quotedIn(verdict)[0]).toMatch(/^default +10\.0\.0\.2 +FooB4r$/);
  });

  it('fails where there is none', () => {
    expect(judged(plainGre(), wanted)).toMatchObject({ verdict: 'failed' });
  });

  it('compares the secret only where the step asks for one', () => {
    const exact = expecting('isakmpKey', { on: 'R1', peer: 'R3.wan', secret: 'other' });
    expect(judged(defined(), exact)).toMatchObject({ verdict: 'partial', points: { earned: 0.25 } });
  });

  it('wants the same key at both ends, each for the other', () => {
    expect(judged(defined(), same)).toMatchObject({ verdict: 'passed' });
    const network = defined();
    network.R3.keys = [{ peer: '172.16.0.1', secret: 'FooB4R' }];
    const verdict = judged(network, same);
    expect(verdict.says).toBe('R1 and R3 hold different pre-shared keys for each other.');
    expect(verdict.attributes[0]?.quotes.map(({ role }) => role)).toEqual(['R1', 'R3']);
    network.R3.keys = [];
    expect(judged(network, same).says).toBe('R3 holds no pre-shared key for R1.');
    expect(judged(plainGre(), same).says).toBe('Neither R1 nor R3 holds a pre-shared key for the other.');
  });

  it('takes the key that names the peer before one for everybody', () => {
    const network = defined();
    network.R3.keys = [{ peer: '0.0.0.0', mask: '0.0.0.0', secret: 'everybody' }, ...network.R3.keys];
    expect(judged(network, same).verdict).toBe('passed');
  });

  it('is an error when one end did not answer', () => {
    const verdict = judged(defined(), same, (text, { role }) => (role === 'R3' ? undefined : text));
    expect(verdict).toMatchObject({ verdict: 'error', says: 'R3 was not asked "show crypto isakmp key", so nothing can be said.' }); // prettier-ignore
  });
});

describe('transformSet', () => {
  const wanted = expecting('transformSet', { on: 'R1', transforms: ['esp-3des', 'esp-sha-hmac'], mode: 'tunnel' });
  const withSet = (transforms: string, mode: 'tunnel' | 'transport' = 'tunnel', name = 'Mine') => {
    const network = defined();
    network.R1.sets = [{ name, transforms, mode }];
    return network;
  };

  it('passes under any name', () => {
    const verdict = judged(withSet('esp-3des esp-sha-hmac'), wanted);
    expect(verdict.verdict).toBe('passed');
    expect(quotedIn(verdict)).toEqual([
      'Transform set Mine: { esp-3des esp-sha-hmac  }',
      'Transform set Mine: { esp-3des esp-sha-hmac  }',
      'will negotiate = { Tunnel,  },',
    ]);
  });

  it('tells encryption, authentication and mode apart', () => {
    expect(attributesIn(judged(withSet('esp-des esp-sha-hmac', 'transport'), wanted))).toEqual([
      'encryption of R1: esp-des, wrong',
      'authentication of R1: esp-sha-hmac',
      'mode of R1: Transport, wrong',
    ]);
  });

  it('holds one that has more than was asked for to be another one', () => {
    expect(judged(withSet('esp-3des esp-sha-hmac ah-sha-hmac'), wanted).verdict).not.toBe('passed');
  });

  it('gives nothing for a set whose mode alone is right', () => {
    expect(judged(withSet('esp-aes esp-md5-hmac'), wanted)).toMatchObject({ verdict: 'failed', points: { earned: 0 } });
    expect(judged(plainGre(), wanted)).toMatchObject({ verdict: 'failed', says: 'R1 has no transform set yet.' });
  });

  it('reads key lengths in either spelling', () => {
    const aes = expecting('transformSet', { on: 'R1', transforms: ['esp-aes 256', 'esp-sha256-hmac'] });
    expect(judged(withSet('esp-256-aes esp-sha256-hmac'), aes).verdict).toBe('passed');
    expect(judged(withSet('esp-192-aes esp-sha256-hmac'), aes).verdict).toBe('partial');
  });

  it('wants a name only where the step does', () => {
    const named = expecting('transformSet', { on: 'R1', name: 'Theirs', transforms: ['esp-3des', 'esp-sha-hmac'] });
    expect(judged(withSet('esp-3des esp-sha-hmac'), named).verdict).toBe('partial');
  });
});

describe('ipsecProfile', () => {
  const wanted = expecting('ipsecProfile', { on: 'R1', transformSets: ['ours'], pfs: 'none' });

  it('passes under any name for a set of any name that does what its label stands for', () => {
    const network = defined();
    network.R1.sets = [{ name: 'whatever', transforms: 'esp-3des esp-sha-hmac' }];
    network.R1.profiles = [{ name: 'thing', sets: ['whatever'] }];
    expect(judged(network, wanted).verdict).toBe('passed');
    network.R1.release = '15';
    expect(judged(network, wanted).verdict).toBe('passed');
  });

  it('fails for a set that does something else, or that is not defined', () => {
    const network = defined();
    network.R1.sets = [{ name: 'MyTransformSet', transforms: 'esp-des esp-sha-hmac' }];
    const verdict = judged(network, wanted);
    expect(verdict).toMatchObject({ verdict: 'failed', points: { earned: 0 } });
    expect(attributesIn(verdict)[0]).toBe('transform set of R1: MyTransformSet (esp-des esp-sha-hmac), wrong');
    network.R1.profiles = [{ name: 'MyProfile', sets: ['Elsewhere'] }];
    expect(attributesIn(judged(network, wanted))[0]).toBe('transform set of R1: Elsewhere (not defined), wrong');
  });

  it('gives part where perfect forward secrecy is not as asked for', () => {
    const network = defined();
    network.R1.profiles = [{ name: 'MyProfile', sets: ['MyTransformSet'], pfs: 2 }];
    expect(judged(network, wanted)).toMatchObject({ verdict: 'partial', points: { earned: 0.25 } });
    const group2 = expecting('ipsecProfile', { on: 'R1', transformSets: ['ours'], pfs: 2 });
    expect(judged(network, group2).verdict).toBe('passed');
  });

  it('fails where there is no profile', () => {
    expect(judged(plainGre(), wanted)).toMatchObject({ verdict: 'failed', says: 'R1 has no IPsec profile yet.' });
  });

  it('takes a name that is no label for the name of a set', () => {
    expect(judged(defined(), expecting('ipsecProfile', { on: 'R1', transformSets: ['MyTransformSet'] })).verdict).toBe('passed'); // prettier-ignore
    expect(judged(defined(), expecting('ipsecProfile', { on: 'R1', transformSets: ['Other'] })).verdict).toBe('failed');
  });

  it('is an error when the sets behind the names cannot be read', () => {
    const verdict = judged(defined(), wanted, (text, { command }) => command.endsWith('transform-set') ? undefined : text); // prettier-ignore
    expect(verdict.verdict).toBe('error');
  });
});
