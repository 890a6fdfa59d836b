/** crypto isakmp key: pre-shared keys by the address of the peer, or by its name. */
import { formatIpv4, hostMask, lengthOfMask, networkOf } from '../../../base/address.ts';
import { Refusal } from '../../cli/refusal.ts';
import type { IsakmpKey } from '../../ike/configuration.ts';
import type { IosDevice } from '../device.ts';
import { configureMode } from '../modes.ts';

interface KeyArguments {
  kind?: '0' | '6';
  secret: string;
  peer: number;
  mask?: number;
}

export function declareIsakmpKey(): void {
  configureMode
    .words({
      'crypto isakmp key': 'Set pre-shared key for remote peer',
      'crypto isakmp key 0': 'Specifies an UNENCRYPTED password will follow',
      'crypto isakmp key 6': 'Specifies an ENCRYPTED password will follow',
      'crypto isakmp key secret': 'The UNENCRYPTED (cleartext) user password',
      'crypto isakmp key kind secret': 'The UNENCRYPTED (cleartext) user password',
      'secret address': 'define shared key with IP address',
      'secret hostname': 'define shared key with hostname',
      'secret address peer': 'Peer IP address',
      'secret address peer mask': 'Peer IP subnet mask',
      'secret hostname name': 'Peer hostname',
      'no-xauth': 'Bypasses XAuth for this peer',
    })
    .add('crypto isakmp key [{0|6}:kind] WORD:secret address A.B.C.D:peer [MASK:mask] [no-xauth:noXauth]', {
      section: 'crypto isakmp',
      run: (device, { noXauth, ...given }) => addKey(device, keyOf(given, noXauth !== undefined)),
      no: (device, given) => removeKey(device, keyOf(given, false)),
      show: ({ router }) => router.crypto.keys.map(configurationOf),
    })
    .add('crypto isakmp key [{0|6}:kind] WORD:secret hostname WORD:name [no-xauth:noXauth]', {
      run: (device, given) => addKey(device, namedKey(given)),
      no: (device, given) => removeKey(device, namedKey(given)),
    });
}

/**
 * A key without a mask is for one host. Address 0.0.0.0 is for everybody all the same ("crypto isakmp key CCNPKEY1
 * address 0.0.0.0" serves all peers in gh id:71413604881).
 */
function keyOf({ kind, secret, peer, mask = peer === 0 ? 0 : hostMask }: KeyArguments, noXauth: boolean): IsakmpKey {
  if (kind === '6') throw Refusal.notSimulated(encryptedKey);
  if (lengthOfMask(mask) === undefined) throw Refusal.invalid('mask');
  return { secret, address: networkOf(peer, mask), mask, noXauth };
}

/** Known by the name that it identifies itself with: in aggressive mode, or by a host name that we know. */
function namedKey(given: { kind?: '0' | '6'; secret: string; name: string; noXauth?: string }): IsakmpKey {
  const { kind, secret, name, noXauth } = given;
  if (kind === '6') throw Refusal.notSimulated(encryptedKey);
  return { secret, address: 0, mask: hostMask, hostname: name, noXauth: noXauth !== undefined };
}

const encryptedKey = 'Encrypted keys (type 6) are not simulated: give the key itself';

export function isSamePeer(a: IsakmpKey, b: IsakmpKey): boolean {
  return a.hostname === b.hostname && a.address === b.address && a.mask === b.mask;
}

/** The wording of the refusal: gh id:8878220339. The same key again is no news. */
function addKey({ router }: IosDevice, key: IsakmpKey): void {
  const { keys } = router.crypto;
  if (keys.some((one) => isSamePeer(one, key))) {
    const { hostname, address, mask } = key;
    const peer =
      hostname === undefined ? `address mask ${formatIpv4(address)} ${formatIpv4(mask)}` : `hostname ${hostname}`;
    throw Refusal.because(`A pre-shared key for ${peer} already exists!`);
  }
  keys.push(key);
  router.converge();
}

function removeKey({ router }: IosDevice, key: IsakmpKey): void {
  const { keys } = router.crypto;
  const index = keys.findIndex((one) => isSamePeer(one, key) && one.secret === key.secret);
  if (index < 0) throw Refusal.because(`% There is no such key for ${key.hostname ?? formatIpv4(key.address)}`);
  keys.splice(index, 1);
  router.converge();
}

function configurationOf({ secret, address, mask, hostname, noXauth }: IsakmpKey): string {
  if (hostname !== undefined) return `crypto isakmp key ${secret} hostname ${hostname}${noXauth ? ' no-xauth' : ''}`;
  const forNetwork = mask === hostMask ? '' : ` ${formatIpv4(mask)}`;
  return `crypto isakmp key ${secret} address ${formatIpv4(address)}${forNetwork}${noXauth ? ' no-xauth' : ''}`;
}
