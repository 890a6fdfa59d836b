/** The blocks of IKE version 2: typed, refused, written back. */
import { describe, expect, it } from 'vitest';
import { defaultIkev2Policy, smartDefaultProposals } from '../../../../src-main/simulator/ike2/configuration.ts';
import { attachIkev2 } from '../../../../src-main/simulator/ios/ikev2/ikev2-syslog.ts';
import { flavourOf } from '../../../../src-main/simulator/ios/flavour.ts';
import { smallNetwork } from '../../router/network.ts';
import { CryptoConsole } from '../crypto/crypto-console.ts';

function consoleOfR1(release = '17.03.04a'): CryptoConsole {
  const console = new CryptoConsole(smallNetwork().r1);
  Object.assign(console.device, { flavour: flavourOf(release) });
  console.router.crypto.ikev2.policies.set('default', defaultIkev2Policy());
  attachIkev2(console.device);
  return console;
}

/** As gh id:36890752064 has it, with the rest that can be typed. */
const configuration = `crypto ikev2 proposal PROP 
 encryption aes-cbc-128 aes-gcm-256
 prf sha256
 integrity sha1 sha512
 group 14 19
!
crypto ikev2 policy POL 
 match fvrf any
 match address local 10.16.201.2
 proposal PROP
!
crypto ikev2 keyring KEYS
 peer vEDGE01
  address 10.16.201.1
  pre-shared-key local cisco
  pre-shared-key remote other
 !
 peer ANY
  description everybody else
  address 0.0.0.0 0.0.0.0
  identity fqdn domain lab.local
  pre-shared-key secret
 !
!
crypto ikev2 profile PROF
 description to the west
 match fvrf any
 match address local 10.16.201.2
 match identity remote address 10.16.201.1 255.255.255.252 
 match identity remote fqdn vEDGE01.lab.local
 match identity remote key-id west
 identity local fqdn vEDGE02.lab.local
 authentication remote pre-share
 authentication remote rsa-sig
 authentication local pre-share
 keyring local KEYS
 pki trustpoint CA
 lifetime 3600
 dpd 10 2 periodic
 nat keepalive 20
!
crypto ikev2 nat keepalive 30
crypto ikev2 dpd 20 3 on-demand
crypto ikev2 fragmentation mtu 1400
crypto ikev2 cookie-challenge 50
!
`;

describe('crypto ikev2', () => {
  it('is written as it was typed', async () => {
    const r1 = consoleOfR1();
    expect(await r1.configure(configuration)).toEqual([]);
    // The address of a network is written as the network's.
    const written = configuration.replace('address 10.16.201.1 255.255.255.252', 'address 10.16.201.0 255.255.255.252');
    expect(r1.configuration).toContain(written);
    const again = consoleOfR1();
    await again.configure(r1.configuration);
    expect(again.configuration).toBe(r1.configuration);
  });

  it('is in the terms of the engine', async () => {
    const r1 = consoleOfR1();
    await r1.configure(configuration);
    const { proposals, keyrings, profiles, dpd } = r1.router.crypto.ikev2;
    expect(proposals.get('PROP')).toEqual({
      name: 'PROP',
      encryption: [
        { algorithm: 'aes-cbc', keyBits: 128 },
        { algorithm: 'aes-gcm', keyBits: 256 },
      ],
      integrity: ['sha1', 'sha512'],
      prf: ['sha256'],
      groups: [14, 19],
    });
    expect(keyrings.get('KEYS')?.peers).toMatchObject([
      { name: 'vEDGE01', mask: 0xffffffff, localKey: 'cisco', remoteKey: 'other' },
      { name: 'ANY', address: 0, mask: 0, localKey: 'secret', remoteKey: 'secret' },
    ]);
    expect(profiles.get('PROF')).toMatchObject({
      identityLocal: { kind: 'fqdn', name: 'vEDGE02.lab.local' },
      authenticationRemote: ['pre-share', 'rsa-sig'],
      lifetime: 3600,
      dpd: { interval: 10, retry: 2, mode: 'periodic' },
    });
    expect(dpd).toEqual({ interval: 20, retry: 3, mode: 'on-demand' });
  });

  it('says what is still missing when a block is entered', async () => {
    const r1 = consoleOfR1();
    expect(r1.configuration).not.toContain('ikev2');
    const printed = await r1.printed('crypto ikev2 policy POL\ncrypto ikev2 profile PROF\ncrypto ikev2 proposal PROP');
    expect(printed).toContain('IKEv2 policy MUST have atleast one complete proposal attached ');
    expect(printed).toContain('   1. A local and a remote authentication method.');
    expect(printed.at(-2)).toContain('IKEv2 proposal MUST either have a set of an encryption algorithm');
  });

  it('has defaults that can be changed, taken away, and brought back', async () => {
    const r1 = consoleOfR1();
    const { proposals } = r1.router.crypto.ikev2;
    await r1.configure('no crypto ikev2 proposal default\nno crypto ikev2 policy default');
    expect(proposals.size).toBe(0);
    expect(r1.configuration).toContain('no crypto ikev2 proposal default\n!\nno crypto ikev2 policy default\n');
    await r1.configure('default crypto ikev2 proposal default\ndefault crypto ikev2 policy default');
    expect(proposals.get('default')).toEqual(smartDefaultProposals.iosxe17);
    expect(r1.configuration).not.toContain('ikev2');
    await r1.configure('crypto ikev2 proposal default\n group 2');
    expect(r1.configuration).toContain('crypto ikev2 proposal default \n encryption aes-cbc-256\n');
  });

  it('takes lines back', async () => {
    const r1 = consoleOfR1();
    await r1.configure(configuration);
    await r1.configure(`crypto ikev2 profile PROF
 no match identity remote key-id west
 no authentication remote rsa-sig
 no identity local
 no dpd
 no lifetime
 no pki trustpoint CA
crypto ikev2 keyring KEYS
 no peer ANY
crypto ikev2 proposal PROP
 no prf
no crypto ikev2 dpd
no crypto ikev2 fragmentation`);
    expect(r1.configuration).not.toMatch(/key-id|rsa-sig|identity local|dpd|lifetime|trustpoint|ANY|prf|fragmentation/);
  });

  it('keeps what others use', async () => {
    const r1 = consoleOfR1();
    await r1.configure(configuration);
    expect(await r1.configure('no crypto ikev2 proposal PROP\nno crypto ikev2 keyring KEYS')).toEqual([
      '% Cannot remove as proposal is in use by policy POL.',
      '% Cannot remove keyring KEYS: it is in use by profile PROF',
    ]);
    expect(await r1.configure('no crypto ikev2 proposal NONE')).toEqual(['% Proposal NONE does not exist']);
  });

  it.each([
    ['crypto ikev2 limit max-sa 10', '% Invalid input: crypto ikev2 limit is not simulated'],
    ['crypto ikev2 http-url cert', '% Invalid input: crypto ikev2 http-url is not simulated'],
    [
      'crypto ikev2 profile P\n anyconnect profile X',
      '% Invalid input: anyconnect is not simulated in an IKEv2 profile',
    ],
    [
      'crypto ikev2 keyring K\n peer P\n  pre-shared-key 6 X',
      '% Invalid input: Encrypted keys (type 6) are not simulated: give the key itself',
    ],
  ])('names what is not simulated: %s', async (line, refusal) => {
    expect(await consoleOfR1().configure(line)).toEqual([refusal]);
  });

  it('is unknown to a router of 12.4', async () => {
    expect(await consoleOfR1('12.4(15)T14').configure('crypto ikev2 proposal P')).toEqual(["% Invalid input: 'ikev2'"]);
  });

  it('has no debug and no place in a crypto map there either', async () => {
    const router = consoleOfR1('12.4(15)T14');
    expect((await router.show('debug crypto ikev2')).join()).toContain("'ikev2'");
    const lines = 'crypto map M 10 ipsec-isakmp\nset ikev2-profile P';
    expect(await router.configure(lines)).toEqual(["% Invalid input: 'ikev2-profile'"]);
  });

  it('takes keys of bytes', async () => {
    const r1 = consoleOfR1();
    await r1.configure(
      'crypto ikev2 keyring K\n peer P\n  pre-shared-key local hex 0x00FF\n  pre-shared-key remote hex 01',
    );
    expect(r1.configuration).toContain('  pre-shared-key local hex 00FF\n  pre-shared-key remote hex 01\n');
  });
});

describe('show crypto ikev2', () => {
  it('has the default proposal before those that were typed', async () => {
    const r1 = consoleOfR1();
    await r1.configure('crypto ikev2 proposal ikev2_proposal\n encryption aes-cbc-128\n integrity sha1\n group 14');
    expect(await r1.show('show crypto ikev2 proposal')).toEqual([
      ' IKEv2 proposal: default ',
      '     Encryption : AES-CBC-256',
      '     Integrity  : SHA512 SHA384',
      '     PRF        : SHA512 SHA384',
      '     DH Group   : DH_GROUP_256_ECP/Group 19 DH_GROUP_2048_MODP/Group 14 DH_GROUP_521_ECP/Group 21 DH_GROUP_1536_MODP/Group 5',
      ' IKEv2 proposal: ikev2_proposal ',
      '     Encryption : AES-CBC-128',
      '     Integrity  : SHA96',
      '     PRF        : SHA1',
      '     DH Group   : DH_GROUP_2048_MODP/Group 14',
    ]);
    expect(await r1.show('show crypto ikev2 proposal default')).toHaveLength(5);
    expect(await r1.show('show crypto ikev2 proposal other')).toContain('% Proposal other does not exist');
  });

  it('has policies and profiles', async () => {
    const r1 = consoleOfR1();
    await r1.configure(configuration);
    expect(await r1.show('show crypto ikev2 policy')).toEqual([
      ' IKEv2 policy : default',
      '      Match fvrf : any',
      '      Match address local : any ',
      '      Proposal    : default ',
      ' IKEv2 policy : POL',
      '      Match fvrf  : any',
      '      Match address local : 10.16.201.2',
      '      Proposal    : PROP ',
    ]);
    const shown = await r1.show('show crypto ikev2 profile PROF');
    expect(shown.slice(0, 12)).toEqual([
      'IKEv2 profile: PROF',
      ' Shutdown : No',
      ' Ref Count: 1',
      ' Match criteria: ',
      '  Fvrf: any',
      '  Local address/interface: 10.16.201.2',
      '  Identities: ',
      '   address 10.16.201.0 255.255.255.252',
      '   fqdn vEDGE01.lab.local',
      '   key-id west',
      '  Certificate maps: none',
      ' Local identity: fqdn vEDGE02.lab.local',
    ]);
    expect(shown).toContain(' DPD: interval 10, retry-interval 2, periodic');
    expect(shown).toContain(' Trustpoint(s): CA');
  });
});
