/** crypto ikev2 keyring: pre-shared keys by peer, for each direction one. */
import { formatIpv4, hostMask, lengthOfMask, networkOf } from '../../../base/address.ts';
import { block } from '../../cli/configuration.ts';
import type { ConfigurationLine } from '../../cli/declaration.ts';
import { Mode } from '../../cli/mode.ts';
import { Refusal } from '../../cli/refusal.ts';
import type { Ikev2Keyring, Ikev2KeyringPeer } from '../../ike2/configuration.ts';
import type { IosDevice } from '../device.ts';
import { identityMatchOf, textOfMatch } from './ikev2-identity.ts';
import { hasIkev2 } from './ikev2-presence.ts';
import { configureMode } from '../modes.ts';

interface KeyringContext {
  readonly device: IosDevice;
  readonly keyring: Ikev2Keyring;
}

interface PeerContext extends KeyringContext {
  readonly peer: Ikev2KeyringPeer;
}

export const ikev2KeyringMode = new Mode<KeyringContext>({
  name: 'ikev2 keyring',
  prompt: '(config-ikev2-keyring)#',
  title: 'IKEv2 Keyring commands:',
  privilege: 15,
  parent: configureMode,
  layout: [{ each: 'peer' }],
});

export const ikev2KeyringPeerMode = new Mode<PeerContext>({
  name: 'ikev2 keyring peer',
  prompt: '(config-ikev2-keyring-peer)#',
  title: 'IKEv2 Keyring peer commands:',
  privilege: 15,
  parent: ikev2KeyringMode,
  layout: ['description', 'address', 'identity', 'pre-shared-key'],
});

export function declareIkev2Keyring(): void {
  configureMode
    .words({
      'crypto ikev2 keyring': 'Define IKEv2 Keyring',
      'crypto ikev2 keyring name': 'Name of IKEv2 Keyring',
    })
    .add('crypto ikev2 keyring WORD:name', {
      section: 'crypto ikev2 keyring',
      when: hasIkev2,
      run: (device, { name }, exec) => {
        const { keyrings } = device.router.crypto.ikev2;
        const keyring = keyrings.get(name) ?? { name, peers: [] };
        keyrings.set(name, keyring);
        exec.enter(ikev2KeyringMode, { device, keyring });
      },
      no: removeKeyring,
      show: (device) =>
        [...device.router.crypto.ikev2.keyrings.values()].map((keyring): ConfigurationLine =>
          block(`crypto ikev2 keyring ${keyring.name}`, ikev2KeyringMode, { device, keyring }),
        ),
    });
  declarePeers();
  declareWho();
  declareKeys();
}

function removeKeyring({ router }: IosDevice, { name }: { name: string }): void {
  const { keyrings, profiles } = router.crypto.ikev2;
  if (!keyrings.has(name)) throw Refusal.because(`% Keyring ${name} does not exist`);
  const user = [...profiles.values()].find(({ keyring }) => keyring === name);
  if (user) throw Refusal.because(`% Cannot remove keyring ${name}: it is in use by profile ${user.name}`);
  keyrings.delete(name);
}

const ways = {
  no: 'Negate a command or set its defaults',
  default: 'Set a command to its defaults',
} as const;

function declarePeers(): void {
  ikev2KeyringMode
    .words({
      ...ways,
      peer: 'Configure a Peer and associated keys',
      'peer name': 'Name of the peer block',
      exit: 'Exit from IKEv2 Keyring configuration mode',
    })
    .add('peer WORD:name', {
      run: ({ device, keyring }, { name }, exec) => {
        const peer = keyring.peers.find((one) => one.name === name) ?? newPeer(name);
        if (!keyring.peers.includes(peer)) keyring.peers.push(peer);
        exec.enter(ikev2KeyringPeerMode, { device, keyring, peer });
      },
      no: ({ keyring }, { name }) => {
        const index = keyring.peers.findIndex((one) => one.name === name);
        if (index < 0) throw Refusal.because(`% Peer ${name} does not exist`);
        keyring.peers.splice(index, 1);
      },
      show: ({ device, keyring }) =>
        keyring.peers.map((peer) => block(`peer ${peer.name}`, ikev2KeyringPeerMode, { device, keyring, peer })),
    })
    .add('exit', { run: (_, __, exec) => exec.leave() });
}

function newPeer(name: string): Ikev2KeyringPeer {
  return { name, address: undefined, mask: hostMask, identity: undefined, localKey: undefined, remoteKey: undefined };
}

function declareWho(): void {
  declareWhoWords();
  ikev2KeyringPeerMode
    .add('description ![LINE:text]', {
      run: ({ peer }, { text }) => (peer.description = text),
      no: ({ peer }) => delete peer.description,
      show: ({ peer: { description } }) => (description === undefined ? [] : [`description ${description}`]),
    })
    .add('address ![A.B.C.D:address] [MASK:mask]', {
      run: ({ device, peer }, given) => {
        const { address, mask = given.address === 0 ? 0 : hostMask } = given;
        if (lengthOfMask(mask) === undefined) throw Refusal.invalid('mask');
        Object.assign(peer, { address: networkOf(address, mask), mask });
        device.router.converge();
      },
      no: ({ peer }) => Object.assign(peer, { address: undefined, mask: hostMask }),
      show: ({ peer }) => addressLine(peer),
    })
    .add('hostname WORD:name', {
      run: () => {
        throw Refusal.notSimulated(
          'Peers by host name are not simulated: give the address or the identity of the peer',
        );
      },
    })
    .add(
      'identity ![( address A.B.C.D:address [MASK:mask] | {fqdn|email}:kind [domain:domain] WORD:name | key-id WORD:id )]',
      {
        run: ({ peer }, given) => (peer.identity = identityMatchOf(given)),
        no: ({ peer }) => (peer.identity = undefined),
        show: ({ peer: { identity } }) => (identity ? [`identity ${textOfMatch(identity)}`] : []),
      },
    )
    .add('exit', { run: (_, __, exec) => exec.leave() });
}

function declareWhoWords(): void {
  ikev2KeyringPeerMode.words({
    ...ways,
    description: 'Specify a description of this peer',
    'description text': 'Description of this peer',
    address: 'Specify IPv4/IPv6 address of peer',
    'address address': 'IPv4 Address',
    mask: 'Specify mask',
    hostname: 'Hostname of peer',
    'hostname name': 'Hostname of peer',
    identity: 'Specify IKE identity to use',
    'identity address': 'IPv4 address',
    'identity address address': 'IPv4 Address',
    fqdn: 'Fully qualified domain name',
    email: 'Email address',
    domain: 'Match the domain part only',
    'kind name': 'Name of the peer',
    'domain name': 'Domain name',
    'key-id': 'key-id opaque string',
    id: 'key-id opaque string',
    exit: 'Exit from crypto IKEv2 keyring peer submode',
  });
}

/** The mask of one host is left out (gh id:36890752064). */
function addressLine({ address, mask }: Ikev2KeyringPeer): string[] {
  if (address === undefined) return [];
  return [`address ${formatIpv4(address)}${mask === hostMask ? '' : ` ${formatIpv4(mask)}`}`];
}

function declareKeys(): void {
  ikev2KeyringPeerMode
    .words({
      'pre-shared-key': 'specify the pre-shared key',
      local: 'specify signing key',
      remote: 'specify verifying key',
      '0': 'Specifies an UNENCRYPTED password will follow',
      '6': 'Specifies an ENCRYPTED password will follow',
      hex: 'Key entered in hex string',
      secret: 'The UNENCRYPTED (cleartext) user password',
    })
    .add('pre-shared-key ![[{local|remote}:side] [{0|6|hex}:kind] WORD:secret]', {
      run: ({ device, peer }, { side, kind, secret }) => {
        if (kind === '6') throw Refusal.notSimulated('Encrypted keys (type 6) are not simulated: give the key itself');
        const key = kind === 'hex' ? keyOfHex(secret) : secret;
        if (side !== 'remote') peer.localKey = key;
        if (side !== 'local') peer.remoteKey = key;
        peer.isOneKey = side === undefined;
        device.router.converge();
      },
      no: ({ peer }, { side }) => {
        if (side !== 'remote') peer.localKey = undefined;
        if (side !== 'local') peer.remoteKey = undefined;
        peer.isOneKey = false;
      },
      show: ({ peer }) => keyLines(peer),
    });
}

/** As the engine takes bytes: the word and an even number of digits. */
function keyOfHex(secret: string): string {
  const digits = secret.replace(/^0x/i, '');
  if (!/^([\da-f]{2})+$/i.test(digits)) throw Refusal.invalid('secret');
  return `hex ${digits}`;
}

function keyLines({ localKey, remoteKey, isOneKey }: Ikev2KeyringPeer): string[] {
  if (localKey !== undefined && isOneKey === true) return [`pre-shared-key ${localKey}`];
  return [
    ...(localKey === undefined ? [] : [`pre-shared-key local ${localKey}`]),
    ...(remoteKey === undefined ? [] : [`pre-shared-key remote ${remoteKey}`]),
  ];
}
