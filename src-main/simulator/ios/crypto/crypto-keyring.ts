/** crypto keyring: pre-shared keys under a name, for the profiles that refer to it. */
import { formatIpv4, hostMask, lengthOfMask, networkOf } from '../../../base/address.ts';
import { block } from '../../cli/configuration.ts';
import type { ConfigurationLine } from '../../cli/declaration.ts';
import { Mode } from '../../cli/mode.ts';
import { Refusal } from '../../cli/refusal.ts';
import type { IsakmpKey, IsakmpKeyring } from '../../ike/configuration.ts';
import { isSamePeer } from './crypto-isakmp-key.ts';
import type { IosDevice } from '../device.ts';
import { deeper } from './crypto-indent.ts';
import { configureMode } from '../modes.ts';

interface KeyringContext {
  readonly device: IosDevice;
  readonly keyring: IsakmpKeyring;
}

export const keyringMode = new Mode<KeyringContext>({
  name: 'keyring',
  prompt: '(conf-keyring)#',
  title: 'Keyring configuration commands:',
  privilege: 15,
  parent: configureMode,
});

export function declareKeyring(): void {
  configureMode
    .words({
      'crypto keyring': 'Key ring commands',
      'crypto keyring name': 'Name of the keyring',
      'keyring name vrf': 'VRF through which the peers are reached',
      'keyring name vrf vrf': 'VRF name',
    })
    .add('crypto keyring WORD:name [vrf WORD:vrf]', {
      section: 'crypto keyring',
      run: (device, { name, vrf }, exec) => {
        const { keyrings } = device.router.crypto;
        const keyring = keyrings.get(name) ?? { name, vrf, keys: [] };
        keyrings.set(name, keyring);
        exec.enter(keyringMode, { device, keyring });
      },
      no: removeKeyring,
      show: (device) => [...device.router.crypto.keyrings.values()].map((keyring) => blockOf(device, keyring)),
    });
  declareKeys();
}

function removeKeyring({ router }: IosDevice, { name }: { name: string }): void {
  const { keyrings, isakmpProfiles } = router.crypto;
  const user = [...isakmpProfiles.values()].find(({ keyring }) => keyring === name);
  if (user) throw Refusal.because(`% Keyring ${name} is in use by isakmp profile ${user.name}`);
  if (!keyrings.delete(name)) throw Refusal.because(`% Keyring ${name} does not exist`);
  router.converge();
}

/** Two blanks end the line, and two begin those below it (published configurations of 12.4 and 15). */
function blockOf(device: IosDevice, keyring: IsakmpKeyring): ConfigurationLine {
  const vrf = keyring.vrf === undefined ? '' : `vrf ${keyring.vrf} `;
  return deeper(block(`crypto keyring ${keyring.name} ${vrf} `, keyringMode, { device, keyring }), ' ');
}

function declareKeys(): void {
  keyringMode
    .words({
      no: 'Negate a command or set its defaults',
      default: 'Set a command to its defaults',
      exit: 'Exit from crypto keyring sub mode',
      'pre-shared-key': 'Pre-shared key to be used for IKE authentication',
      'pre-shared-key address': 'Specify the IPv4 address of the peer',
      'address peer': 'IP address',
      'address peer mask': 'IP subnet mask',
      'pre-shared-key hostname': 'Specify the hostname of the peer',
      'hostname peerName': 'Peer hostname',
      key: 'Pre-shared key',
      secret: 'The UNENCRYPTED (cleartext) user password',
      '0': 'Specifies an UNENCRYPTED password will follow',
    })
    .add('pre-shared-key address A.B.C.D:peer [MASK:mask] key [0] WORD:secret', {
      section: 'pre-shared-key',
      run: (context, { peer, mask = hostMask, secret }) => {
        if (lengthOfMask(mask) === undefined) throw Refusal.invalid('mask');
        put(context, { secret, address: networkOf(peer, mask), mask, noXauth: false });
      },
      no: (context, { peer, mask = hostMask, secret }) =>
        drop(context, { secret, address: networkOf(peer, mask), mask, noXauth: false }),
      show: ({ keyring }) => keyring.keys.map(lineOf),
    })
    .add('pre-shared-key hostname WORD:peerName key [0] WORD:secret', {
      section: 'pre-shared-key',
      run: (context, { peerName, secret }) => put(context, namedKey(secret, peerName)),
      no: (context, { peerName, secret }) => drop(context, namedKey(secret, peerName)),
    })
    .add('exit', { run: (_, __, exec) => exec.leave() });
}

function namedKey(secret: string, hostname: string): IsakmpKey {
  return { secret, address: 0, mask: hostMask, hostname, noXauth: false };
}

/** A key for the same peer takes the place of the one before. */
function put({ device, keyring }: KeyringContext, key: IsakmpKey): void {
  const index = keyring.keys.findIndex((one) => isSamePeer(one, key));
  keyring.keys.splice(index < 0 ? keyring.keys.length : index, index < 0 ? 0 : 1, key);
  device.router.converge();
}

function drop({ device, keyring }: KeyringContext, key: IsakmpKey): void {
  keyring.keys = keyring.keys.filter((one) => !isSamePeer(one, key));
  device.router.converge();
}

function lineOf({ hostname, address, mask, secret }: IsakmpKey): string {
  if (hostname !== undefined) return `pre-shared-key hostname ${hostname} key ${secret}`;
  const forNetwork = mask === hostMask ? '' : ` ${formatIpv4(mask)}`;
  return `pre-shared-key address ${formatIpv4(address)}${forNetwork} key ${secret}`;
}
