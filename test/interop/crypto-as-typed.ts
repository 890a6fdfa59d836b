/** Suites as one types them at a router, and as swanctl.conf has them: what the tests against strongSwan go through. */
import type { Settings } from './vici-text.ts';
import { secret, type Meeting, type Names } from './ios-and-charon.ts';

export interface Suite {
  name: string;
  /** Lines of `crypto isakmp policy`, or of `crypto ikev2 proposal`. */
  ike: string;
  group: number;
  /** The words of `crypto ipsec transform-set`. */
  esp: string;
  charon: { ike: string; group: string; esp: string };
}

export const ikev1Suites: readonly Suite[] = [
  {
    name: 'DES-MD5-1',
    ike: 'encryption des\n hash md5',
    group: 1,
    esp: 'esp-des esp-md5-hmac',
    charon: { ike: 'des-md5', group: 'modp768', esp: 'des-md5' },
  },
  {
    name: '3DES-SHA1-2',
    ike: 'encryption 3des\n hash sha',
    group: 2,
    esp: 'esp-3des esp-sha-hmac',
    charon: { ike: '3des-sha1', group: 'modp1024', esp: '3des-sha1' },
  },
  {
    name: 'AES128-SHA1-5',
    ike: 'encryption aes\n hash sha',
    group: 5,
    esp: 'esp-aes esp-sha-hmac',
    charon: { ike: 'aes128-sha1', group: 'modp1536', esp: 'aes128-sha1' },
  },
  {
    name: 'AES256-SHA256-14',
    ike: 'encryption aes 256\n hash sha256',
    group: 14,
    esp: 'esp-aes 256 esp-sha256-hmac',
    charon: { ike: 'aes256-sha256', group: 'modp2048', esp: 'aes256-sha256' },
  },
];

export const ikev2Suites: readonly Suite[] = [
  {
    name: '3DES-MD5-2',
    ike: 'encryption 3des\n integrity md5',
    group: 2,
    esp: 'esp-3des esp-md5-hmac',
    charon: { ike: '3des-md5', group: 'modp1024', esp: '3des-md5' },
  },
  {
    name: 'AES256-SHA256-14',
    ike: 'encryption aes-cbc-256\n integrity sha256',
    group: 14,
    esp: 'esp-aes 256 esp-sha256-hmac',
    charon: { ike: 'aes256-sha256', group: 'modp2048', esp: 'aes256-sha256' },
  },
  {
    name: 'AES256GCM-ecp384',
    ike: 'encryption aes-gcm-256\n prf sha384',
    group: 20,
    esp: 'esp-gcm 256',
    charon: { ike: 'aes256gcm16-prfsha384', group: 'ecp384', esp: 'aes256gcm16' },
  },
  {
    name: 'AES128-SHA256-19',
    ike: 'encryption aes-cbc-128\n integrity sha256',
    group: 19,
    esp: 'esp-aes esp-sha256-hmac',
    charon: { ike: 'aes128-sha256', group: 'ecp256', esp: 'aes128-sha256' },
  },
];

export interface Case extends Meeting {
  name: string;
  suite: Suite;
  authentication: Authentication;
}

export type Authentication = 'psk' | 'rsa' | 'ecdsa';

export interface Wish {
  number: number;
  version: 1 | 2;
  suite: Suite;
  mode?: 'main' | 'aggressive';
  isPfs?: boolean;
  authentication?: Authentication;
  /** A tunnel interface that is protected, in place of a crypto map. */
  isVti?: boolean;
}

/** Seconds: the least that IOS takes, so that its renewals are soon there. */
const lifetime = 120;

export function caseOf(wish: Wish): Case {
  const { number, version, suite, mode = 'main', isPfs = false, authentication = 'psk', isVti = false } = wish;
  const words = [
    suite.name,
    ...(version === 1 ? [mode] : []),
    ...(authentication === 'psk' ? [] : [authentication]),
    ...(isVti ? ['VTI'] : []),
    isPfs ? 'with PFS' : 'without PFS',
  ];
  return {
    number,
    suite,
    authentication,
    name: words.join(' '),
    ios: (names) => ikeLines(wish, names) + ipsecLines(wish, names),
    connection: (names) => ({
      version,
      proposals: `${suite.charon.ike}-${suite.charon.group}`,
      ...(mode === 'aggressive' && { aggressive: 'yes' }),
      ...identities(authentication, names),
    }),
    child: () => ({
      esp_proposals: isPfs ? `${suite.charon.esp}-${suite.charon.group}` : suite.charon.esp,
      ...(isVti && { local_ts: '0.0.0.0/0', remote_ts: '0.0.0.0/0' }),
    }),
  };
}

export const hostNames = { router: ({ number }: Names) => `r${number}.lab.example`, charon: 'charon.lab.example' };

function identities(authentication: Authentication, names: Names): Settings {
  if (authentication === 'psk')
    return { local: { auth: 'psk', id: names.charon }, remote: { auth: 'psk', id: names.router } };
  return {
    local: { auth: 'pubkey', certs: `${authentication}.pem`, id: hostNames.charon },
    remote: { auth: 'pubkey', id: hostNames.router(names) },
  };
}

function ikeLines(wish: Wish, names: Names): string {
  const trust = (wish.authentication ?? 'psk') === 'psk' ? '' : trustpointLines(names);
  return trust + (wish.version === 1 ? ikev1Lines(wish, names) : ikev2Lines(wish, names));
}

function ikev1Lines({ suite, mode, authentication = 'psk' }: Wish, { charon, router }: Names): string {
  const isShared = authentication === 'psk';
  const endpoint = isShared ? ` set aggressive-mode client-endpoint ipv4-address ${router}\n` : '';
  const aggressive = `crypto isakmp peer address ${charon}\n set aggressive-mode password ${secret}\n${endpoint}`;
  return `crypto isakmp policy 10
 ${suite.ike}
 authentication ${isShared ? 'pre-share' : 'rsa-sig'}
 group ${suite.group}
 lifetime ${lifetime}
${isShared ? `crypto isakmp key 0 ${secret} address ${charon}\n` : 'crypto isakmp identity hostname\n'}${
    mode === 'aggressive' ? aggressive : ''
  }`;
}

function ikev2Lines({ suite, authentication = 'psk' }: Wish, names: Names): string {
  const { charon } = names;
  const shared = `crypto ikev2 keyring K
 peer C
  address ${charon}
  pre-shared-key ${secret}
crypto ikev2 profile F
 match identity remote address ${charon} 255.255.255.255
 authentication remote pre-share
 authentication local pre-share
 keyring local K
`;
  const method = authentication === 'ecdsa' ? 'ecdsa-sig' : 'rsa-sig';
  const signed = `crypto ikev2 profile F
 match identity remote fqdn ${hostNames.charon}
 identity local fqdn ${hostNames.router(names)}
 authentication remote ${method}
 authentication local ${method}
 pki trustpoint LAB
`;
  return `crypto ikev2 proposal P
 ${suite.ike}
 group ${suite.group}
crypto ikev2 policy P
 proposal P
${authentication === 'psk' ? shared : signed} lifetime ${lifetime}
`;
}

export function trustpointLines(names: Names): string {
  return `ip domain name lab.example
crypto pki trustpoint LAB
 enrollment terminal pem
 serial-number none
 fqdn ${hostNames.router(names)}
 ip-address none
 subject-name cn=R${names.number},o=QuickMode
 revocation-check none
`;
}

function ipsecLines({ version, suite, isPfs = false, isVti = false }: Wish, { charon, charonInside }: Names): string {
  const pfs = isPfs ? ` set pfs group${suite.group}\n` : '';
  const profile = version === 2 ? ' set ikev2-profile F\n' : '';
  const common = `crypto ipsec security-association lifetime seconds ${lifetime}
crypto ipsec transform-set T ${suite.esp}
`;
  if (isVti)
    return `${common}crypto ipsec profile V
 set transform-set T
${pfs}${profile}interface Tunnel0
 ip unnumbered Loopback0
 tunnel source GigabitEthernet0/0
 tunnel destination ${charon}
 tunnel mode ipsec ipv4
 tunnel protection ipsec profile V
ip route ${charonInside} 255.255.255.255 Tunnel0
`;
  return `${common}crypto map M 10 ipsec-isakmp
 set peer ${charon}
 set transform-set T
${pfs}${profile} match address 101
`;
}
