import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { bytesOfLatin1 } from '../../../../src-main/base/bytes.ts';
import { IosConsole } from '../ios-console.ts';

/** RFC 4253 section 6.6, with a modulus of 64 bits. */
const blob = bytesOfLatin1('\0\0\0\x07ssh-rsa\0\0\0\x03\x01\0\x01\0\0\0\x09\0\xc3\x11\x22\x33\x44\x55\x66\x77');
const letters = btoa(String.fromCharCode(...blob));
const md5 = createHash('md5').update(blob).digest('hex').toUpperCase();

const configured = async (...lines: readonly string[]): Promise<IosConsole> => {
  const console = await IosConsole.enabled('', '15.9(3)M2');
  await console.enter('configure terminal', 'ip ssh pubkey-chain', ...lines);
  return console;
};
const chainOf = ({ configuration }: IosConsole): string | undefined =>
  /^ip ssh pubkey-chain\n(?: .*\n)+/m.exec(configuration)?.[0];

test('a key for SSH is typed in pieces, written as its hash, and no user comes of it', async () => {
  const console = await configured('username lab', 'key-string', `ssh-rsa ${letters.slice(0, 20)}`);
  expect(await console.enter(`  ${letters.slice(20)} me@host`, 'exit')).toMatch(/\(conf-ssh-pubkey-user\)#$/);
  expect(chainOf(console)).toBe(`ip ssh pubkey-chain\n  username lab\n   key-hash ssh-rsa ${md5} me@host\n  quit\n`);
  expect(console.configuration).not.toMatch(/^username/m);
  expect(console.router.isKeyOf('lab', blob)).toBe(true);
  expect(console.router.isKeyOf('other', blob)).toBe(false);
  const other = new IosConsole(undefined, '15.9(3)M2');
  await other.router.boot('');
  await other.router.replay(console.journal);
  expect(chainOf(other)).toBe(chainOf(console));
  await console.enter(`no key-hash ssh-rsa ${md5}`);
  expect(console.router.isKeyOf('lab', blob)).toBe(false);
  await console.enter('exit', 'no username lab');
  expect(chainOf(console)).toBeUndefined();
});

test('what is no key of RSA is refused', async () => {
  const console = await configured('username lab');
  expect(await console.enter('key-string', 'AAAA', 'exit')).toContain('%SSH: Failed to decode the Key Value');
  expect(await console.enter('key-hash ssh-rsa 12')).toContain('%SSH: Invalid key hash');
  expect(await console.enter('key-hash ssh-ed25519 12')).toContain(
    `% Invalid input: 'key-hash ssh-ed25519' is not simulated`,
  );
});

test('a release that does not know such keys refuses them by name', async () => {
  const console = await IosConsole.enabled();
  expect(await console.enter('configure terminal', 'ip ssh pubkey-chain')).toContain(
    `% Invalid input: 'ip ssh pubkey-chain' is not simulated`,
  );
});
