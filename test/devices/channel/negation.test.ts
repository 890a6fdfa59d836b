import { describe, expect, it } from 'vitest';
import { configurationLines } from '../../../src-main/devices/channel/configuration-lines.ts';
import { negation } from '../../../src-main/devices/channel/negation.ts';
import type { Platform } from '../../../src-main/devices/channel/platform.ts';
import { asa } from '../../../src-main/devices/platform/asa.ts';
import { ios } from '../../../src-main/devices/platform/ios.ts';

function lines(platform: Platform, former: string, present: string): string[] {
  const rules = platform.restore && 'show' in platform.restore ? platform.restore.negation : undefined;
  if (!rules) throw new Error('it has no rules');
  const tree = (text: string) => configurationLines(text, rules, platform.blocks);
  return negation(tree(former), tree(present), rules);
}

const GRE = `hostname R1
!
crypto isakmp policy 10
 encr 3des
 authentication pre-share
 group 2
crypto isakmp key secret address 192.0.2.2
!
interface Tunnel0
 ip address 172.16.0.1 255.255.255.252
 tunnel source FastEthernet0/0
 tunnel destination 192.0.2.2
!
interface FastEthernet0/0
 ip address 192.0.2.1 255.255.255.0
 duplex auto
!
end`;

describe('the way back', () => {
  it('is nothing where nothing has changed', () => {
    expect(lines(ios, GRE, GRE)).toEqual([]);
    expect(lines(ios, GRE, `Building configuration...\n\nCurrent configuration : 10 bytes\n!\n${GRE}\n`)).toEqual([]);
  });

  it('takes back what uses something before what is used', () => {
    const present = GRE.replace(
      '!\ninterface Tunnel0',
      'crypto ipsec transform-set T esp-3des esp-sha-hmac\ncrypto ipsec profile P\n set transform-set T\n!\ninterface Tunnel0',
    ).replace(
      ' tunnel destination 192.0.2.2\n',
      ' tunnel mode ipsec ipv4\n tunnel destination 192.0.2.2\n tunnel protection ipsec profile P\n',
    );
    expect(lines(ios, GRE, present)).toEqual([
      'interface Tunnel0',
      'no tunnel protection ipsec profile P',
      'no tunnel mode ipsec ipv4',
      'exit',
      'no crypto ipsec profile P',
      'no crypto ipsec transform-set T esp-3des esp-sha-hmac',
    ]);
  });

  it('types a section again that is gone, in its order, and puts values in the place of others', () => {
    const present = GRE.replace(/crypto isakmp policy 10\n( .*\n)+/, '')
      .replace('hostname R1', 'hostname R9')
      .replace('192.0.2.1 255', '192.0.2.9 255');
    expect(lines(ios, GRE, present)).toEqual([
      'hostname R1',
      'crypto isakmp policy 10',
      'encr 3des',
      'authentication pre-share',
      'group 2',
      'exit',
      'interface FastEthernet0/0',
      'ip address 192.0.2.1 255.255.255.0',
      'exit',
    ]);
  });

  it('keeps interfaces that are always there, and does away with others', () => {
    const present = `${GRE.replace('end', '')}interface Loopback7\n ip address 7.7.7.7 255.255.255.255\ninterface FastEthernet0/1\n ip address 10.0.0.1 255.0.0.0\n`;
    expect(lines(ios, GRE, present)).toEqual([
      'interface FastEthernet0/1',
      'no ip address 10.0.0.1 255.0.0.0',
      'exit',
      'no interface Loopback7',
    ]);
  });

  it('makes a numbered list anew, since IOS takes back all of it', () => {
    const [a, b, c] = ['permit ip any any', 'deny ip any any', 'permit gre any any'].map((e) => `access-list 101 ${e}`);
    expect(lines(ios, `${a}\n${b}`, `${a}\n${c}\n${b}`)).toEqual(['no access-list 101', a, b]);
    expect(lines(ios, `${a}\n${b}`, `${a}`)).toEqual([b]);
    expect(lines(ios, '', `${a}\n${b}`)).toEqual(['no access-list 101']);
  });

  it('makes a named list anew only where its order has changed', () => {
    const list = (...entries: string[]) => `ip access-list extended L\n${entries.map((e) => ` ${e}\n`).join('')}`;
    const [a, b, c] = ['permit ip any any', 'deny ip any any', 'permit gre any any'] as const;
    expect(lines(ios, list(a, b), list(b, a))).toEqual([
      'no ip access-list extended L',
      'ip access-list extended L',
      a,
      b,
      'exit',
    ]);
    expect(lines(ios, list(a, b), list(a, c, b))).toEqual(['ip access-list extended L', `no ${c}`, 'exit']);
  });

  it('takes a line with "no" back without it', () => {
    expect(lines(ios, '', 'no ip domain lookup')).toEqual(['ip domain lookup']);
    expect(lines(ios, 'no ip domain lookup', '')).toEqual(['no ip domain lookup']);
    expect(lines(ios, 'interface A\n ip address 1.1.1.1 255.0.0.0', 'interface A\n no ip address')).toEqual([
      'interface A',
      'ip address 1.1.1.1 255.0.0.0',
      'exit',
    ]);
  });

  it('types a banner with a delimiter that can be typed', () => {
    const banner = 'banner motd ^C\nKeep out! #1\ninterface Tunnel0\n^C';
    expect(lines(ios, banner, '')).toEqual(['banner motd ~', 'Keep out! #1', 'interface Tunnel0', '~']);
    expect(lines(ios, '', banner)).toEqual(['no banner motd']);
  });

  it('knows the ways of an ASA', () => {
    const former =
      'tunnel-group 1.1.1.1 type ipsec-l2l\ntunnel-group 1.1.1.1 ipsec-attributes\n ikev1 pre-shared-key a\n';
    const present = `${former.replace('key a', 'key b')}tunnel-group 2.2.2.2 type ipsec-l2l\ntunnel-group 2.2.2.2 ipsec-attributes\n ikev1 pre-shared-key a\naccess-list X extended permit ip any any\n`;
    expect(lines(asa, former, present)).toEqual([
      'no access-list X extended permit ip any any',
      'tunnel-group 2.2.2.2 ipsec-attributes',
      'no ikev1 pre-shared-key a',
      'exit',
      'clear configure tunnel-group 2.2.2.2',
      'tunnel-group 1.1.1.1 ipsec-attributes',
      'ikev1 pre-shared-key a',
      'exit',
    ]);
  });
});
