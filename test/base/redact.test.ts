import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HIDDEN, redact, secretsOf } from '../../src-main/base/redact.ts';

/** Lines with a secret at "@", as the devices and programs write them. */
const LINES: readonly string[] = [
  'enable secret @',
  'enable secret 5 @',
  'enable password level 7 7 @',
  'enable algorithm-type scrypt secret @',
  'R1(config)#enable secret 9 @',
  'username admin privilege 15 secret 9 @',
  'username admin password 0 @',
  'username lab password @ encrypted privilege 15',
  'enable password @ pbkdf2',
  'passwd @ encrypted',
  ' password 7 @',
  'R1(config-line)# password @',
  'crypto isakmp key @ address 10.0.0.2',
  'crypto isakmp key 6 @ hostname peer.example',
  'R1(config)#crypto isakmp key @ address 0.0.0.0 0.0.0.0 no-xauth',
  '  pre-shared-key address 10.0.0.2 key @',
  '  pre-shared-key address 0.0.0.0 0.0.0.0 key 6 @',
  '  pre-shared-key local @',
  '  pre-shared-key remote 6 @',
  '  pre-shared-key @',
  ' authentication local pre-share key @',
  ' ikev1 pre-shared-key @',
  ' ikev2 remote-authentication pre-shared-key @',
  ' ikev2 local-authentication pre-shared-key 0 @',
  'snmp-server community @ RO',
  'snmp-server community @',
  'snmp-server host 10.0.0.9 version 2c @',
  'snmp-server host 10.0.0.9 traps @ bgp',
  'snmp-server host 10.0.0.9 @',
  'snmp-server host inside 10.0.0.9 community @',
  'snmp-server user ops group v3 auth sha @ priv aes 128 other',
  'snmp-server user ops group v3 auth sha other priv aes 128 @',
  'tacacs-server key 7 @',
  'radius-server host 10.0.0.9 auth-port 1812 key @',
  ' key 7 @',
  ' key @',
  '  key-string 7 @',
  ' ip ospf authentication-key @',
  ' ip ospf message-digest-key 1 md5 7 @',
  'ntp authentication-key 1 md5 @ 7',
  ' neighbor 10.0.0.2 password 7 @',
  ' ip nhrp authentication @',
  '*Mar  1 00:05:22.111:    type:Cleartext(1), data:@',
  ' standby 1 authentication @',
  ' ppp chap password 0 @',
  ' ppp pap sent-username u password 0 @',
  'ip ftp password 7 @',
  'key config-key password-encrypt @',
  'crypto ipsec client ezvpn x\n group vpn key @',
  ' set session-key inbound ah 256 @',
  ' set session-key inbound esp 256 cipher @ authenticator 00112233445566778899aabbccddeeff00112233',
  '10.0.0.1 10.0.0.2 : PSK "@"',
  ': PSK @',
  'carol : EAP "@"',
  ': RSA key.pem "@"',
  '    secret = "@"',
  '    secret = @',
  'password=@',
  'client_secret: @',
  'PrivateKey = @',
  'PresharedKey = @',
  '"password": "@"',
  "set vpn ipsec authentication psk x secret '@'",
  'set system login user vyos authentication plaintext-password @',
  'set service snmp community @',
  'rocommunity @ 10.0.0.0/8',
  'com2sec notConfigUser default @',
  'createUser ops SHA "@" AES other',
  'createUser ops SHA other AES @',
  'sshpass -p @ ssh lab@10.0.0.1',
  'tool --password=@ --verbose',
  'tool --password @',
  'curl -k -u admin:@ https://cml.example/',
  'openssl rsa -passin pass:@ -in key.pem',
  'Authorization: Bearer @',
  'X-Auth-Token: @',
  'GET /v3/console/ws?token=@ HTTP/1.1',
  'copy ftp://lab:@@10.0.0.9/x flash:',
  '-----BEGIN RSA PRIVATE KEY-----\n@\nAAAA\n-----END RSA PRIVATE KEY-----',
  '-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n@',
  'Keyring      Hostname/Address            Preshared Key\n\ndefault      10.0.0.2                    @\n'.replace(
    '\n\n',
    '\n',
  ),
];

const secretLetters = fc.constantFrom(...Array.from('abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789!%_+.-'));
const secrets = fc
  .array(secretLetters, { minLength: 6, maxLength: 24 })
  .map((letters) => `Q${letters.join('')}x`)
  .filter((secret) => !LINES.some((line) => line.includes(secret)));
const filled = (line: string, secret: string): string =>
  line.includes('@@') ? line.replace('@@', `${secret}@`) : line.replace('@', secret);

describe('what is redacted', () => {
  it.each(LINES)('%s', (line) => {
    fc.assert(
      fc.property(secrets, fc.constantFrom('\n', '\r\n'), (secret, end) => {
        const text = ['show running-config', filled(line, secret), 'interface Tunnel0', '']
          .join('\n')
          .replaceAll('\n', end);
        const shown = redact(text);
        expect(shown).not.toContain(secret);
        expect(shown).toContain(HIDDEN);
        expect(shown).toContain('interface Tunnel0'.slice(0, line.includes('BEGIN OPENSSH') ? 0 : undefined));
        expect(redact(shown)).toBe(shown);
      }),
      { numRuns: 40 },
    );
  });

  it('is the secret alone: the words around it stay', () => {
    const text = [
      'username admin privilege 15 secret 9 $9$abc$def',
      'crypto isakmp key VerySecret address 10.0.0.2',
      '    src 10.0.0.1 dst 10.0.0.2',
      '\tauth-trunc hmac(sha1) 0x0123456789abcdef0123456789abcdef01234567 96',
      '\tenc cbc(aes) 0x0123456789abcdef0123456789abcdef',
      'root:$6$salt$hash:19000:0:99999:7:::',
    ].join('\n');
    expect(redact(text).split('\n')).toEqual([
      'username admin privilege 15 secret 9 <hidden>',
      'crypto isakmp key <hidden> address 10.0.0.2',
      '    src 10.0.0.1 dst 10.0.0.2',
      '\tauth-trunc hmac(sha1) <hidden> 96',
      '\tenc cbc(aes) <hidden>',
      'root:<hidden>:19000:0:99999:7:::',
    ]);
  });

  it('is the key of every row in a table of keys, and nothing else of it', () => {
    const table = (one: string, two: string): string =>
      `Keyring      Hostname/Address      Preshared Key\n\ndefault      10.0.0.2      ${one}\n             10.0.0.6      ${two}\n`;
    expect(redact(table('first', 'second'))).toBe(table(HIDDEN, HIDDEN));
  });

  it('can be told apart by whoever says how it is written, and what may be seen stays', () => {
    const text = 'enable secret one\ncrypto isakmp key two address 10.0.0.2\nenable password one\n';
    const shown = redact(text, [], (secret) => (secret === 'two' ? secret : `<hidden-${secret.length}>`));
    expect(shown).toBe(
      'enable secret <hidden-3>\ncrypto isakmp key two address 10.0.0.2\nenable password <hidden-3>\n',
    );
    expect(redact(shown)).toBe(shown.replace('two', HIDDEN));
    expect(secretsOf(text)).toEqual(new Set(['one', 'two']));
  });

  it('is nothing of what is not secret', () => {
    const text = [
      'key chain EIGRP',
      ' key 1',
      '    Key disabled, sequencing disabled',
      '    Key 0x64, sequencing disabled',
      'crypto isakmp policy 10',
      ' authentication pre-share',
      'crypto ikev2 keyring KR',
      ' tunnel key 100',
      'service password-encryption',
      'R1#show crypto isakmp sa',
      'IPv4 Crypto ISAKMP SA',
      'dst             src             state          conn-id status',
      '10.0.0.2        10.0.0.1        QM_IDLE           1001 ACTIVE',
      '     outbound esp sas:',
      '      spi: 0x3F0C5D2A(1057774890)',
      '% Password required, but none set',
      'snmp-server location Basel',
      'snmp-server enable traps',
      'crypto key generate rsa modulus 2048',
      '-----BEGIN CERTIFICATE-----',
      'MIIB',
      '-----END CERTIFICATE-----',
    ].join('\n');
    expect(redact(text)).toBe(text);
  });

  it('is what is known to be secret, wherever it stands as a word', () => {
    expect(redact('the learner typed MyPsk99! here, not MyPsk99!x', ['MyPsk99!', 'abc'])).toBe(
      'the learner typed <hidden> here, not MyPsk99!x',
    );
  });

  it('is hidden once and for all, whatever the text', () => {
    const piece = fc.oneof(
      fc.string({ maxLength: 12 }),
      fc.constantFrom(...LINES, ...LINES, '\n', ' ', HIDDEN, '"', ' key '),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const shown = redact(pieces.join(''));
        expect(redact(shown)).toBe(shown);
      }),
      { numRuns: 1000 },
    );
  });

  it('takes no more than a moment for a long text', () => {
    const text = 'username admin password '.repeat(2000) + '\n' + 'interface GigabitEthernet0/0\n'.repeat(20_000);
    const start = process.cpuUsage();
    redact(text);
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(5000);
  });
});
