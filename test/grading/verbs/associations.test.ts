/** Verbs about what the routers made of it: tunnels, security associations, counters, pings. */
import { describe, expect, it } from 'vitest';
import { attributesIn, both, broken, defined, expecting, halfMigrated, judged, migrated, plainGre, protect, quotedIn } from '../paper-network.ts'; // prettier-ignore

describe('tunnel', () => {
  const plain = expecting('tunnel', { on: 'R1', mode: 'gre', protection: 'none', line: 'up' });
  const secured = expecting('tunnel', { on: 'R1', mode: 'ipsec-ipv4', protection: 'protection', line: 'up' });

  it('passes for plain GRE and for a protected VTI, whatever its profile is called', () => {
    expect(judged(plainGre(), plain).verdict).toBe('passed');
    const network = migrated();
    network.R1.profiles = [{ name: 'Other', sets: ['MyTransformSet'] }];
    network.R1.tunnel.profile = 'Other';
    const verdict = judged(network, secured);
    expect(verdict.verdict).toBe('passed');
    expect(quotedIn(verdict)).toEqual([
      'Tunnel protocol/transport IPSEC/IP',
      'Tunnel protection via IPSec (profile "Other")',
      'Tunnel0 is up, line protocol is up',
    ]);
  });

  it('fails for a profile that does not do what its label stands for', () => {
    const network = migrated();
    network.R1.sets = [{ name: 'MyTransformSet', transforms: 'esp-des esp-md5-hmac' }];
    expect(attributesIn(judged(network, secured))).toEqual([
      'mode of R1: IPSEC/IP',
      'protection of R1: MyProfile, wrong',
      'line protocol of R1: up',
    ]);
  });

  it('gives nothing for a line that is up on a tunnel of another kind', () => {
    expect(judged(defined(), secured)).toMatchObject({ verdict: 'failed', points: { earned: 0 } });
  });

  it('sees that it is down, and that it is shut down', () => {
    expect(judged(halfMigrated(), expecting('tunnel', { on: 'R1', line: 'down' })).verdict).toBe('passed');
    const network = plainGre();
    network.R1.tunnel = { ...network.R1.tunnel, isShut: true, line: 'down' };
    const verdict = judged(network, plain);
    expect(attributesIn(verdict)).toContain('line protocol of R1: administratively down, wrong');
    expect(verdict.verdict).toBe('partial');
  });

  it('is an error when the router has no such interface', () => {
    const refusal = "                             ^\n% Invalid input detected at '^' marker.\n";
    expect(judged(plainGre(), plain, () => refusal)).toMatchObject({
      verdict: 'error',
      says: 'R1 gave no answer to "show interfaces Tunnel0" that can be understood.',
      attributes: [{ quotes: [{ line: 1, text: "% Invalid input detected at '^' marker." }] }],
    });
  });
});

describe('ike', () => {
  const wanted = expecting('ike', { between: ['R1', 'R3'], version: 1, state: 'established', encryption: 'des', hash: 'sha1', dh: 1, auth: 'psk' }); // prettier-ignore
  const state = (name: 'established' | 'negotiating' | 'absent') => expecting('ike', { between: ['R1', 'R3'], state: name }); // prettier-ignore

  it.each(['12.4', '15'] as const)('passes on both ends as %s prints it', (release) => {
    const network = migrated();
    for (const one of both(network)) one.release = release;
    const verdict = judged(network, wanted);
    expect(verdict.verdict).toBe('passed');
    expect(verdict.attributes.map(({ role }) => role)).toEqual([...Array<string>(6).fill('R1'), ...Array<string>(6).fill('R3')]); // prettier-ignore
    expect(quotedIn(verdict)[0]).toMatch(/^172\.16\.0\.6 +172\.16\.0\.1 +QM_IDLE/);
  });

  it('is content with any healthy row beside deleted ones', () => {
    const network = migrated();
    for (const one of both(network)) {
      one.ike = [...one.ike, { destination: '172.16.0.6', source: '172.16.0.1', state: 'MM_NO_STATE', id: 1001, isDeleted: true }]; // prettier-ignore
    }
    expect(judged(network, wanted).verdict).toBe('passed');
  });

  it('gives part for attributes that are not as asked for, on the end that shows them', () => {
    const network = migrated();
    const [row] = network.R3.ike;
    if (row) row.suite = ['3des', 'sha', 'psk', 1];
    const verdict = judged(network, wanted);
    expect(verdict.verdict).toBe('partial');
    expect(attributesIn(verdict).filter((text) => text.endsWith('wrong'))).toEqual(['encryption of R3: 3des, wrong']);
  });

  it('does not hold against a router that 12.4 prints no key length of AES', () => {
    const network = migrated();
    for (const one of both(network)) for (const row of one.ike) row.suite = ['aes', 'sha', 'psk', 1];
    expect(judged(network, expecting('ike', { between: ['R1', 'R3'], state: 'established', encryption: 'aes 256' })).verdict).toBe('passed'); // prettier-ignore
  });

  it('fails when only one end has it, and when it is stuck', () => {
    const network = migrated();
    network.R3.ike = [];
    const verdict = judged(network, wanted);
    expect(verdict).toMatchObject({ verdict: 'failed', points: { earned: 0 } });
    expect(verdict.says).toContain('R1 shows QM_IDLE ACTIVE, R3 shows nothing');
    expect(
      judged(
        broken(() => undefined, 'MM_KEY_EXCH'),
        wanted,
      ).verdict,
    ).toBe('failed');
  });

  it('does not count what is with another peer', () => {
    const network = plainGre();
    network.R1.ike = [{ destination: '192.0.2.9', source: '172.16.0.1', state: 'QM_IDLE', id: 1001 }];
    network.R3.ike = [{ destination: '192.0.2.9', source: '172.16.0.6', state: 'QM_IDLE', id: 1001 }];
    expect(judged(network, state('established')).verdict).toBe('failed');
    expect(judged(network, state('absent')).verdict).toBe('passed');
  });

  it('tells negotiating from absent and from established', () => {
    expect(judged(halfMigrated(), state('negotiating')).verdict).toBe('passed');
    expect(judged(halfMigrated(), state('absent')).verdict).toBe('failed');
    expect(judged(plainGre(), state('negotiating')).verdict).toBe('failed');
    expect(judged(plainGre(), state('absent')).verdict).toBe('passed');
    expect(judged(migrated(), state('negotiating')).verdict).toBe('failed');
    expect(judged(migrated(), state('absent')).verdict).toBe('failed');
  });

  it('holds an attempt that was just given up to be one that goes on', () => {
    const network = halfMigrated();
    for (const row of network.R1.ike) row.isDeleted = true;
    expect(judged(network, state('negotiating')).verdict).toBe('passed');
  });

  it('is an error when an answer is cut off', () => {
    const verdict = judged(migrated(), wanted, (text, { command, role }) => role === 'R3' && command.endsWith('detail') ? text.slice(0, text.indexOf('Engine')) : text); // prettier-ignore
    expect(verdict).toMatchObject({ verdict: 'error', says: `R3's answer to "show crypto isakmp sa detail" is cut off.` }); // prettier-ignore
  });
});

describe('child', () => {
  const wanted = expecting('child', { between: ['R1', 'R3'], via: 'tunnel', mode: 'tunnel', esp: ['3des', 'sha1'], selectors: ['any', 'any'], spi: 'mirrored' }); // prettier-ignore

  it.each(['12.4', '15'] as const)('passes on both ends as %s prints it', (release) => {
    const network = migrated();
    for (const one of both(network)) one.release = release;
    const verdict = judged(network, wanted);
    expect(verdict.verdict).toBe('passed');
    expect(verdict.says).toBe('R1 and R3 have a pair of IPsec associations with each other, as asked for.');
    expect(quotedIn(verdict)).toContain('current outbound spi: 0xB1677585(2976347525)');
  });

  it('fails when there is none, and says so', () => {
    expect(judged(broken(() => undefined), wanted)).toMatchObject({ verdict: 'failed', says: 'There are no IPsec associations between R1 and R3.' }); // prettier-ignore
    const network = migrated();
    network.R3.children = [];
    expect(judged(network, wanted).says).toBe('Only R1 has IPsec associations for the traffic between R1 and R3.');
  });

  it('knows made-up SPIs from those of the other end', () => {
    const network = migrated();
    for (const one of network.R3.children) one.inbound = 0x1234;
    const wrong = judged(network, wanted).attributes.filter(({ holds }) => !holds);
    expect(wrong).toMatchObject([{ name: 'outbound SPI', role: 'R1', found: '0xB1677585', expected: 'inbound 0x1234 of the other end' }]); // prettier-ignore
  });

  it('judges mode, transforms, selectors and interface on either end', () => {
    const network = migrated();
    network.R3.children = network.R3.children.map((one) => ({ ...one, mode: 'Transport', transforms: 'esp-des esp-md5-hmac', interface: 'Tunnel7', local: '172.16.0.6/255.255.255.255/47/0', remote: '172.16.0.1/255.255.255.255/47/0' })); // prettier-ignore
    const wrong = attributesIn(judged(network, wanted)).filter((text) => text.endsWith('wrong'));
    expect(wrong).toEqual([
      'interface of R3: Tunnel7, wrong',
      'mode of R3: transport, wrong',
      'transforms of R3: esp des md5, wrong',
      'local selector of R3: 172.16.0.6/255.255.255.255/47/0, wrong',
      'remote selector of R3: 172.16.0.1/255.255.255.255/47/0, wrong',
    ]);
  });

  it('turns selectors round for the second end', () => {
    const gre = expecting('child', { between: ['R1', 'R3'], selectors: ['gre R1.wan', 'gre R3.wan'] });
    const network = migrated();
    const [r1, r3] = ['172.16.0.1/255.255.255.255/47/0', '172.16.0.6/255.255.255.255/47/0'];
    for (const one of network.R1.children) Object.assign(one, { local: r1, remote: r3 });
    for (const one of network.R3.children) Object.assign(one, { local: r3, remote: r1 });
    expect(judged(network, gre).verdict).toBe('passed');
    const nets = expecting('child', { between: ['R1', 'R3'], selectors: ['10.1.1.0/24', '10.2.2.0/24'] });
    for (const one of network.R1.children) Object.assign(one, { local: '10.1.1.0/255.255.255.0/0/0', remote: '10.2.2.0/255.255.255.0/0/0' }); // prettier-ignore
    for (const one of network.R3.children) Object.assign(one, { local: '10.2.2.0/255.255.255.0/0/0', remote: '10.1.1.0/255.255.255.0/0/0' }); // prettier-ignore
    expect(judged(network, nets).verdict).toBe('passed');
  });

  it('sees that there is none where none should be', () => {
    const none = expecting('child', { between: ['R1', 'R3'], state: 'absent' });
    expect(judged(halfMigrated(), none).verdict).toBe('passed');
    expect(judged(migrated(), none).verdict).toBe('failed');
  });

  it('is an error for selectors that are none', () => {
    const odd = expecting('child', { between: ['R1', 'R3'], selectors: ['10.1.1.0/33', 'any'] });
    expect(judged(migrated(), odd).verdict).toBe('error');
  });
});

describe('counters', () => {
  const over = expecting('counters', { on: 'R1', encaps: 'at least 5', decaps: 'at least 5', errors: 0, over: 'across' }); // prettier-ignore

  it('counts what an action adds, and quotes both looks', () => {
    const network = migrated();
    Object.assign(network.R1, { encaps: 100, decaps: 90, sendErrors: 3 });
    const verdict = judged(network, over);
    expect(verdict).toMatchObject({ verdict: 'passed', says: 'On R1 while "across" ran: encaps 5 more, decaps 5 more, errors 0 more.' }); // prettier-ignore
    expect(quotedIn(verdict).slice(0, 2)).toEqual([
      '#pkts encaps: 100, #pkts encrypt: 100, #pkts digest: 100',
      '#pkts encaps: 105, #pkts encrypt: 105, #pkts digest: 105',
    ]);
  });

  it('fails when nothing goes through, although there are no errors', () => {
    const network = migrated();
    network.answered = 0;
    expect(judged(network, over)).toMatchObject({ verdict: 'failed', points: { earned: 0 } });
    expect(judged(plainGre(), over).verdict).toBe('failed');
  });

  it('takes totals without an action', () => {
    const network = migrated();
    Object.assign(network.R1, { encaps: 7, decaps: 7, sendErrors: 2 });
    const totals = expecting('counters', { on: 'R1', encaps: 12, errors: 'at most 1' });
    expect(attributesIn(judged(network, totals))).toEqual(['encaps of R1: 12', 'errors of R1: 2, wrong']);
  });

  it('is not deceived by counters that were cleared in between', () => {
    let looks = 0;
    const verdict = judged(migrated(), over, (text, { command }) => {
      const isFirst = command === 'show crypto ipsec sa' && looks++ === 0;
      return isFirst ? text.replace('#pkts encaps: 0', '#pkts encaps: 50') : text;
    });
    expect(attributesIn(verdict)[0]).toBe('encaps of R1: fewer than before: they were cleared, wrong');
  });

  it('is an error when the look before is missing', () => {
    let looks = 0;
    const verdict = judged(migrated(), over, (text, { command }) => command === 'show crypto ipsec sa' && looks++ === 0 ? undefined : text); // prettier-ignore
    expect(verdict.verdict).toBe('error');
  });
});

describe('ping', () => {
  it('judges what was received and what was lost', () => {
    const network = migrated();
    network.answered = 4;
    expect(judged(network, expecting('ping', { of: 'across', received: 'at least 4' })).verdict).toBe('passed');
    expect(judged(network, expecting('ping', { of: 'across', lost: 5 }))).toMatchObject({
      verdict: 'failed',
      says: '4 of 5 pings from R1 to 10.0.0.2 were answered; 5 should be lost.',
      attributes: [{ found: '1 of 5', quotes: [{ command: 'ping 10.0.0.2 repeat 5 size 100' }] }],
    });
  });

  it('is an error when it was refused, or is none of the step', () => {
    const ping = expecting('ping', { of: 'across', received: 5 });
    expect(judged(migrated(), ping, () => '% Unrecognized host or address, or protocol not running.\n').verdict).toBe('error'); // prettier-ignore
    expect(judged(migrated(), expecting('ping', { of: 'nothing', received: 5 })).verdict).toBe('error');
  });
});

describe('absent', () => {
  const west = expecting('absent', { on: 'west-link', protocol: 'gre' });

  it('passes when no tunnel over the link is GRE in clear', () => {
    expect(judged(migrated(), west)).toMatchObject({ verdict: 'passed', says: 'No tunnel sends GRE in clear over west-link.' }); // prettier-ignore
  });

  it('fails on a transit link for a tunnel that goes over it from the far end', () => {
    const verdict = judged(halfMigrated(), west);
    expect(verdict).toMatchObject({ verdict: 'failed', points: { earned: 0 }, says: 'R3 still sends GRE in clear over west-link.' }); // prettier-ignore
    expect(quotedIn(verdict)).toContain('Tunnel protocol/transport GRE/IP');
    expect(judged(plainGre(), west).says).toBe('R1 and R3 still send GRE in clear over west-link.');
  });

  it('lets GRE pass that is protected, and GRE that is shut down', () => {
    const network = defined();
    for (const one of both(network)) {
      protect(one);
      one.tunnel.mode = 'gre ip';
      one.tunnel.line = 'up';
    }
    expect(judged(network, west).verdict).toBe('passed');
    const shut = plainGre();
    for (const one of both(shut)) one.tunnel = { ...one.tunnel, isShut: true, line: 'down' };
    expect(judged(shut, west).verdict).toBe('passed');
  });

  it('does not see a tunnel that leads elsewhere on the links of others', () => {
    const network = plainGre();
    network.R1.tunnel.destination = '192.0.2.1';
    protect(network.R3);
    expect(judged(network, west).verdict).toBe('failed');
    expect(judged(network, expecting('absent', { on: 'east-link', protocol: 'gre' })).verdict).toBe('passed');
  });
});
