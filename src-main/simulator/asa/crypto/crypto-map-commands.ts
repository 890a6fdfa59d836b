/** crypto map and crypto dynamic-map: which traffic is protected, with whom and how, and on which interface. */
import { formatIpv4, parseIpv4 } from '../../../base/address.ts';
import { Refusal } from '../../cli/refusal.ts';
import type { Exec } from '../../cli/declaration.ts';
import { missingList } from '../access/access-list-commands.ts';
import { forgetEmptyEntries } from '../forgotten-names.ts';
import { entryIn, type AsaCrypto, type DynamicReference, type MapEntrySettings } from './crypto-state.ts';
import type { AsaDevice } from '../device.ts';
import { configureMode } from '../modes.ts';
import { shownTrustpoint, textOfTrustpoint } from '../certificates/trustpoint-names.ts';

const ofMaps = 'crypto map WORD:map <1-65535>:sequence' as const;
/** It binds the same: the compiler is told that it is the same. */
const ofDynamicMaps = 'crypto dynamic-map WORD:map <1-65535>:sequence' as string as typeof ofMaps;

type Entries = (device: AsaDevice) => MapEntrySettings[];
const kinds: readonly (readonly [start: typeof ofMaps, section: string, entries: Entries])[] = [
  [ofDynamicMaps, 'crypto dynamic-map', ({ configuration }) => configuration.crypto.dynamicMaps],
  [ofMaps, 'crypto map', ({ configuration }) => configuration.crypto.maps],
];

export function declareCryptoMaps(): void {
  declareVocabulary();
  for (const kind of kinds) {
    declareWhat(kind);
    declareHow(kind);
    declareTerms(kind);
  }
  declareReferences();
  declareWhole();
}

type Kind = (typeof kinds)[number];

/** Which traffic, and with whom. */
function declareWhat([start, section, entries]: Kind): void {
  const isDynamic = section !== 'crypto map';
  configureMode
    .add(`${start} match address ![WORD:list]`, {
      section,
      run: (device, { map, sequence, list }, exec) => {
        if (!device.configuration.rules.lists.has(list)) throw missingList(list);
        const entry = entryIn(entries(device), map, sequence);
        entry.accessList = list;
        if (!isDynamic) warn(entry, exec);
      },
      no: (device, place) => change({ device, section, entries }, place, (entry) => (entry.accessList = undefined)),
      show: isDynamic ? dynamicMapLines : mapLines,
    })
    .add(`${start} set peer WORD...:peers`, {
      section,
      run: (device, { map, sequence, peers }, exec) => {
        const addresses = peers.map(addressOf);
        const entry = entryIn(entries(device), map, sequence);
        entry.peers = addresses;
        if (!isDynamic) warn(entry, exec);
      },
      no: (device, place) => change({ device, section, entries }, place, (entry) => (entry.peers = [])),
    });
}

function declareHow([start, section, entries]: Kind): void {
  configureMode
    .add(`${start} set ikev1 transform-set WORD...:sets`, {
      section,
      run: (device, { map, sequence, sets }) => {
        for (const name of sets) checkSet(device, name);
        entryIn(entries(device), map, sequence).ikev1TransformSets = [...sets];
      },
      no: (device, place) => change({ device, section, entries }, place, (entry) => (entry.ikev1TransformSets = [])),
    })
    .add(`${start} set ikev2 ipsec-proposal WORD...:proposals`, {
      section,
      run: (device, { map, sequence, proposals }) => {
        for (const name of proposals) checkProposal(device, name);
        entryIn(entries(device), map, sequence).ikev2Proposals = [...proposals];
      },
      no: (device, place) => change({ device, section, entries }, place, (entry) => (entry.ikev2Proposals = [])),
    });
}

function declareTerms([start, section, entries]: Kind): void {
  configureMode
    .add(`${start} set pfs [{group1|group2|group5|group14|group15|group16|group19|group20|group21|group24}:group]`, {
      section,
      run: (device, { map, sequence, group = 'group2' }) => {
        entryIn(entries(device), map, sequence).pfsGroup = Number(group.slice('group'.length));
      },
      no: (device, place) => change({ device, section, entries }, place, (entry) => (entry.pfsGroup = undefined)),
    })
    .add(`${start} set security-association lifetime seconds ![<120-2147483647>:seconds]`, {
      section,
      run: (device, { map, sequence, seconds }) => {
        entryIn(entries(device), map, sequence).lifetime.seconds = seconds;
      },
      no: (device, place) => change({ device, section, entries }, place, ({ lifetime }) => delete lifetime.seconds),
    })
    .add(`${start} set security-association lifetime kilobytes ![<10-2147483647>:kilobytes]`, {
      section,
      run: (device, { map, sequence, kilobytes }) => {
        entryIn(entries(device), map, sequence).lifetime.kilobytes = kilobytes;
      },
      no: (device, place) => change({ device, section, entries }, place, ({ lifetime }) => delete lifetime.kilobytes),
    })
    .add(`${start} set connection-type ![{answer-only|bidirectional|originate-only}:type]`, {
      section,
      run: (device, { map, sequence, type }) => {
        entryIn(entries(device), map, sequence).connectionType = type === 'bidirectional' ? undefined : type;
        forgetEmptyEntries(device.configuration);
      },
      no: (device, place) => change({ device, section, entries }, place, (entry) => (entry.connectionType = undefined)),
    })
    .add(`${start} set trustpoint ![WORD:trustpoint] ![[chain:chain]]`, {
      section,
      run: (device, { map, sequence, ...words }, exec) => {
        entryIn(entries(device), map, sequence).trustpoint = shownTrustpoint(device, words, exec);
      },
      no: (device, place) => change({ device, section, entries }, place, (entry) => (entry.trustpoint = undefined)),
    })
    .add(`${start} set reverse-route`, {
      section,
      run: (device, { map, sequence }) => {
        entryIn(entries(device), map, sequence).hasReverseRoute = true;
      },
      no: (device, place) => change({ device, section, entries }, place, (entry) => (entry.hasReverseRoute = false)),
    });
}

function declareReferences(): void {
  configureMode.add(`${ofMaps} ipsec-isakmp dynamic WORD:dynamic`, {
    section: 'crypto map',
    run: ({ configuration: { crypto } }, { map, sequence, dynamic }) => {
      if (!crypto.dynamicMaps.some((one) => one.map === dynamic)) {
        throw Refusal.because(`ERROR: unable to find dynamic map with tag ${dynamic}`);
      }
      removeReference(crypto, map, sequence);
      crypto.references.push({ map, sequence, dynamic });
    },
    no: ({ configuration: { crypto } }, { map, sequence }) => removeReference(crypto, map, sequence),
  });
}

function removeReference({ references }: AsaDevice['configuration']['crypto'], map: string, sequence: number): void {
  const index = references.findIndex((one) => one.map === map && one.sequence === sequence);
  if (index >= 0) references.splice(index, 1);
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
      run: ({ configuration: { crypto } }, { identity }) => (crypto.identity = identity),
      no: ({ configuration: { crypto } }) => (crypto.identity = 'auto'),
      show: ({ configuration: { crypto } }, isAll) =>
        crypto.identity === 'auto' && !isAll ? [] : [`crypto isakmp identity ${crypto.identity}`],
    })
    .add('crypto isakmp nat-traversal [<10-3600>:seconds]', {
      section: 'crypto isakmp',
      run: ({ configuration: { crypto } }, { seconds = 20 }) => (crypto.natKeepalive = seconds),
      no: ({ configuration: { crypto } }) => (crypto.natKeepalive = undefined),
      show: ({ configuration: { crypto } }, isAll) => {
        const { natKeepalive } = crypto;
        if (natKeepalive === undefined) return ['no crypto isakmp nat-traversal'];
        return natKeepalive === 20 && !isAll ? [] : [`crypto isakmp nat-traversal ${natKeepalive}`];
      },
    });
}

interface Place {
  readonly map: string;
  readonly sequence: number;
}

interface Placing {
  readonly device: AsaDevice;
  readonly section: string;
  readonly entries: Entries;
}

function change(
  { device, section, entries }: Placing,
  { map, sequence }: Place,
  act: (entry: MapEntrySettings) => unknown,
): void {
  const entry = entries(device).find((one) => one.map === map && one.sequence === sequence);
  if (!entry) throw Refusal.because(`ERROR: ${section} ${map} ${sequence} does not exist`);
  act(entry);
  forgetEmptyEntries(device.configuration);
}

/** An entry that lacks its list or its peer is no entry yet (Cisco ASA command reference, `crypto map match address`). */
function warn({ accessList, peers }: MapEntrySettings, exec: Exec): void {
  const isComplete = accessList !== undefined && peers.length > 0;
  if (!isComplete) exec.print('WARNING: The crypto map entry is incomplete!');
}

function addressOf(word: string): number {
  const address = parseIpv4(word);
  if (address === undefined) throw Refusal.because(`ERROR: unable to find the address of peer ${word}`);
  return address;
}

export function checkSet({ configuration: { crypto } }: AsaDevice, name: string): void {
  if (!crypto.transformSets.has(name)) throw Refusal.because(`ERROR: transform set with tag "${name}" does not exist.`);
}

export function checkProposal({ configuration: { crypto } }: AsaDevice, name: string): void {
  if (!crypto.proposals.has(name)) throw Refusal.because(`ERROR: ipsec-proposal with tag "${name}" does not exist.`);
}

function mapLines({ configuration: { crypto } }: AsaDevice, isAll = false): string[] {
  const { maps, references, mapOn } = crypto;
  const names = [...new Set([...maps, ...references].map(({ map }) => map).concat(...mapOn.values()))];
  return names.flatMap((name) => [
    ...[...maps, ...references]
      .filter(({ map }) => map === name)
      .sort((a, b) => a.sequence - b.sequence)
      .flatMap((one) => ('dynamic' in one ? [referenceLine(one)] : linesOf('map', termsOf(crypto, one, isAll)))),
    ...[...mapOn].flatMap(([on, map]) => (map === name ? [`crypto map ${name} interface ${on}`] : [])),
  ]);
}

function referenceLine({ map, sequence, dynamic }: DynamicReference): string {
  return `crypto map ${map} ${sequence} ipsec-isakmp dynamic ${dynamic}`;
}

function dynamicMapLines({ configuration: { crypto } }: AsaDevice, isAll = false): string[] {
  const names = [...new Set(crypto.dynamicMaps.map(({ map }) => map))];
  return names.flatMap((name) =>
    crypto.dynamicMaps
      .filter(({ map }) => map === name)
      .sort((a, b) => a.sequence - b.sequence)
      .flatMap((entry) => linesOf('dynamic-map', termsOf(crypto, entry, isAll))),
  );
}

/** What an entry does not say itself holds for it all the same. */
function termsOf({ lifetime }: AsaCrypto, entry: MapEntrySettings, isAll: boolean): ShownTerms {
  if (!isAll) return entry;
  return {
    ...entry,
    connectionType: entry.connectionType ?? 'bidirectional',
    lifetime: { ...lifetime, ...entry.lifetime },
  };
}

interface ShownTerms extends Omit<MapEntrySettings, 'connectionType'> {
  readonly connectionType: MapEntrySettings['connectionType'] | 'bidirectional';
}

function textOfConnectionType({ connectionType }: ShownTerms): string {
  return connectionType === undefined ? '' : `set connection-type ${connectionType}`;
}

/** Order: ntc's `show running-config crypto map`. */
function linesOf(kind: 'map' | 'dynamic-map', entry: ShownTerms): string[] {
  const { map, sequence, accessList, peers, ikev1TransformSets, ikev2Proposals, pfsGroup, lifetime } = entry;
  const lines = [
    accessList === undefined ? '' : `match address ${accessList}`,
    pfsGroup === undefined ? '' : `set pfs${pfsGroup === 2 ? '' : ` group${pfsGroup}`}`,
    textOfConnectionType(entry),
    peers.length === 0 ? '' : `set peer ${peers.map(formatIpv4).join(' ')} `,
    ikev1TransformSets.length === 0 ? '' : `set ikev1 transform-set ${ikev1TransformSets.join(' ')}`,
    ikev2Proposals.length === 0 ? '' : `set ikev2 ipsec-proposal ${ikev2Proposals.join(' ')}`,
    lifetime.seconds === undefined ? '' : `set security-association lifetime seconds ${lifetime.seconds}`,
    lifetime.kilobytes === undefined ? '' : `set security-association lifetime kilobytes ${lifetime.kilobytes}`,
    textOfTrustpoint(entry.trustpoint),
    entry.hasReverseRoute ? 'set reverse-route' : '',
  ];
  return lines.filter((line) => line !== '').map((line) => `crypto ${kind} ${map} ${sequence} ${line}`);
}

function declareVocabulary(): void {
  configureMode.words({
    'crypto map': 'Configure a crypto map',
    'dynamic-map': 'Configure a dynamic crypto map',
    'dynamic-map map': 'Name of the dynamic crypto map',
    'ipsec-isakmp': 'IPSec w/ISAKMP',
    'ipsec-isakmp dynamic': 'Entry refers to a dynamic crypto map',
    'dynamic dynamic': 'Name of the dynamic crypto map',
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
    'connection-type': 'Set connection type',
    'connection-type type': 'Who may begin: the peer, both, or this firewall',
    'set trustpoint': 'Specify trustpoint that defines the certificate to be used while initiating a connection',
    'set trustpoint trustpoint': 'Name of the trustpoint',
    chain: 'Send the certificate chain',
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
