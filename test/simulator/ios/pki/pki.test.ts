/** Keys, trustpoints, a certificate server and enrolment, typed on routers with cables between them. */
import { beforeAll, describe, expect, it } from 'vitest';
import { IosConsole } from '../ios-console.ts';
import { greConsoles, type Consoles, type NetworkConsole } from '../network-console.ts';

/** Somebody at the console of a router, who has entered configuration mode. */
class Typist {
  readonly #keyboard: ReturnType<NetworkConsole['terminal']>;

  constructor(console: NetworkConsole) {
    this.#keyboard = console.terminal();
  }

  /** What is shown after each line, with time for what it sets off. */
  async type(...lines: readonly string[]): Promise<string> {
    let shown = '';
    for (const line of lines) {
      shown += await this.#keyboard.press(`${line}\r`);
      shown += await this.#keyboard.watch(1000);
    }
    return shown;
  }

  async wait(seconds: number): Promise<string> {
    return await this.#keyboard.watch(1000 * seconds);
  }
}

const clock = 'clock set 10:00:00 27 November 2026';
/** A clock that is behind that of the authority would not believe in what it gives out. */
const later = 'clock set 10:05:00 27 November 2026';
const day = 86_400_000;

async function withServer(): Promise<Consoles & { ca: Typist; left: Typist }> {
  const consoles = await greConsoles();
  const [ca, left] = [new Typist(consoles.r2), new Typist(consoles.r1)];
  await ca.type(
    '',
    clock,
    'configure terminal',
    'ip http server',
    'crypto pki server CA',
    'issuer-name cn=Lab CA,o=QuickMode',
  );
  await ca.type('database level complete', 'grant auto');
  return { ...consoles, ca, left };
}

describe('a certificate server and a router that enrols', () => {
  let network: Awaited<ReturnType<typeof withServer>>;
  let started = '';
  let authenticated = '';
  let enrolled = '';
  let received = '';

  beforeAll(async () => {
    network = await withServer();
    started = await network.ca.type('no shutdown', 'cisco123', 'cisco123');
    const { left } = network;
    await left.type(
      '',
      later,
      'configure terminal',
      'ip domain name lab.local',
      'crypto key generate rsa label VPN modulus 1024',
    );
    await left.type(
      'crypto pki trustpoint LAB',
      'enrollment url http://172.16.0.2',
      'subject-name cn=R1,ou=VPN',
      'rsakeypair VPN',
    );
    await left.type('exit');
    authenticated = await left.type('crypto pki authenticate LAB');
    authenticated += await left.wait(3);
    authenticated += await left.type('yes');
    enrolled = await left.type('crypto pki enroll LAB', 'secret', 'secret', 'no', 'yes', '172.16.0.1', 'yes');
    received = network.r1.messages.join('\n');
  });

  it('starts with a key of its own', () => {
    expect(started).toContain('%Some server settings cannot be changed after CA certificate generation.\n');
    expect(started).toContain('% Generating 1024 bit RSA keys, keys will be non-exportable...\n');
    expect(started).toContain('% Certificate Server enabled.\n');
    expect(network.r2.messages.join('\n')).toContain('%PKI-6-CS_ENABLED: Certificate server now enabled.');
  });

  it('shows the fingerprints of the authority, and asks', () => {
    expect(authenticated).toMatch(
      /Certificate has the following attributes:\n {7}Fingerprint MD5: ([0-9A-F]{8} ){4}\n {6}Fingerprint SHA1: ([0-9A-F]{8} ){5}\n\n% Do you accept this certificate\? \[yes\/no\]: yes\nTrustpoint CA certificate accepted\.\n/,
    );
  });

  it('asks what is to stand in the certificate, and gets it', () => {
    expect(enrolled).toContain('% The subject name in the certificate will include: cn=R1,ou=VPN\n');
    expect(enrolled).toContain('% The subject name in the certificate will include: R1.lab.local\n');
    expect(enrolled).toContain(
      '% Include an IP address in the subject name? [no]: yes\nEnter Interface name or IP Address[]: ',
    );
    expect(received).toContain('%PKI-6-CERTRET: Certificate received from Certificate Authority');
  });

  it('shows its certificate and the authority', async () => {
    expect(await network.r1.type('show crypto pki certificates')).toBe(`Certificate
  Status: Available
  Certificate Serial Number (hex): 02
  Certificate Usage: General Purpose
  Issuer: 
    cn=Lab CA
    o=QuickMode
  Subject:
    Name: R1.lab.local
    IP Address: 172.16.0.1
    ipaddress=172.16.0.1+hostname=R1.lab.local
    cn=R1
    ou=VPN
  Validity Date: 
    start date: 10:00:31 UTC Nov 27 2026
    end   date: 10:00:31 UTC Nov 27 2027
  Associated Trustpoints: LAB 

CA Certificate
  Status: Available
  Certificate Serial Number (hex): 01
  Certificate Usage: Signature
  Issuer: 
    cn=Lab CA
    o=QuickMode
  Subject: 
    cn=Lab CA
    o=QuickMode
  Validity Date: 
    start date: 10:00:09 UTC Nov 27 2026
    end   date: 10:00:09 UTC Nov 26 2029
  Associated Trustpoints: LAB 

`);
    expect(await network.r1.type('show crypto pki trustpoints')).toContain(
      '    SCEP URL: http://172.16.0.2:80/cgi-bin\n',
    );
    const verbose = await network.r1.type('show crypto pki certificates verbose LAB');
    expect(verbose).toContain('    RSA Public Key: (1024 bit)\n  Signature Algorithm: SHA1 with RSA Encryption\n');
    expect(verbose).toContain('    X509v3 Key Usage: A0000000\n      Digital Signature\n      Key Encipherment\n');
  });

  it('can prove who it is to others that trust the authority', () => {
    const { trust } = network.r1.router.crypto;
    const identity = trust.identity(['LAB']);
    expect(trust.judge(identity?.chain ?? [], [])).toMatchObject({
      kind: 'trusted',
      subjectText: 'ipaddress=172.16.0.1+hostname=R1.lab.local,cn=R1,ou=VPN',
      names: { fqdn: 'R1.lab.local', address: 0xac100001 },
    });
  });

  it('has it all in its configuration, and the same certificates after that is read again', async () => {
    const { configuration } = network.r1;
    expect(configuration).toContain(`crypto pki trustpoint LAB
 enrollment url http://172.16.0.2:80
 subject-name cn=R1,ou=VPN
 revocation-check crl
 rsakeypair VPN
!
crypto pki certificate chain LAB
 certificate 02
  3082`);
    const again = await IosConsole.booted(configuration);
    expect(again.configuration.match(/crypto pki [^]*?\n!\n!/)?.[0]).toBe(
      configuration.match(/crypto pki [^]*?\n!\n!/)?.[0],
    );
    expect(network.r2.configuration).toContain(
      'crypto pki server CA\n database level complete\n issuer-name cn=Lab CA,o=QuickMode\n grant auto\n!\ncrypto pki trustpoint CA\n',
    );
  });

  it('is listed by the server', async () => {
    const server = await network.r2.type('show crypto pki server');
    expect(server).toContain('    Status: enabled\n    State: enabled\n');
    expect(server).toContain('    Granting mode is: auto\n    Last certificate issued serial number (hex): 2\n');
    expect(await network.r2.type('show crypto pki server CA certificates')).toMatch(/^2 {7}10:00:31 UTC Nov 27 2026 /m);
  });

  it('says why it refuses a certificate whose time has not come, or is over', () => {
    const { trust } = network.r1.router.crypto;
    const chain = trust.identity([])?.chain ?? [];
    const { settings } = network.r1.device;
    const ahead = settings.clockAhead ?? 0;
    settings.clockAhead = undefined;
    expect(trust.identity([])).toBeUndefined();
    trust.judge(chain, []);
    settings.clockAhead = ahead + 400 * day;
    trust.judge(chain, []);
    settings.clockAhead = ahead;
    const [early, late] = network.r1.messages.slice(-2);
    expect(early).toMatch(
      /%PKI-3-CERTIFICATE_INVALID_NOT_YET_VALID: Certificate chain validation has failed\. {2}The certificate \(SN: 02\) is not yet valid {3}Validity period starts on 10:00:31 UTC Nov 27 2026$/,
    );
    expect(late).toContain('%PKI-3-CERTIFICATE_INVALID_EXPIRED: ');
  });
});

describe('a certificate server that grants nothing by itself', () => {
  it('lets requests wait until somebody decides, and lists what is revoked', async () => {
    const { ca, left, r1, r2 } = await withServer();
    await ca.type('no grant auto', 'no shutdown', 'cisco123', 'cisco123', 'end');
    await left.type('', later, 'configure terminal', 'ip domain name lab.local', 'crypto key generate rsa modulus 768');
    await left.type(
      'crypto pki trustpoint LAB',
      'enrollment url http://172.16.0.2',
      'serial-number none',
      'ip-address none',
      'exit',
    );
    await left.type('crypto pki authenticate LAB');
    await left.wait(3);
    await left.type('yes', 'crypto pki enroll LAB', 'x', 'x', 'yes');
    expect(await r2.type('show crypto pki server CA requests')).toMatch(
      /^1 {6}pending {4}[0-9A-F]{32} hostname=R1\.lab\.local$/m,
    );
    expect(r1.router.crypto.trust.identity([])).toBeUndefined();
    await ca.type('crypto pki server CA grant all');
    await left.wait(61);
    const identity = r1.router.crypto.trust.identity([]);
    expect(identity?.keyBits).toBe(768);

    expect(await ca.type('crypto pki server CA revoke 0x2')).toContain('% Certificate 02 successfully revoked.\n');
    await left.type('crypto pki crl request LAB');
    expect(r1.router.crypto.trust.judge(identity?.chain ?? [], [])).toMatchObject({ why: 'revoked' });
  });

  it('gives another certificate to who asks again after the first is over', async () => {
    const { ca, left, r1, r2 } = await withServer();
    await ca.type('lifetime certificate 2', 'no shutdown', 'cisco123', 'cisco123', 'end');
    await left.type('', later, 'configure terminal', 'ip domain name lab.local', 'crypto key generate rsa modulus 768');
    const lines = ['enrollment url http://172.16.0.2', 'serial-number none', 'ip-address none', 'exit'];
    await left.type('crypto pki trustpoint LAB', ...lines, 'crypto pki authenticate LAB');
    await left.wait(3);
    await left.type('yes', 'crypto pki enroll LAB', 'x', 'x', 'yes');
    await left.wait(20);
    for (const { settings } of [r1.device, r2.device]) settings.clockAhead = (settings.clockAhead ?? 0) + 3 * day;
    expect(r1.router.crypto.trust.identity([])).toBeUndefined();
    await left.type('crypto pki enroll LAB', 'x', 'x', 'yes');
    await left.wait(20);
    expect(r1.router.crypto.trust.identity([])?.chain).toHaveLength(1);
    expect(await r2.type('show crypto pki server')).toContain('Last certificate issued serial number (hex): 3\n');
  });

  it('grants nothing to a trustpoint that has the name of one that was taken away', async () => {
    const { ca, left, r1 } = await withServer();
    await ca.type('no grant auto', 'no shutdown', 'cisco123', 'cisco123', 'end');
    await left.type('', later, 'configure terminal', 'ip domain name lab.local', 'crypto key generate rsa modulus 768');
    const lines = ['enrollment url http://172.16.0.2', 'serial-number none', 'ip-address none', 'exit'];
    const authenticated = async (): Promise<void> => {
      await left.type('crypto pki trustpoint LAB', ...lines, 'crypto pki authenticate LAB');
      await left.wait(3);
      await left.type('yes');
    };
    await authenticated();
    await left.type('crypto pki enroll LAB', 'x', 'x', 'yes', 'no crypto pki trustpoint LAB');
    await authenticated();
    await ca.type('crypto pki server CA grant all');
    await left.wait(130);
    expect(r1.router.crypto.trust.anchors.get('LAB')).toMatchObject({ authority: {}, own: undefined });
    expect(r1.messages.join('\n')).not.toContain('CERTRET');
  });

  it('is not reached without a route, nor without its web server', async () => {
    const { ca, left } = await withServer();
    await ca.type('no shutdown', 'cisco123', 'cisco123', 'exit', 'no ip http server');
    await left.type('', 'configure terminal', 'crypto pki trustpoint LAB', 'enrollment url http://172.16.0.2', 'exit');
    await left.type('crypto pki authenticate LAB');
    expect(await left.wait(10)).toContain(
      '% Error in receiving Certificate Authority certificate: status = FAIL, cert length = 0',
    );
  });

  it('needs a clock that is set', async () => {
    const { r2 } = await greConsoles();
    const ca = new Typist(r2);
    expect(await ca.type('', 'configure terminal', 'crypto pki server CA', 'no shutdown')).toContain(
      '% Time has not been set. Cannot start the Certificate server.\n',
    );
  });
});

describe('keys', () => {
  it('are made, shown and thrown away', async () => {
    const console = await IosConsole.enabled('hostname R1\nip domain name lab.local\n');
    await console.enter('configure terminal');
    const made = await console.enter('crypto key generate rsa', '1024');
    expect(made).toContain('The name for the keys will be: R1.lab.local\nChoose the size of the key modulus');
    expect(made).toContain('% Generating 1024 bit RSA keys, keys will be non-exportable...[OK]\n');
    expect(await console.enter('crypto key generate rsa modulus 512', 'no')).toContain(
      '% You already have RSA keys defined named R1.lab.local.\n% Do you really want to replace them? [yes/no]: no\n',
    );
    await console.enter('crypto key generate ec keysize 256 label EC', 'end');
    const shown = await console.output('show crypto key mypubkey rsa');
    expect(shown).toMatch(/^% Key pair was generated at: 00:00:\d\d UTC Mar 1 2002\nKey name: R1.lab.local\n/);
    expect(shown).toContain(
      ' Usage: General Purpose Key\n Key is not exportable.\n Key Data:\n  30819F30 0D06092A 864886F7 0D010101 05000381 8D003081 89028181 00',
    );
    expect(await console.output('show crypto key mypubkey ec')).toContain(
      '  30593013 06072A86 48CE3D02 0106082A 8648CE3D 03010703 420004',
    );
    await console.enter('configure terminal');
    expect(await console.enter('crypto key zeroize rsa', 'yes')).toContain('% All RSA Keys will be removed.\n');
    expect(await console.enter('crypto key zeroize rsa')).toContain('% No RSA Keys found in configuration.\n');
  });

  it('need a name', async () => {
    const console = await IosConsole.enabled('hostname R1\n');
    expect(await console.enter('configure terminal', 'crypto key generate rsa modulus 512')).toContain(
      '% Please define a domain-name first.\n',
    );
  });

  it('are the same again when the journal is played, and are kept over a reload once they are saved', async () => {
    const first = await IosConsole.enabled('hostname R1\n');
    await first.enter('configure terminal', 'crypto key generate rsa label A modulus 512', 'end', 'write memory');
    const shown = await first.output('show crypto key mypubkey rsa');
    const second = await IosConsole.booted('hostname R1\n');
    await second.router.replay(first.journal);
    await second.typed('\renable\rterminal length 0\r');
    expect(await second.output('show crypto key mypubkey rsa')).toBe(shown);
    await first.enter('reload', '');
    await first.advance(20_000);
    await first.typed('\renable\rterminal length 0\r');
    expect(await first.output('show crypto key mypubkey rsa')).toBe(shown);
  });

  it('of peers are typed in as they show them', async () => {
    const console = await IosConsole.enabled('hostname R1\nip domain name lab.local\n');
    await console.enter('configure terminal', 'crypto key generate rsa modulus 512', 'end');
    const shown = await console.output('show crypto key mypubkey rsa');
    const lines = shown
      .slice(shown.indexOf('Key Data:\n') + 10)
      .trimEnd()
      .split('\n');
    const other = await IosConsole.enabled('hostname R2\n');
    await other.enter(
      'configure terminal',
      'crypto key pubkey-chain rsa',
      'addressed-key 10.0.0.1',
      'key-string',
      ...lines,
      'quit',
    );
    const { trust } = other.router.router.crypto;
    const secret = Uint8Array.of(1, 2, 3, 4);
    const own = console.router.settings.pki.keys.get('R1.lab.local')?.key;
    expect(own?.decrypt(trust.keyOf(0x0a000001)?.encrypt(secret) ?? secret)).toEqual(secret);
    expect(other.configuration).toContain(
      'crypto key pubkey-chain rsa\n addressed-key 10.0.0.1\n  key-string\n   305C300D ',
    );
    const again = await IosConsole.booted(other.configuration);
    expect(again.refused).toEqual([]);
    expect(again.configuration).toBe(other.configuration);
  });

  it('of peers are listed with what they are for, and shown one by one', async () => {
    const console = await IosConsole.enabled('hostname R1\nip domain name lab.local\n');
    await console.enter('configure terminal', 'crypto key generate rsa modulus 512', 'end');
    const shown = await console.output('show crypto key mypubkey rsa');
    const digits = shown
      .slice(shown.indexOf('Key Data:\n') + 10)
      .trimEnd()
      .split('\n');
    await console.enter('configure terminal', 'crypto key pubkey-chain rsa', 'addressed-key 10.0.0.1 encryption');
    await console.enter(
      'key-string',
      ...digits,
      'quit',
      'named-key r9.lab',
      'address 10.0.0.9',
      'key-string',
      ...digits,
    );
    await console.enter('quit', 'end');
    expect(await console.output('show crypto key pubkey-chain rsa')).toBe(
      'Codes: M - Manually Configured, C - Extracted from certificate\n\n' +
        'Code  Usage         IP-address       Name\n' +
        'M     Encryption    10.0.0.1\n' +
        'M     General       10.0.0.9         r9.lab\n',
    );
    const data = digits.map((line) => `${line}\n`).join('');
    expect(await console.output('show crypto key pubkey-chain rsa name r9.lab')).toBe(
      'Key name: r9.lab\nKey address: 10.0.0.9\n' +
        ` Usage: General Purpose Key\n Source: Manually entered\n Data:\n${data}\n`,
    );
    expect(await console.output('show crypto key pubkey-chain rsa address 10.0.0.1')).toContain(
      'Usage: Encryption Key',
    );
    expect(console.configuration).toContain('\n addressed-key 10.0.0.1 encryption\n');
    expect((await IosConsole.booted(console.configuration)).configuration).toBe(console.configuration);
  });

  it('of a peer may be one for signatures beside the other, which is kept and judges nothing', async () => {
    const console = await IosConsole.enabled();
    await console.enter('configure terminal', 'crypto key generate rsa general-keys label OWN modulus 512', 'end');
    const shown = await console.output('show crypto key mypubkey rsa');
    const digits = shown
      .slice(shown.indexOf('Key Data:\n') + 10)
      .trimEnd()
      .split('\n');
    await console.enter(
      'configure terminal',
      'crypto key pubkey-chain rsa',
      'addressed-key 10.0.0.1 encryption',
      'exit',
    );
    expect(await console.enter('addressed-key 10.0.0.1 signature')).toContain(
      '% a signature key is kept in the configuration: signatures are judged by certificates here\n',
    );
    await console.enter('key-string', ...digits, 'quit', 'end');
    expect(await console.output('show crypto key pubkey-chain rsa')).toContain(
      'M     Encryption    10.0.0.1\nM     Signature     10.0.0.1\n',
    );
    expect(console.router.router.crypto.trust.peerKeys.size).toBe(0);
    expect(console.configuration).toContain(
      ' addressed-key 10.0.0.1 encryption\n addressed-key 10.0.0.1 signature\n  key-string\n',
    );
    expect((await IosConsole.booted(console.configuration)).configuration).toBe(console.configuration);
    await console.enter(
      'configure terminal',
      'crypto key pubkey-chain rsa',
      'no addressed-key 10.0.0.1 signature',
      'end',
    );
    expect(await console.output('show crypto key pubkey-chain rsa')).not.toContain('Signature');
  });
});

describe('a trustpoint', () => {
  it('signs its certificate itself', async () => {
    const console = await IosConsole.enabled('hostname R1\nip domain name lab.local\n');
    await console.enter('configure terminal', 'crypto pki trustpoint SELF', 'enrollment selfsigned', 'exit');
    const shown = await console.enter('crypto pki enroll SELF', 'no', 'no', 'yes');
    expect(shown).toContain('Router Self Signed Certificate successfully created\n');
    await console.enter('end');
    expect(await console.output('show crypto pki certificates')).toMatch(
      /^Router Self-Signed Certificate\n {2}Status: Available\n/,
    );
    expect(console.configuration).toContain('crypto pki certificate chain SELF\n certificate self-signed 01\n  3082');
  });

  it.each([
    ['enrollment url http://ca.lab.local', '% The host ca.lab.local is not known: define it with ip host'],
    ['enrollment url tftp://10.0.0.1', '% Invalid input: Only enrollment by http:// is simulated'],
    ['revocation-check ocsp', '% Invalid input: OCSP is not simulated: use crl or none'],
    ['subject-name R1', '% Invalid X.500 name: attributes are written as cn=NAME,o=NAME'],
    ['auto-enroll 90', '% Invalid input: auto-enroll is not simulated in a trustpoint'],
  ])('refuses %s by name', async (line, refusal) => {
    const { refused } = await IosConsole.booted(`crypto pki trustpoint T\n ${line}\n`);
    expect(refused.map(({ reason }) => reason)).toEqual([refusal]);
  });

  it('takes what IOS 15 and IOS XE 17 write by themselves, and gives it back', async () => {
    const text = `crypto pki token default removal timeout 0
!
crypto pki trustpoint SLA-TrustPoint
 enrollment pkcs12
 revocation-check crl
!
crypto pki certificate chain SLA-TrustPoint
 certificate ca 01
  30820321 30820209 A0030201
 \tquit
!
`;
    const { configuration, refused } = await IosConsole.booted(text);
    expect(refused).toEqual([]);
    expect(configuration).toContain(text);
  });

  it('takes what was typed as crypto ca, as old releases had it', async () => {
    const { configuration, refused } = await IosConsole.booted('crypto ca trustpoint T\n enrollment terminal\n');
    expect(refused).toEqual([]);
    expect(configuration).toContain('crypto pki trustpoint T\n enrollment terminal\n revocation-check crl\n!\n');
  });
});
