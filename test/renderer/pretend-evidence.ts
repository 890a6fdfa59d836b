/** What the routers of the pretended lab printed: the records that the pretended verdicts quote. */
import type { EvidenceView } from '../../src-main/api/contract/laboratory.ts';
import type { Quote } from '../../src-main/grading/verdict.ts';

const texts: Record<string, { role: string; command: string; text: string }> = {
  'r1-tunnel': {
    role: 'R1',
    command: 'show interfaces Tunnel0',
    text: `Tunnel0 is up, line protocol is down
  Hardware is Tunnel
  Internet address is 10.0.0.1/30
  MTU 1514 bytes, BW 9 Kbit, DLY 500000 usec,
     reliability 255/255, txload 1/255, rxload 1/255
  Encapsulation TUNNEL, loopback not set
  Keepalive not set
  Tunnel source 172.16.0.1, destination 172.16.0.6
  Tunnel protocol/transport IPSEC/IP
  Tunnel TTL 255
  Fast tunneling enabled
  Tunnel transmit bandwidth 8000 (kbps)
  Tunnel receive bandwidth 8000 (kbps)
  Tunnel protection via IPSec (profile "MyProfile")`,
  },
  'r3-tunnel': {
    role: 'R3',
    command: 'show interfaces Tunnel0',
    text: `Tunnel0 is up, line protocol is down
  Hardware is Tunnel
  Internet address is 10.0.0.2/30
  Encapsulation TUNNEL, loopback not set
  Tunnel source 172.16.0.6, destination 172.16.0.1
  Tunnel protocol/transport IPSEC/IP
  Tunnel protection via IPSec (profile "MyProfile")`,
  },
  'r1-isakmp': {
    role: 'R1',
    command: 'show crypto isakmp sa',
    text: `IPv4 Crypto ISAKMP SA
dst             src             state          conn-id slot status
172.16.0.6      172.16.0.1      MM_KEY_EXCH          0    0 ACTIVE
172.16.0.6      172.16.0.1      MM_NO_STATE          0    0 ACTIVE (deleted)

IPv6 Crypto ISAKMP SA
`,
  },
  'r3-log': {
    role: 'R3',
    command: 'show logging',
    text: `Syslog logging: enabled (11 messages dropped, 0 messages rate-limited,
                0 flushes, 0 overruns, xml disabled, filtering disabled)
    Console logging: level debugging, 24 messages logged, xml disabled,
                     filtering disabled
    Buffer logging: level debugging, 24 messages logged, xml disabled,
                    filtering disabled

Log Buffer (4096 bytes):

*Mar  1 00:12:44.911: %SYS-5-CONFIG_I: Configured from console by console
*Mar  1 00:12:45.027: %CRYPTO-6-ISAKMP_ON_OFF: ISAKMP is ON
*Mar  1 00:12:46.155: %CRYPTO-4-IKMP_BAD_MESSAGE: IKE message from 172.16.0.1      failed its sanity check or is malformed
*Mar  1 00:12:56.163: %CRYPTO-4-IKMP_BAD_MESSAGE: IKE message from 172.16.0.1      failed its sanity check or is malformed`,
  },
  'r1-key': {
    role: 'R1',
    command: 'show crypto isakmp key',
    text: `Keyring               Hostname/Address                   Preshared Key

default               172.16.0.6                         FooB4r`,
  },
  'r3-key': {
    role: 'R3',
    command: 'show crypto isakmp key',
    text: `Keyring               Hostname/Address                   Preshared Key

default               172.16.0.1                         FooB4rx`,
  },
  'r3-transform': {
    role: 'R3',
    command: 'show crypto ipsec transform-set',
    text: `Transform set MyTransformSet: { esp-3des esp-md5-hmac  }
   will negotiate = { Tunnel,  },`,
  },
  'r1-transform': {
    role: 'R1',
    command: 'show crypto ipsec transform-set',
    text: `Transform set MyTransformSet: { esp-3des esp-sha-hmac  }
   will negotiate = { Tunnel,  },`,
  },
};

/** The line of a record, quoted. Fails loudly when the record has no such line. */
export function quote(evidence: string, line: number): Quote {
  const record = texts[evidence];
  const text = record?.text.split('\n')[line];
  if (!record || text === undefined) throw new Error(`no line ${line} in ${evidence}`);
  return { evidence, role: record.role, command: record.command, line, text };
}

export function evidenceView(id: string): EvidenceView | undefined {
  const record = texts[id];
  return record && { id, ...record, takenAt: '2025-03-01T10:12:57.000Z', deviceTime: 777_000, epoch: 6 };
}

/** In the shape of the real one, with numbers of nobody. */
export const pretendKeyStory = [
  'Phase 1 between 172.16.0.1, who asked for the associations, and 172.16.0.6',
  'prf(key, data) is HMAC-SHA-1; | joins bytes; all numbers are hexadecimal',
  '  pre-shared key                        466f6f423472   the letters of it, as configured',
  '  Ni                                    6b0f3a5c9d2e41f87a60',
  '  Nr                                    c1d45e0b7f9a23886d1e',
  '  SKEYID = prf(pre-shared key, Ni | Nr)',
  '      2f1d7c0a9be84653f1c02d7788aa31b90c5e6d42',
].join('\n');
