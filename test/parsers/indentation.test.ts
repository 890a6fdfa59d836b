import { describe, expect, it } from 'vitest';
import { parseShowRunningConfig as parseAsa } from '../../src-main/parsers/asa/show-running-config.ts';
import type { ConfigurationLine } from '../../src-main/parsers/ios/configuration-line.ts';
import { parseShowRunningConfig as parseIos } from '../../src-main/parsers/ios/show-running-config.ts';

/** The tree again, as a router would print it. */
function printed(lines: readonly ConfigurationLine[], depth = 0): string[] {
  return lines.flatMap(({ text, children }) => [' '.repeat(depth) + text, ...printed(children, depth + 1)]);
}
const ios = (...lines: string[]): string[] => printed(parseIos(`${lines.join('\n')}\n`).records[0]?.lines ?? []);
const asa = (...lines: string[]): string[] => printed(parseAsa(`${lines.join('\n')}\n`).records[0]?.lines ?? []);

describe('indentation that agrees with itself is believed', () => {
  it('also for sections that are not known', () => {
    const lines = ['hostname R1', 'quantum link 1', ' entangle', '  pair 7', ' measure', 'interface Tunnel0', ' mtu 9'];
    expect(ios(...lines)).toEqual(lines);
  });

  it('also when a line of many slipped', () => {
    const lines = Array.from({ length: 20 }, (_, index) => [`quantum link ${index}`, ' entangle', '  pair 7']).flat();
    const slipped = ['hostname R1', ...lines, 'interface Tunnel0', '    mtu 9', '  shutdown'];
    expect(ios(...slipped)).toEqual(['hostname R1', ...lines, 'interface Tunnel0', ' mtu 9', ' shutdown']);
  });

  it('and in a text that begins like no configuration', () => {
    const text = 'Flow 1\n   name: x\n interface Tunnel0\n     peer: y\n  crypto map A\n';
    expect(parseIos(text).records).toEqual([]);
  });
});

describe('indentation that contradicts itself gives way to what the lines say', () => {
  it('when contents stand as deep as their section', () => {
    expect(ios('flow record SOME', 'match ipv4 tos', 'match ipv4 protocol', 'interface Tunnel0', ' mtu 9')).toEqual([
      'flow record SOME',
      ' match ipv4 tos',
      ' match ipv4 protocol',
      'interface Tunnel0',
      ' mtu 9',
    ]);
  });

  it('when a line stands under one that has no submode', () => {
    expect(ios('interface Tunnel0', ' description to site 2', '  ip vrf forwarding RED', '   ip mtu 1400')).toEqual([
      'interface Tunnel0',
      ' description to site 2',
      ' ip vrf forwarding RED',
      ' ip mtu 1400',
    ]);
  });

  it('when sections stand inside of sections', () => {
    expect(ios('  crypto isakmp policy 10', ' hash sha', '    crypto isakmp policy 20', '   hash md5')).toEqual([
      'crypto isakmp policy 10',
      ' hash sha',
      'crypto isakmp policy 20',
      ' hash md5',
    ]);
  });

  it('on an ASA, whose sections have lines that begin like those of the left margin', () => {
    const lines = [
      'hostname FW1',
      'interface GigabitEthernet0/0',
      ' ipv6 address 2001:db8::1/64',
      'dns server-group DefaultDNS',
      ' domain-name example.com',
      'aaa-server RADIUS (inside) host 192.0.2.1',
      ' key s3cret',
      'group-policy STAFF attributes',
      ' banner value hello',
      ' webvpn',
      '  anyconnect keep-installer installed',
      'policy-map type inspect dns PRESET',
      ' parameters',
      '  message-length maximum 512',
      'mtu outside 1500',
    ];
    expect(asa(...lines)).toEqual(lines);
    const scattered = lines.map((line, index) => ' '.repeat((index * 5) % 7) + line.trim());
    expect(asa(...scattered)).toEqual(lines);
    expect(asa(...lines.map((line) => line.trim()))).toEqual(lines);
  });

  it('and the longest line of a section of an ASA keeps what follows apart', () => {
    const group = ['tunnel-group 203.0.113.25 ipsec-attributes', ' ikev1 pre-shared-key *****'];
    expect(asa(...group)).toEqual(group);
    const port = ['interface GigabitEthernet0/0', ' description to the provider in the town', ' nameif outside'];
    expect(asa(...port)).toEqual(port);
    expect(asa(...port.map((line) => line.trim()))).toEqual(port);
  });
});
