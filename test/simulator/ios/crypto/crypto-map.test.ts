import { describe, expect, it } from 'vitest';
import { smallNetwork } from '../../router/network.ts';
import { CryptoConsole } from './crypto-console.ts';
import { quoted } from './crypto-state.ts';

function console(): CryptoConsole {
  return new CryptoConsole(smallNetwork().r1);
}

/** Types a configuration, and what the router writes at another router. */
async function writtenAndPastedBack(text: string): Promise<string[]> {
  const [first, second] = [console(), console()];
  expect(await first.configure(text)).toEqual([]);
  expect(await second.configure(first.configuration)).toEqual([]);
  expect(second.configuration).toBe(first.configuration);
  return first.configuration.trimEnd().split('\n');
}

describe('crypto map', () => {
  it('is written as seed 002 has it', async () => {
    const lines = await writtenAndPastedBack(`
crypto isakmp key MY_K3Y address 123.1.1.2
crypto ipsec transform-set TS esp-des esp-md5-hmac
crypto map CRYPTO 10 ipsec-isakmp
 set peer 123.1.1.2
 set transform-set TS
 match address Traffic_1to2`);
    expect(lines.slice(lines.indexOf('crypto map CRYPTO 10 ipsec-isakmp '))).toEqual([
      'crypto map CRYPTO 10 ipsec-isakmp ',
      ' set peer 123.1.1.2',
      ' set transform-set TS ',
      ' match address Traffic_1to2',
      '!',
    ]);
  });

  it('has every setting of seed 003, and is the same when it is pasted back', async () => {
    const lines = await writtenAndPastedBack(`
crypto ipsec transform-set TS esp-aes esp-sha-hmac
crypto map M 10 ipsec-isakmp
 reverse-route tag 7 static
 qos pre-classify
 match address 101
 set pfs group20
 set transform-set TS
 set ip access-group 110 in
 set ip access-group OUT out
 set security-association replay window-size 128
 set security-association level per-host
 set security-association idle-time 600
 set security-association lifetime kilobytes 10000
 set security-association lifetime seconds 900
 set peer 1.1.1.1
 set peer 1.1.1.2 default
 description to the branch`);
    expect(lines.slice(-18)).toEqual([
      'crypto map M 10 ipsec-isakmp ',
      ' description to the branch',
      ' set peer 1.1.1.2 default',
      ' set peer 1.1.1.1',
      ' set ip access-group 110 in',
      ' set ip access-group OUT out',
      ' set security-association lifetime kilobytes 10000',
      ' set security-association lifetime seconds 900',
      ' set security-association idle-time 600',
      ' set security-association level per-host',
      ' set security-association replay window-size 128',
      ' set transform-set TS ',
      ' set pfs group20',
      ' match address 101',
      ' qos pre-classify ',
      ' reverse-route static',
      ' set reverse-route tag 7',
      '!',
    ]);
  });

  it.each([
    ['reverse-route', ['reverse-route']],
    ['reverse-route static', ['reverse-route static']],
    ['reverse-route tag 5', ['reverse-route', 'set reverse-route tag 5']],
    ['reverse-route tag 5 static', ['reverse-route static', 'set reverse-route tag 5']],
    ['reverse-route remote-peer', ['reverse-route remote-peer']],
    ['reverse-route remote-peer static', ['reverse-route remote-peer static']],
    ['reverse-route remote-peer 9.9.9.9', ['reverse-route remote-peer 9.9.9.9']],
    ['reverse-route remote-peer 9.9.9.9 static', ['reverse-route remote-peer 9.9.9.9 static']],
    ['reverse-route remote-peer 9.9.9.9 gateway', ['reverse-route remote-peer 9.9.9.9 gateway']],
  ])('knows the form "%s"', async (typed, written) => {
    const lines = await writtenAndPastedBack(
      `crypto map M 10 ipsec-isakmp\n match address 101\n set peer 1.1.1.1\n ${typed}`,
    );
    expect(lines.slice(2, -1)).toEqual([' match address 101', ...written.map((line) => ` ${line}`)]);
  });

  it('says that a new entry does nothing yet, once', async () => {
    const one = console();
    expect(await one.printed('crypto map M 10 ipsec-isakmp')).toEqual([
      '% NOTE: This new crypto map will remain disabled until a peer',
      '        and a valid access list have been configured.',
    ]);
    expect(await one.printed('crypto map M 10 ipsec-isakmp')).toEqual(['']);
    expect(one.configuration).toContain('crypto map M 10 ipsec-isakmp \n ! Incomplete\n');
  });
});

describe('crypto map, manual and dynamic', () => {
  it('holds keys that are typed by hand, and no settings of IKE', async () => {
    const text = quoted(`
crypto ipsec transform-set TS ah-sha-hmac esp-des esp-md5-hmac
crypto map M 20 ipsec-manual
 set peer 2.2.2.2
 set session-key inbound esp 300 cipher 0123456789abcdef authenticator 00112233445566778899aabbccddeeff
 set session-key outbound ah 301 0011223344556677889900112233445566778899
 set transform-set TS
 match address 102`).join('\n');
    const lines = await writtenAndPastedBack(text);
    expect(lines.slice(-7)).toEqual([
      'crypto map M 20 ipsec-manual ',
      ' set peer 2.2.2.2',
      ' set session-key inbound esp 300 cipher 0123456789ABCDEF authenticator 00112233445566778899AABBCCDDEEFF',
      ' set session-key outbound ah 301 0011223344556677889900112233445566778899',
      ' set transform-set TS ',
      ' match address 102',
      '!',
    ]);
    const one = console();
    await one.configure(text);
    expect(await one.configure('crypto map M 20\n set pfs group2')).toEqual(["% Invalid input: 'pfs'"]);
    await one.configure('crypto map M 20\n no set session-key inbound esp');
    expect(one.configuration).not.toContain('session-key inbound');
  });

  it('refers to templates, also with discovery, and is known by the address of another interface', async () => {
    const lines = await writtenAndPastedBack(`
crypto ipsec transform-set TS esp-3des esp-sha-hmac
crypto dynamic-map DYN 10
 set transform-set TS
 reverse-route remote-peer 100.1.1.254
crypto map S local-address Loopback0
crypto map S 65000 ipsec-isakmp dynamic DYN discover
crypto map T 10 ipsec-isakmp dynamic DYN`);
    expect(lines.slice(lines.indexOf('crypto dynamic-map DYN 10'))).toEqual([
      'crypto dynamic-map DYN 10',
      ' set transform-set TS ',
      ' reverse-route remote-peer 100.1.1.254',
      '!',
      'crypto map S local-address Loopback0',
      'crypto map S 65000 ipsec-isakmp dynamic DYN discover ',
      '!',
      'crypto map T 10 ipsec-isakmp dynamic DYN ',
      '!',
    ]);
  });

  it('keeps its kind, and names an entry that is there without it', async () => {
    const one = console();
    await one.configure('crypto map M 10 ipsec-isakmp');
    expect(await one.configure('crypto map M 10 ipsec-manual')).toEqual([
      'Attempt to change type of existing crypto map is not allowed.',
    ]);
    expect(await one.configure('crypto map M 10\n set peer 1.1.1.1')).toEqual([]);
    expect(await one.configure('crypto map M 11')).toEqual(['% Incomplete command.']);
  });
});

describe('what is kept without effect', () => {
  it.each([
    ['crypto map N 10\n qos pre-classify', '% qos pre-classify is kept in the configuration'],
    ['crypto map N client configuration address initiate', '% initiate is kept in the configuration'],
    ['line vty 0 4\n access-class 23 in', '% access-class is kept in the configuration'],
    ['crypto ipsec transform-set T esp-des\n mode transport require', '% require is kept in the configuration'],
  ])('says so: %s', async (text, said) => {
    const one = console();
    await one.configure('crypto map N 10 ipsec-isakmp');
    expect((await one.printed(text)).join('\n')).toContain(said);
  });
});

describe('what VRFs keep without effect', () => {
  it.each([['ip vrf V\n route-target both 1:1', '% route-target is kept in the configuration']])(
    'says so: %s',
    async (text, said) => {
      const one = new CryptoConsole(smallNetwork().r1, '15.2(4)M7');
      expect((await one.printed(text)).join('\n')).toContain(said);
    },
  );
});

describe('crypto map on an interface', () => {
  it('is written there, and cannot be taken away while it is in use', async () => {
    const one = console();
    expect(await one.configureInterface('FastEthernet0/0', 'crypto map M')).toEqual([
      'ERROR: Crypto Map with tag "M" does not exist.',
    ]);
    await one.configure('crypto map M 10 ipsec-isakmp\ncrypto map M 20 ipsec-isakmp');
    expect(await one.configureInterface('FastEthernet0/0', 'crypto map M')).toEqual([]);
    expect(one.interfaceConfiguration('FastEthernet0/0')).toContain('crypto map M\n');
    expect(await one.configure('no crypto map M 10')).toEqual([]);
    const [refused] = await one.configure('no crypto map M 20');
    expect(refused).toContain('is in use by interface FastEthernet0/0');
    expect(await one.configureInterface('FastEthernet0/0', 'no crypto map')).toEqual([]);
    expect(await one.configure('no crypto map M')).toEqual([]);
    expect(one.configuration).not.toContain('crypto map');
  });

  it('is refused by name where its state would have to be shared', async () => {
    const one = console();
    await one.configure('crypto map M 10 ipsec-isakmp');
    expect(await one.configureInterface('FastEthernet0/0', 'crypto map M redundancy HA')).toEqual([
      '% Invalid input: Crypto maps with redundancy are not simulated: a map has no standby router',
    ]);
  });
});
