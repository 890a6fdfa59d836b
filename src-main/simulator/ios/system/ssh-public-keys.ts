/**
 * ip ssh pubkey-chain: public keys with which users come in by SSH, as the guide to SSH version 2 of IOS 15 has it. Of a
 * key its MD5 fingerprint is kept and written; what is written around it, and what is said of a bad key, is from memory.
 */
import { hexOf, latin1Of } from '../../../base/bytes.ts';
import { block } from '../../cli/configuration.ts';
import type { ConfigurationLine, Exec } from '../../cli/declaration.ts';
import { Mode } from '../../cli/mode.ts';
import { Refusal } from '../../cli/refusal.ts';
import { refuseByName } from '../../cli/refuse-by-name.ts';
import { hash } from '../../crypto/mac.ts';
import { bytesOfPem } from '../../pki/pem.ts';
import { deeper } from '../crypto/crypto-indent.ts';
import type { IosDevice } from '../device.ts';
import { configureMode } from '../modes.ts';
import type { Settings, SshKey } from '../settings.ts';

const chainMode = new Mode<IosDevice>({
  name: 'ssh pubkey-chain',
  prompt: '(conf-ssh-pubkey)#',
  privilege: 15,
  parent: configureMode,
});
const userMode = new Mode<SshKey[]>({
  name: 'ssh pubkey user',
  prompt: '(conf-ssh-pubkey-user)#',
  privilege: 15,
  parent: chainMode,
});
export const sshPublicKeyModes = [chainMode, userMode];

const dataPrompt = '(conf-ssh-pubkey-data)#';

export function declareSshPublicKeys(): void {
  const words = 'ip ssh pubkey-chain';
  configureMode
    .words({ 'ip ssh': 'Configure ssh options', 'ssh pubkey-chain': 'SSH public-key configuration' })
    .add(words, {
      section: words,
      when: ({ flavour }) => flavour.hasSshPublicKeys,
      run: (device, _, exec) => exec.enter(chainMode, device),
      no: ({ settings }) => settings.sshKeys.clear(),
      show: (device) => (device.settings.sshKeys.size === 0 ? [] : [block(words, chainMode, device)]),
    });
  refuseByName(configureMode, { 'ip ssh': 'pubkey-chain' }, { when: ({ flavour }) => !flavour.hasSshPublicKeys });
  declareUsers();
  declareKeys();
}

function declareUsers(): void {
  chainMode
    .words({
      no: 'Negate a command or set its defaults',
      username: 'Configure user for SSH public keys',
      'username name': 'Name of the user',
      exit: 'Exit from public-key chain configuration mode',
    })
    .add('username WORD:name', {
      run: ({ settings }, { name }, exec) => exec.enter(userMode, keysOf(settings, name)),
      no: ({ settings }, { name }) => settings.sshKeys.delete(name),
      show: ({ settings }) => [...settings.sshKeys].flatMap(([name, keys]) => userLines(name, keys)),
    })
    .add('exit', { run: (_, __, exec) => exec.leave() });
  refuseByName(chainMode, { '': 'server' });
}

function declareKeys(): void {
  userMode
    .words({
      no: 'Negate a command or set its defaults',
      'key-string': 'Enter a public key',
      'key-hash': 'SSH key type and fingerprint',
      'key-hash ssh-rsa': 'RSA key',
      'ssh-rsa md5': 'MD5 hash of the key, in hexadecimal',
      comment: 'What the key is called',
      exit: 'Exit from public-key user configuration mode',
    })
    .add('key-string', { run: async (keys, _, exec) => add(keys, await readKey(exec)) })
    .add('key-hash ssh-rsa WORD:md5 [LINE:comment]', {
      run: (keys, { md5, comment }) => {
        if (!/^[\da-f]{32}$/i.test(md5)) throw Refusal.because('%SSH: Invalid key hash');
        add(keys, { md5: md5.toUpperCase(), comment });
      },
      no: (keys, { md5 }) => remove(keys, md5.toUpperCase()),
      show: (keys) => keys.map(({ md5, comment = '' }) => `key-hash ssh-rsa ${md5} ${comment}`.trimEnd()),
    })
    .add(['exit', 'quit'], { run: (_, __, exec) => exec.leave() });
  refuseByName(userMode, {
    'key-hash': 'ecdsa-sha2-nistp256 ecdsa-sha2-nistp384 ecdsa-sha2-nistp521 ssh-dss ssh-ed25519',
  });
}

function keysOf({ sshKeys }: Settings, name: string): SshKey[] {
  const keys = sshKeys.get(name) ?? [];
  sshKeys.set(name, keys);
  return keys;
}

/** Two blanks before a user and three before a key. */
function userLines(name: string, keys: SshKey[]): ConfigurationLine[] {
  return [deeper(block(` username ${name}`, userMode, keys), ' '), ' quit'];
}

function add(keys: SshKey[], key: SshKey): void {
  remove(keys, key.md5);
  keys.push(key);
}

function remove(keys: SshKey[], md5: string): void {
  const at = keys.findIndex((key) => key.md5 === md5);
  if (at >= 0) keys.splice(at, 1);
}

/** The base64 of a key over as many lines as it takes, up to `exit`; before and behind it what a file of OpenSSH has. */
async function readKey(exec: Exec): Promise<SshKey> {
  let text = '';
  for (;;) {
    const typed = await exec.ask(dataPrompt);
    if (typed.trim() === 'exit') break;
    text += typed.trimStart();
  }
  const [, letters = '', comment] = /^\s*(?:ssh-rsa\s+)?(\S*)\s*(.*?)\s*$/.exec(text) ?? [];
  const blob = bytesOfPem(letters);
  if (!blob || !isRsa(blob)) throw Refusal.because('%SSH: Failed to decode the Key Value');
  return { md5: fingerprintOf(blob), comment: comment === '' ? undefined : comment };
}

/** RFC 4253 section 6.6: a string `ssh-rsa`, the exponent, the modulus. */
function isRsa(blob: Uint8Array): boolean {
  return latin1Of(blob.subarray(0, 11)) === '\0\0\0\x07ssh-rsa';
}

function fingerprintOf(blob: Uint8Array): string {
  return hexOf(hash('md5', blob)).toUpperCase();
}

/** @param blob a public key as SSH sends it */
export function isKeyOf({ sshKeys }: Settings, user: string, blob: Uint8Array): boolean {
  const md5 = fingerprintOf(blob);
  return isRsa(blob) && (sshKeys.get(user) ?? []).some((key) => key.md5 === md5);
}
