/** crypto key pubkey-chain rsa: public keys of peers, typed in by hand, for encrypted nonces (RFC 2409 section 5.2). */
import { formatIpv4 } from '../../../base/address.ts';
import { block } from '../../cli/configuration.ts';
import type { Exec } from '../../cli/declaration.ts';
import { Mode } from '../../cli/mode.ts';
import { Refusal } from '../../cli/refusal.ts';
import { readPublicKey } from '../../pki/key.ts';
import { sayKept } from '../crypto/crypto-kept.ts';
import type { IosDevice } from '../device.ts';
import { configureMode } from '../modes.ts';
import type { PeerKeyEntry } from './pki-state.ts';
import { hexLines, readHex } from './pki-text.ts';

interface EntryContext {
  readonly device: IosDevice;
  readonly entry: PeerKeyEntry;
}

export const pubkeyChainMode = new Mode<IosDevice>({
  name: 'pubkey chain',
  prompt: '(config-pubkey-chain)#',
  title: 'RSA public key chain commands:',
  privilege: 15,
  parent: configureMode,
});

export const pubkeyMode = new Mode<EntryContext>({
  name: 'pubkey',
  prompt: '(config-pubkey-key)#',
  title: 'RSA public key commands:',
  privilege: 15,
  parent: pubkeyChainMode,
});

export function declarePubkeyChain(): void {
  configureMode
    .words({
      'crypto key pubkey-chain': 'Peer public key chain management',
      'pubkey-chain rsa': 'Configure peer RSA public keys',
    })
    .add('crypto key pubkey-chain rsa', {
      section: 'crypto pki',
      run: (device, _, exec) => exec.enter(pubkeyChainMode, device),
      no: ({ settings, router }) => {
        settings.pki.peerKeys.clear();
        router.crypto.trust.peerKeys.clear();
      },
      show: (device) =>
        device.settings.pki.peerKeys.size === 0
          ? []
          : [block('crypto key pubkey-chain rsa', pubkeyChainMode, device), '!'],
    });
  declareEntries();
  declareEntry();
}

function declareEntries(): void {
  pubkeyChainMode
    .words({
      no: 'Negate a command or set its defaults',
      'addressed-key': 'Enter a key by peer address',
      'addressed-key address': 'Address of the peer',
      'named-key': 'Enter a key by peer name',
      'named-key name': 'Name of the peer',
      encryption: 'Enter an encryption key',
      signature: 'Enter a signature key',
      exit: 'Exit from public key chain configuration mode',
    })
    .add('addressed-key A.B.C.D:address [{encryption|signature}:use]', {
      run: (device, { address, use }, exec) =>
        enter(device, { kind: 'addressed-key', name: formatIpv4(address), address, der: undefined }, { use, exec }),
      no: (device, { address, use }) => remove(device, formatIpv4(address), use),
      show: (device) => blocksOf(device, 'addressed-key'),
    })
    .add('named-key WORD:name [{encryption|signature}:use]', {
      run: (device, { name, use }, exec) =>
        enter(device, { kind: 'named-key', name, address: undefined, der: undefined }, { use, exec }),
      no: (device, { name, use }) => remove(device, name, use),
      show: (device) => blocksOf(device, 'named-key'),
    })
    .add('exit', { run: (_, __, exec) => exec.leave() });
}

function blocksOf(device: IosDevice, kind: PeerKeyEntry['kind']): ReturnType<typeof block>[] {
  const entries = [...device.settings.pki.peerKeys.values()].filter((entry) => entry.kind === kind);
  return entries.map((entry) =>
    block(entry.use ? `${kind} ${entry.name} ${entry.use}` : `${kind} ${entry.name}`, pubkeyMode, { device, entry }),
  );
}

function enter(device: IosDevice, fresh: PeerKeyEntry, { use, exec }: { use: PeerKeyEntry['use']; exec: Exec }): void {
  if (use === 'signature') sayKept(device, exec, 'a signature key', 'signatures are judged by certificates here');
  const { peerKeys } = device.settings.pki;
  const entry = peerKeys.get(keyOf(fresh.name, use)) ?? fresh;
  entry.use = use;
  peerKeys.set(keyOf(fresh.name, use), entry);
  exec.enter(pubkeyMode, { device, entry });
}

/** A peer may have a key for signatures beside the other one. */
function keyOf(name: string, use: PeerKeyEntry['use']): string {
  return use === 'signature' ? `${name} signature` : name;
}

function remove(device: IosDevice, name: string, use: PeerKeyEntry['use']): void {
  const { settings, router } = device;
  const key = keyOf(name, use);
  const entry = settings.pki.peerKeys.get(key);
  settings.pki.peerKeys.delete(key);
  const address = entry && use !== 'signature' ? addressOfPeerKey(device, entry) : undefined;
  if (address !== undefined) router.crypto.trust.peerKeys.delete(address);
}

function declareEntry(): void {
  pubkeyMode
    .words({
      no: 'Negate a command or set its defaults',
      address: 'Provide the IP address of the peer',
      'address address': 'IP address of the peer',
      'key-string': 'Enter a public key',
      exit: 'Exit from public key configuration mode',
    })
    .add('address A.B.C.D:address', {
      run: ({ device, entry }, { address }) => {
        entry.address = address;
        use(device, entry);
      },
      show: ({ entry: { kind, address } }) =>
        kind === 'addressed-key' || address === undefined ? [] : [`address ${formatIpv4(address)}`],
    })
    .add('key-string', {
      run: async ({ device, entry }, _, exec) => {
        exec.print('Enter a public key as a hexidecimal number ....', '');
        entry.der = await readHex(exec, 'key', `${device.settings.hostname}(config-pubkey)#`);
        use(device, entry);
      },
      show: ({ entry: { der } }) => (der ? [{ line: 'key-string', body: hexLines(der) }, 'quit'] : []),
    })
    .add('exit', { run: (_, __, exec) => exec.leave() });
}

/** A name stands for the address that `ip host` gives it, unless the entry has one. */
export function addressOfPeerKey({ settings }: IosDevice, { name, address }: PeerKeyEntry): number | undefined {
  return address ?? settings.addressOf(name);
}

function use(device: IosDevice, entry: PeerKeyEntry): void {
  const { crypto } = device.router;
  const { der } = entry;
  const address = addressOfPeerKey(device, entry);
  if (address === undefined || !der) return;
  const key = readPublicKey(der, crypto.trust.random);
  if (!key) throw Refusal.because('% Error: the key is not an RSA public key');
  if (entry.use !== 'signature') crypto.trust.peerKeys.set(address, key);
}
