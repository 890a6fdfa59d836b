/** crypto map: which traffic is protected, with whom and how, and on which interface. */
import { formatIpv4, parseIpv4 } from '../../base/address.ts';
import { Refusal } from '../cli/refusal.ts';
import type { Exec } from '../cli/declaration.ts';
import { missingList } from './access-list-commands.ts';
import type { MapEntrySettings } from './crypto-state.ts';
import type { AsaDevice } from './device.ts';
import { configureMode } from './modes.ts';

const start = 'crypto map WORD:map <1-65535>:sequence' as const;

export function declareCryptoMaps(): void {
  declareVocabulary();
  configureMode
    .add(`${start} match address ![WORD:list]`, {
      section: 'crypto map',
      run: (device, { map, sequence, list }, exec) => {
        if (!device.configuration.rules.lists.has(list)) {
          throw missingList(list);
        }
        entryOf(device, map, sequence).accessList = list;
        warn(device, map, sequence, exec);
      },
      no: (device, { map, sequence }) => change(device, map, sequence, (entry) => (entry.accessList = undefined)),
      show: mapLines,
    })
    .add(`${start} set peer WORD...:peers`, {
      section: 'crypto map',
      run: (device, { map, sequence, peers }, exec) => {
        entryOf(device, map, sequence).peers = peers.map(addressOf);
        warn(device, map, sequence, exec);
      },
      no: (device, { map, sequence }) => change(device, map, sequence, (entry) => (entry.peers = [])),
    })
    .add(`${start} set ikev1 transform-set WORD...:sets`, {
      section: 'crypto map',
      run: (device, { map, sequence, sets }, exec) => {
        for (const name of sets) checkSet(device, name);
        entryOf(device, map, sequence).ikev1TransformSets = [...sets];
        warnOfBoth(device, map, sequence, exec);
      },
      no: (device, { map, sequence }) => change(device, map, sequence, (entry) => (entry.ikev1TransformSets = [])),
    })
    .add(`${start} set ikev2 ipsec-proposal WORD...:proposals`, {
      section: 'crypto map',
      run: (device, { map, sequence, proposals }, exec) => {
        for (const name of proposals) checkProposal(device, name);
        entryOf(device, map, sequence).ikev2Proposals = [...proposals];
        warnOfBoth(device, map, sequence, exec);
      },
      no: (device, { map, sequence }) => change(device, map, sequence, (entry) => (entry.ikev2Proposals = [])),
    });
  declareSettings();
  declareWhole();
}

function declareSettings(): void {
  configureMode
    .add(`${start} set pfs [{group1|group2|group5|group14|group15|group16|group19|group20|group21|group24}:group]`, {
      section: 'crypto map',
      run: (device, { map, sequence, group = 'group2' }) => {
        entryOf(device, map, sequence).pfsGroup = Number(group.slice('group'.length));
      },
      no: (device, { map, sequence }) => change(device, map, sequence, (entry) => (entry.pfsGroup = undefined)),
    })
    .add(`${start} set security-association lifetime seconds ![<120-2147483647>:seconds]`, {
      section: 'crypto map',
      run: (device, { map, sequence, seconds }) => {
        entryOf(device, map, sequence).lifetime.seconds = seconds;
      },
      no: (device, { map, sequence }) => change(device, map, sequence, ({ lifetime }) => delete lifetime.seconds),
    })
    .add(`${start} set security-association lifetime kilobytes ![<10-2147483647>:kilobytes]`, {
      section: 'crypto map',
      run: (device, { map, sequence, kilobytes }) => {
        entryOf(device, map, sequence).lifetime.kilobytes = kilobytes;
      },
      no: (device, { map, sequence }) => change(device, map, sequence, ({ lifetime }) => delete lifetime.kilobytes),
    })
    .add(`${start} set reverse-route`, {
      section: 'crypto map',
      run: (device, { map, sequence }) => {
        entryOf(device, map, sequence).hasReverseRoute = true;
      },
      no: (device, { map, sequence }) => change(device, map, sequence, (entry) => (entry.hasReverseRoute = false)),
    });
}

function declareWhole(): void {
  configureMode
    .add('crypto map WORD:map interface WORD:interface', {
      section: 'crypto map',
      run: ({ configuration }, { map, interface: name }) => {
        if (!configuration.interfaces.byName(name)) throw Refusal.invalid('interface');
        const other = configuration.crypto.mapOn.get(name);
        if (other !== undefined && other !== map) {
          throw Refusal.because(`ERROR: crypto map ${other} is already applied to interface ${name}`);
        }
        configuration.crypto.mapOn.set(name, map);
      },
      no: ({ configuration }, { interface: name }) => configuration.crypto.mapOn.delete(name),
    })
    .add('crypto isakmp identity {address|auto|hostname}:identity', {
      section: 'crypto isakmp',
      run: ({ configuration: { crypto } }, { identity }) => {
        if (identity === 'hostname') {
          throw Refusal.because('ERROR: crypto isakmp identity hostname is not simulated: address and auto are');
        }
        crypto.identity = identity;
      },
      no: ({ configuration: { crypto } }) => (crypto.identity = 'auto'),
      show: ({ configuration: { crypto } }) =>
        crypto.identity === 'auto' ? [] : [`crypto isakmp identity ${crypto.identity}`],
    })
    .add('crypto isakmp nat-traversal [<10-3600>:seconds]', {
      section: 'crypto isakmp',
      run: ({ configuration: { crypto } }, { seconds = 20 }) => (crypto.natKeepalive = seconds),
      no: ({ configuration: { crypto } }) => (crypto.natKeepalive = undefined),
      show: ({
        configuration: {
          crypto: { natKeepalive },
        },
      }) => {
        if (natKeepalive === undefined) return ['no crypto isakmp nat-traversal'];
        return natKeepalive === 20 ? [] : [`crypto isakmp nat-traversal ${natKeepalive}`];
      },
    });
}

function entryOf({ configuration: { crypto } }: AsaDevice, map: string, sequence: number): MapEntrySettings {
  return crypto.entry(map, sequence);
}

function change(device: AsaDevice, map: string, sequence: number, act: (entry: MapEntrySettings) => unknown): void {
  const entry = device.configuration.crypto.maps.find((one) => one.map === map && one.sequence === sequence);
  if (!entry) throw Refusal.because(`ERROR: crypto map ${map} ${sequence} does not exist`);
  act(entry);
  if (linesOf(entry).length === 0) remove(device, map, sequence);
}

function remove({ configuration: { crypto } }: AsaDevice, map: string, sequence: number): void {
  const index = crypto.maps.findIndex((one) => one.map === map && one.sequence === sequence);
  if (index >= 0) crypto.maps.splice(index, 1);
}

/** An entry that lacks its list or its peer is no entry yet (Cisco ASA command reference, `crypto map match address`). */
function warn(device: AsaDevice, map: string, sequence: number, exec: Exec): void {
  const { accessList, peers } = entryOf(device, map, sequence);
  const isComplete = accessList !== undefined && peers.length > 0;
  if (!isComplete) exec.print('WARNING: The crypto map entry is incomplete!');
}

/** An ASA begins with version 2 and goes back to version 1 after a failure; here an entry is of one version at a time. */
function warnOfBoth(device: AsaDevice, map: string, sequence: number, exec: Exec): void {
  const { ikev1TransformSets, ikev2Proposals } = entryOf(device, map, sequence);
  if (ikev1TransformSets.length === 0 || ikev2Proposals.length === 0) return;
  exec.print(
    `WARNING: crypto map ${map} ${sequence}: no falling back is simulated: IKEv2 where it is allowed and has keys, else IKEv1`,
  );
}

function addressOf(word: string): number {
  const address = parseIpv4(word);
  if (address === undefined) throw Refusal.because(`ERROR: unable to find the address of peer ${word}`);
  return address;
}

function checkSet({ configuration: { crypto } }: AsaDevice, name: string): void {
  if (!crypto.transformSets.has(name)) throw Refusal.because(`ERROR: transform set with tag "${name}" does not exist.`);
}

function checkProposal({ configuration: { crypto } }: AsaDevice, name: string): void {
  if (!crypto.proposals.has(name)) throw Refusal.because(`ERROR: ipsec-proposal with tag "${name}" does not exist.`);
}

function mapLines({ configuration: { crypto } }: AsaDevice): string[] {
  const names = [...new Set([...crypto.maps.map(({ map }) => map), ...crypto.mapOn.values()])];
  return names.flatMap((name) => [
    ...crypto.entriesOf(name).flatMap(linesOf),
    ...[...crypto.mapOn].flatMap(([on, map]) => (map === name ? [`crypto map ${name} interface ${on}`] : [])),
  ]);
}

/** Order: ntc's `show running-config crypto map`. */
function linesOf(entry: MapEntrySettings): string[] {
  const { map, sequence, accessList, peers, ikev1TransformSets, ikev2Proposals, pfsGroup, lifetime } = entry;
  const lines = [
    accessList === undefined ? '' : `match address ${accessList}`,
    pfsGroup === undefined ? '' : `set pfs${pfsGroup === 2 ? '' : ` group${pfsGroup}`}`,
    peers.length === 0 ? '' : `set peer ${peers.map(formatIpv4).join(' ')} `,
    ikev1TransformSets.length === 0 ? '' : `set ikev1 transform-set ${ikev1TransformSets.join(' ')}`,
    ikev2Proposals.length === 0 ? '' : `set ikev2 ipsec-proposal ${ikev2Proposals.join(' ')}`,
    lifetime.seconds === undefined ? '' : `set security-association lifetime seconds ${lifetime.seconds}`,
    lifetime.kilobytes === undefined ? '' : `set security-association lifetime kilobytes ${lifetime.kilobytes}`,
    entry.hasReverseRoute ? 'set reverse-route' : '',
  ];
  return lines.filter((line) => line !== '').map((line) => `crypto map ${map} ${sequence} ${line}`);
}

function declareVocabulary(): void {
  configureMode.words({
    'crypto map': 'Configure a crypto map',
    'map map': 'Name of the crypto map',
    sequence: 'Sequence to insert into crypto map entry',
    match: 'Match address of packets to encrypt',
    'match address': 'Match address of packets to encrypt',
    'match address list': 'Name of the access list',
    set: 'Specify crypto map settings',
    peer: 'Set IP address of peer',
    peers: 'Address of the peer',
    'set ikev1': 'Configure IKEv1 policy',
    'set ikev2': 'Configure IKEv2 policy',
    sets: 'Name of a transform set',
    proposals: 'Name of an IPsec proposal',
    pfs: 'Specify pfs settings',
    'set security-association': 'Security association duration',
    'reverse-route': 'Enable reverse route injection based on remote peer',
    'map interface': 'Name of interface to apply the crypto map to',
    'map interface interface': 'Name of the interface',
    isakmp: 'Configure ISAKMP',
    identity: 'Set identity type',
    'identity address': 'Use the IP address of the interface for the identity',
    auto: 'Identity by the method of authentication',
    'isakmp identity hostname': 'Use the host name for the identity',
    'nat-traversal': 'Enable and configure nat-traversal',
    'nat-traversal seconds': 'Seconds between keepalives',
    ...Object.fromEntries(
      [1, 2, 5, 14, 15, 16, 19, 20, 21, 24].map((group) => [`group${group}`, `D-H Group ${group}`]),
    ),
  });
}
