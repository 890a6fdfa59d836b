/**
 * The rows of reference/faults.tsv that built-in routers cannot show, on evidence after the documented lines: licences,
 * certificates as other devices show them, post-quantum key exchanges, NAT on the way, what an attacker or a queue does.
 */
import { describe, expect, it } from 'vitest';
import { configuration, diagnosed, logging, stamp, type Lacking, type Texts } from './texts.ts';
import type { NetworkName } from './networks.ts';

interface TextRow {
  id: string;
  on: NetworkName;
  texts: Texts;
  lacking: Lacking[];
  /** A part of a line that must be quoted. */
  quotes: string;
}

const isakmpSa = (state: string): string => `IPv4 Crypto ISAKMP SA\ndst             src             state          conn-id status\n198.51.100.1    192.0.2.1       ${state}           1004 ACTIVE\n\nIPv6 Crypto ISAKMP SA\n`; // prettier-ignore

const ready = (role: 'R1' | 'R3'): string => {
  const [own, other] = role === 'R1' ? ['192.0.2.1', '198.51.100.1'] : ['198.51.100.1', '192.0.2.1'];
  return ` IPv4 Crypto IKEv2  SA \n\nTunnel-id Local                 Remote                fvrf/ivrf            Status \n1         ${own}/500         ${other}/500         none/none            READY  \n      Encr: AES-CBC, keysize: 256, PRF: SHA256, Hash: SHA256, DH Grp:14, Auth sign: PSK, Auth verify: PSK\n      Life/Active Time: 86400/60 sec\n\n IPv6 Crypto IKEv2  SA \n`; // prettier-ignore
};

const certificates = (from: string, to: string): string => `Certificate
  Status: Available
  Certificate Serial Number (hex): 3E
  Certificate Usage: General Purpose
  Issuer: 
    cn=LAB-CA
  Subject:
    Name: R3
    cn=R3
  Validity Date: 
    start date: ${from}
    end   date: ${to}
  Associated Trustpoints: LAB
`;

const signing: readonly (readonly [string, string])[] = [['authentication pre-share', 'authentication rsa-sig'], ['hostname ', 'crypto pki trustpoint LAB\n enrollment url http://10.9.9.9\nhostname ']]; // prettier-ignore
const signed = { R1: { 'show running-config': configuration('vti', 'R1', ...signing) }, R3: { 'show running-config': configuration('vti', 'R3', ...signing) } }; // prettier-ignore

const refused = "             ^\n% Invalid input detected at '^' marker.\n\n";

const dmvpn = (role: 'R1' | 'R3', ...lines: string[]): string => configuration('gre', role, [/ tunnel destination \S+/, [' tunnel mode gre multipoint', ...lines.map((line) => ` ${line}`)].join('\n')]); // prettier-ignore
const hub = ['ip nhrp network-id 1', 'ip nhrp map multicast dynamic'];
const spoke = ['ip nhrp network-id 1', 'ip nhrp map 10.0.0.1 192.0.2.1', 'ip nhrp map multicast 192.0.2.1'];

const ROWS: TextRow[] = [
  {
    id: 'P1-PROFILE-ID', on: 'vti', lacking: ['ike'], quotes: 'peer matches *none* of the profiles',
    texts: { R3: {
      'show running-config': configuration('vti', 'R3', ['crypto ipsec profile PROFILE', 'crypto isakmp profile PROF\n match identity address 203.0.113.9 255.255.255.255\n keyring default\n!\ncrypto ipsec profile PROFILE\n set isakmp-profile PROF']),
      'show crypto isakmp sa': isakmpSa('MM_KEY_EXCH'),
      'show logging': logging(`${stamp(1)} ISAKMP:(0): peer matches *none* of the profiles`),
    } },
  },
  {
    id: 'P1-UDP4500', on: 'vti', lacking: ['ike'], quotes: 'deny   udp any any eq non500-isakmp',
    texts: {
      R2: { 'show running-config': configuration('vti', 'R2', ['interface GigabitEthernet0/1\n', 'interface GigabitEthernet0/1\n ip access-group FILTER out\n'], ['end\n', 'ip access-list extended FILTER\n deny   udp any any eq non500-isakmp\n permit ip any any\nend\n']) },
      R3: { 'show crypto isakmp sa': isakmpSa('MM_KEY_EXCH'), 'show logging': logging(`${stamp(1)} ISAKMP (1004): NAT found, remote host is behind NAT`, `${stamp(9)} ISAKMP:(1004): retransmitting phase 1 MM_KEY_EXCH...`) },
    },
  },
  {
    id: 'P1-LICENSE', on: 'vti', lacking: ['ike'], quotes: 'security',
    texts: { R3: {
      'show crypto isakmp sa': refused, 'show crypto isakmp policy': refused, 'show crypto ipsec sa': refused,
      'show version': 'Cisco IOS Software, C2900 Software (C2900-UNIVERSALK9-M), Version 15.2(4)M3, RELEASE SOFTWARE (fc2)\n\nTechnology Package License Information for Module:\'c2900\'\n\n-----------------------------------------------------------------\nTechnology    Technology-package           Technology-package\n              Current       Type           Next reboot\n------------------------------------------------------------------\nipbase        ipbasek9      Permanent      ipbasek9\nsecurity      disable       None           None\n',
    } },
  },
  {
    id: 'DP-NOSA', on: 'map', lacking: ['ping'], quotes: 'has no SA and is not an initialization offer',
    texts: { R1: { 'show crypto isakmp sa': isakmpSa('QM_IDLE') }, R3: { 'show crypto isakmp sa': 'IPv4 Crypto ISAKMP SA\ndst             src             state          conn-id status\n\nIPv6 Crypto ISAKMP SA\n', 'show logging': logging(`${stamp(4)} %CRYPTO-4-IKMP_NO_SA: IKE message from 192.0.2.1 has no SA and is not an initialization offer`) } },
  },
  {
    id: 'DP-REPLAY', on: 'map', lacking: ['ping'], quotes: 'replay check failed',
    texts: { R3: { 'show logging': logging(`${stamp(4)} %CRYPTO-4-PKT_REPLAY_ERR: decrypt: replay check failed`, '        connection id=29, sequence number=219') } },
  },
  { id: 'TUN-MTU', on: 'vti', lacking: ['size'], quotes: 'interface Tunnel0', texts: {} },
  {
    id: 'ACL-TS-V2-ASA', on: 'asa', lacking: ['ike'], quotes: 'There was no IPSEC policy found for received TS',
    texts: Object.fromEntries((['R1', 'R3'] as const).map((role) => [role, {
      'show running-config': configuration('asa', role, ['set ikev1 transform-set TS', 'set ikev2 ipsec-proposal PROP'], ['crypto ikev1 enable outside', 'crypto ikev2 enable outside'], ['crypto ikev1 policy 10\n authentication pre-share\n encryption aes-256\n hash sha\n group 5', 'crypto ikev2 policy 10\n encryption aes-256\n integrity sha\n group 5\n prf sha'], ['crypto map VPN 10 match', 'crypto ipsec ikev2 ipsec-proposal PROP\n protocol esp encryption aes-256\n protocol esp integrity sha-1\ncrypto map VPN 10 match'], ...(role === 'R3' ? ([['access-list VPN extended permit ip 10.3.3.0 255.255.255.0', 'access-list VPN extended permit ip 10.3.3.0 255.255.255.128']] as const) : [])),
      ...(role === 'R3' ? { 'show logging': 'Syslog logging: enabled\n    Buffer logging: level debugging, 1 messages logged\n%ASA-4-750003: Local:198.51.100.1:500 Remote:192.0.2.1:500 Username:192.0.2.1 IKEv2 Negotiation aborted due to ERROR: There was no IPSEC policy found for received TS\n' } : {}),
    }])),
  },
  {
    id: 'V2-FRAG', on: 'ikev2', lacking: ['ike'], quotes: 'Failed to receive the AUTH msg before the timer expired',
    texts: { R3: { 'show logging': logging(`${stamp(30)} IKEv2-ERROR:(SESSION ID = 4,SA ID = 1):: Failed to receive the AUTH msg before the timer expired`) } },
  },
  {
    id: 'V2-PQC-SILENT', on: 'ikev2', lacking: ['pqc'], quotes: 'pqc mlkem768 optional',
    texts: { R1: { 'show running-config': configuration('ikev2', 'R1', [' group 14\n', ' group 14\n pqc mlkem768 optional\n']), 'show crypto ikev2 sa': ready('R1') }, R3: { 'show crypto ikev2 sa': ready('R3') } },
  },
  {
    id: 'PKI-CLOCK', on: 'vti', lacking: ['ike'], quotes: 'is not yet valid',
    texts: { ...signed, R3: { ...signed.R3, 'show clock': '*00:02:11.907 UTC Mon Mar 1 1993\n', 'show crypto pki certificates': certificates('00:51:51 UTC Feb 23 2026', '00:51:51 UTC Feb 23 2027'), 'show logging': logging(`${stamp(3)} %PKI-3-CERTIFICATE_INVALID_NOT_YET_VALID: Certificate chain validation has failed.  The certificate (SN: 3E) is not yet valid   Validity period starts on 00:51:51 UTC Feb 23 2026`) } },
  },
  {
    id: 'PKI-CLOCK', on: 'vti', lacking: ['ike'], quotes: 'start date: 00:51:51 UTC Feb 23 2026',
    texts: { ...signed, R3: { ...signed.R3, 'show clock': '*00:02:11.907 UTC Mon Mar 1 1993\n', 'show crypto pki certificates': certificates('00:51:51 UTC Feb 23 2026', '00:51:51 UTC Feb 23 2027') } },
  },
  {
    id: 'PKI-EXPIRED', on: 'vti', lacking: ['ike'], quotes: 'end   date: 00:51:51 UTC Feb 23 2026',
    texts: { ...signed, R3: { ...signed.R3, 'show clock': '12:00:00.000 UTC Tue Mar 2 2027\n', 'show crypto pki certificates': certificates('00:51:51 UTC Feb 23 2025', '00:51:51 UTC Feb 23 2026') } },
  },
  {
    id: 'PKI-EXPIRED', on: 'vti', lacking: ['ike'], quotes: 'crypto pki trustpoint LAB',
    texts: { ...signed, R3: { ...signed.R3, 'show clock': '12:00:00.000 UTC Tue Mar 2 2027\n', 'show crypto pki certificates': certificates('00:51:51 UTC Feb 23 2025', '00:51:51 UTC Feb 23 2028').replace('Certificate\n', 'CA Certificate\n') } },
  },
  {
    id: 'DM-NHS', on: 'gre', lacking: ['ping'], quotes: 'ip nhrp map 10.0.0.1 192.0.2.1',
    texts: { R1: { 'show running-config': dmvpn('R1', ...hub) }, R3: { 'show running-config': dmvpn('R3', ...spoke), 'show dmvpn': 'Interface: Tunnel0, IPv4 NHRP Details \nType:Spoke, NHRP Peers:1, \n\n # Ent  Peer NBMA Addr Peer Tunnel Add State  UpDn Tm Attrb\n ----- --------------- --------------- ----- -------- -----\n     1 192.0.2.1              10.0.0.1  NHRP 00:02:19     S\n' } },
  },
  {
    id: 'DM-MCAST', on: 'gre', lacking: ['ping'], quotes: 'tunnel mode gre multipoint',
    texts: { R1: { 'show running-config': dmvpn('R1', 'ip nhrp network-id 1') }, R3: { 'show running-config': dmvpn('R3', ...spoke, 'ip nhrp nhs 10.0.0.1') } },
  },
]; // prettier-ignore

describe('a fault on evidence after its documented lines', () => {
  it.each(ROWS.map((row) => [row.id, row] as const))('%s is named first, and proven', (_, { id, on, texts, lacking, quotes }) => {
    const { diagnoses, evidence } = diagnosed(on, texts, lacking);
    expect(diagnoses.map(({ rule }) => rule)).toEqual([id]);
    const [first] = diagnoses;
    expect(first?.quotes.some(({ text }) => text.includes(quotes))).toBe(true);
    for (const quote of first?.quotes ?? []) expect(evidence.find((one) => one.id === quote.evidence)?.text.split('\n')[quote.line]?.trimEnd()).toBe(quote.text);
    expect(first?.hints.length).toBe(3);
  }); // prettier-ignore
});
