/** Faults between two ends of which one is strongSwan, or both: what its swanctl.conf says is compared with the other end. */
import { describe, expect, it } from 'vitest';
import { parseIpv4 } from '../../../src-main/base/address.ts';
import { diagnose } from '../../../src-main/grading/diagnose.ts';
import { SWAN_FILES } from '../../../src-main/grading/diagnosis/swan/configuration.ts';
import type { Evidence } from '../../../src-main/grading/evidence.ts';
import { judge } from '../../../src-main/grading/judge.ts';
import type { Diagnosis } from '../../../src-main/grading/verdict.ts';
import type { Exercise, Role, Step } from '../../../src-main/lab/exercise.ts';
import { exercise, expecting, stepNamed } from '../paper-network.ts';

const place = (role: string, name: string, address: string) => ({ role, name, address: parseIpv4(address) ?? 0, mask: 0xffffff00 }); // prettier-ignore

function roleAt(name: string, platform: Role['platform'], number: number): Role {
  const isLinux = platform === 'linux';
  const wan = place('wan', isLinux ? 'eth0' : 'GigabitEthernet0/0', `203.0.113.${number}`);
  const lan = place('lan', isLinux ? 'lan0' : 'GigabitEthernet0/1', `10.${number}.0.1`);
  return { name, platform, node: name, isGraded: true, interfaces: [wan, lan], start: '' };
}

interface End {
  platform: Role['platform'];
  command: string;
  text: string;
}

function diagnosesOf(a: End, b: End): Diagnosis[] {
  const step: Step = {
    ...stepNamed('verify'),
    actions: [],
    questions: [],
    expect: [
      expecting('ike', { between: ['L1', 'L2'], state: 'established' }),
      expecting('child', { between: ['L1', 'L2'], state: 'established' }),
    ],
  };
  const link: Exercise['links'][number] = { name: 'wan', ends: [{ role: 'L1', interface: 'wan' }, { role: 'L2', interface: 'wan' }] }; // prettier-ignore
  const of = { ...exercise, roles: [roleAt('L1', a.platform, 1), roleAt('L2', b.platform, 2)], links: [link], steps: [step] }; // prettier-ignore
  const shown = [
    ...[
      { role: 'L1', ...a },
      { role: 'L2', ...b },
    ],
    ...[a, b].flatMap(({ platform }, index) => nothing(platform).map((command) => ({ role: `L${index + 1}`, command, text: '' }))), // prettier-ignore
  ];
  const evidence = shown.map(({ role, command, text }, index): Evidence => {
    const sequence = index + 1;
    return { id: `e${sequence}`, sequence, role, command, text, takenAt: '2026-01-01T00:00:00Z', deviceTime: sequence, epoch: 1, phase: { kind: 'diagnosis' } }; // prettier-ignore
  });
  const verdict = judge(of, step, evidence);
  const lacking = { ...verdict, verdict: 'failed' as const, expectations: verdict.expectations.map((one) => ({ ...one, verdict: 'failed' as const, attributes: [missing] })) }; // prettier-ignore
  return diagnose(of, step, lacking, evidence).diagnoses;
}

const missing = { name: 'state', role: 'L1', expected: 'established', found: 'nothing', holds: false, quotes: [] };

const nothing = (platform: Role['platform']): string[] => (platform === 'linux' ? ['swanctl --list-sas'] : ['show crypto isakmp sa', 'show crypto ikev2 sa', 'show crypto ipsec sa']); // prettier-ignore

interface Words {
  version: 1 | 2;
  ike: string;
  esp: string;
  auth: string;
  id: string;
  peerId: string;
  mode: string;
  local: string;
  remote: string;
  psk: string;
  peer: number;
  rekey: string;
}

const usual: Omit<Words, 'id' | 'peerId' | 'local' | 'remote' | 'peer'> = { version: 2, ike: 'aes256-sha256-modp2048', esp: 'aes256-sha256', auth: 'psk', mode: 'tunnel', psk: 'Rosebud1', rekey: '4h' }; // prettier-ignore

const wordsAt = (own: 1 | 2, changed: Partial<Words>): Words => {
  const other = own === 1 ? 2 : 1;
  return { ...usual, id: `203.0.113.${own}`, peerId: `203.0.113.${other}`, local: `10.${own}.0.0/24`, remote: `10.${other}.0.0/24`, peer: other, ...changed }; // prettier-ignore
};

function linux(own: 1 | 2, changed: Partial<Words> = {}): End {
  const words = wordsAt(own, changed);
  const text = `# a file of its own
include conf.d/*.conf
connections {
  peer {
    version = ${words.version}
    local_addrs = 203.0.113.${own}
    remote_addrs = 203.0.113.${words.peer}
    proposals = ${words.ike}
    rekey_time = ${words.rekey}
    local {
      auth = ${words.auth}
      id = ${words.id}
    }
    remote {
      auth = psk
      id = ${words.peerId}
    }
    children {
      lans { # both networks
        local_ts = ${words.local}
        remote_ts = ${words.remote}
        esp_proposals = ${words.esp}
        mode = ${words.mode}
      }
    }
  }
}
secrets {
  ike-peer {
    secret = "${words.psk}"
  }
}
`;
  return { platform: 'linux', command: SWAN_FILES, text };
}

/** A router that fits L1 of the usual words, by a crypto map. */
function router(version: 1 | 2): End {
  const first = `crypto isakmp policy 10
 encryption aes 256
 hash sha256
 authentication pre-share
 group 14
crypto isakmp key Rosebud1 address 203.0.113.1
`;
  const second = `crypto ikev2 proposal P
 encryption aes-cbc-256
 integrity sha256
 group 14
crypto ikev2 policy P
 proposal P
crypto ikev2 keyring K
 peer L1
  address 203.0.113.1
  pre-shared-key Rosebud1
crypto ikev2 profile F
 match identity remote address 203.0.113.1 255.255.255.255
 authentication local pre-share
 authentication remote pre-share
 keyring local K
`;
  const text = `hostname L2
${version === 1 ? first : second}crypto ipsec transform-set T esp-aes 256 esp-sha256-hmac
 mode tunnel
crypto map M 10 ipsec-isakmp
 set peer 203.0.113.1
 set transform-set T
${version === 1 ? '' : ' set ikev2-profile F\n'} match address LANS
interface GigabitEthernet0/0
 ip address 203.0.113.2 255.255.255.0
 crypto map M
interface GigabitEthernet0/1
 ip address 10.2.0.1 255.255.255.0
ip access-list extended LANS
 permit ip 10.2.0.0 0.0.0.255 10.1.0.0 0.0.0.255
ip route 10.1.0.0 255.255.255.0 203.0.113.1
end
`;
  return { platform: 'ios', command: 'show running-config', text };
}

type Row = [rule: string, version: 1 | 2, changed: Partial<Words>, quoted: RegExp];

const ROWS: Row[] = [
  ['P1-ENC', 1, { ike: '3des-sha256-modp2048' }, /proposals = 3des/],
  ['P1-KEYLEN', 1, { ike: 'aes128-sha256-modp2048' }, /proposals = aes128/],
  ['P1-HASH', 1, { ike: 'aes256-md5-modp2048' }, /proposals = aes256-md5/],
  ['P1-DH', 1, { ike: 'aes256-sha256-modp1024' }, /proposals = .*modp1024/],
  ['P1-PSK', 1, { psk: 'rosebud1' }, /secret = "rosebud1"/],
  ['P1-PEER', 1, { peer: 9, peerId: '203.0.113.9' }, /remote_addrs = 203\.0\.113\.9/],
  ['P2-TS', 1, { esp: 'aes128-sha1' }, /esp_proposals = aes128-sha1/],
  ['P2-MODE', 1, { mode: 'transport' }, /mode = transport/],
  ['P2-PFS', 1, { esp: 'aes256-sha256-modp2048' }, /esp_proposals = .*modp2048/],
  ['ACL-MIRROR', 1, { local: '10.1.0.0/16' }, /local_ts = 10\.1\.0\.0\/16/],
  ['V2-PROP', 2, { ike: 'aes256-sha384-ecp384' }, /proposals = .*ecp384/],
  ['V2-PSK', 2, { psk: 'rosebud1' }, /secret = "rosebud1"/],
  ['V2-AUTHMETHOD', 2, { auth: 'pubkey' }, /auth = pubkey/],
  ['V2-ID-RESP', 2, { id: 'l1.example.net' }, /id = l1\.example\.net/],
  ['V2-CHILD', 2, { esp: 'aes128gcm16' }, /esp_proposals = aes128gcm16/],
  ['P2-MODE', 2, { mode: 'transport' }, /mode = transport/],
  ['P2-PFS-V2-REKEY', 2, { esp: 'aes256-sha256-ecp256' }, /esp_proposals = .*ecp256/],
  ['ACL-MIRROR', 2, { remote: '10.2.0.0/25' }, /local_ts|remote_ts/],
];

describe.each([
  ['two ends of strongSwan', (version: 1 | 2) => linux(2, { version })],
  ['strongSwan and a router', router],
])('%s', (_, other) => {
  it.each(ROWS)('%s of version %i is named first, with the line of swanctl.conf', (rule, version, changed, quoted) => {
    const [first] = diagnosesOf(linux(1, { version, ...changed }), other(version));
    expect(first?.rule).toBe(rule);
    expect(first?.confidence).toBe('certain');
    expect(first?.quotes.map(({ text }) => text).join('\n')).toMatch(quoted);
    expect(first?.hints.at(-1)).toContain('swanctl --load-all');
  });

  it.each([1, 2] as const)('of version %i that fit each other are not blamed', (version) => {
    for (const changed of [{}, { rekey: '1h' }, { ike: 'aes128-sha1-modp1024, aes256-sha256-modp2048' }]) {
      const rules = diagnosesOf(linux(1, { version, ...changed }), other(version)).map(({ rule }) => rule);
      expect(rules.filter((rule) => rule !== 'undecided')).toEqual([]);
    }
  });

  it('says nothing of files that are not there, or hold nothing of the peer', () => {
    for (const text of [
      'cat: /etc/swanctl/swanctl.conf: No such file or directory\n',
      '',
      '}}}{{{ = \u0000',
      'connections { }',
    ])
      expect(diagnosesOf({ ...linux(1), text }, other(2)).filter(({ confidence }) => confidence === 'certain')).toEqual(
        [],
      );
  });

  it('of two versions do not answer each other', () => {
    expect(diagnosesOf(linux(1, { version: 1 }), other(2))[0]?.rule).toBe('V2-VERSION');
  });
});
