/**
 * crypto map, crypto dynamic-map: entries by name and sequence number. What an entry may say is in
 * crypto-map-settings.ts and the files beside it; which interface a map is on, in crypto-map-interface.ts.
 */
import { block } from '../../cli/configuration.ts';
import type { ConfigurationLine, Exec } from '../../cli/declaration.ts';
import { Refusal } from '../../cli/refusal.ts';
import {
  newCryptoMapPolicy,
  type CryptoMapEntry,
  type CryptoMapKind,
  type DynamicMapEntry,
} from '../../router/ipsec/crypto-map.ts';
import { clientTermLines } from './crypto-client-terms.ts';
import { cryptoMapMode, kindOf } from './crypto-map-mode.ts';
import type { IosDevice } from '../device.ts';
import { configureMode } from '../modes.ts';

/** Two lines on the console of 12.4 (reference/faults.tsv, MAP-INCOMPLETE, has the words). */
const remainsDisabled = [
  '% NOTE: This new crypto map will remain disabled until a peer',
  '        and a valid access list have been configured.',
];

/** Which entry a line names. */
interface Place {
  name: string;
  sequence: number;
}

export function declareCryptoMap(): void {
  declareWords();
  const section = 'crypto map';
  configureMode
    .add('crypto map WORD:name <1-65535>:sequence ipsec-isakmp', {
      section,
      run: (device, place, exec) => open(device, place, { kind: 'isakmp' }, exec),
      no: removeEntry,
      show: mapLines,
    })
    .add('crypto map WORD:name <1-65535>:sequence ipsec-manual', {
      run: (device, place, exec) => open(device, place, { kind: 'manual', inbound: {}, outbound: {} }, exec),
      no: removeEntry,
    })
    .add('crypto map WORD:name <1-65535>:sequence', { hidden: true, run: reopen, no: removeEntry })
    .add('crypto map WORD:name <1-65535>:sequence ipsec-isakmp dynamic WORD:template [discover:discover]', {
      run: refer,
      no: removeEntry,
    })
    .add('crypto map WORD:name <1-65535>:sequence {gdoi}:type', {
      hidden: true,
      run: () => {
        throw Refusal.notSimulated(
          'Group encrypted transport (gdoi) is not simulated: ipsec-isakmp and ipsec-manual are',
        );
      },
    })
    .add('crypto map WORD:name', { hidden: true, run: isIncomplete, no: removeMap });
}

export function declareDynamicMap(): void {
  configureMode
    .words({
      'crypto dynamic-map': 'Specify a dynamic crypto map template',
      'dynamic-map name': 'Dynamic crypto map template tag',
      'dynamic-map name sequence': 'Sequence to insert into dynamic crypto map entry',
    })
    .add('crypto dynamic-map WORD:name <1-65535>:sequence', {
      section: 'crypto dynamic-map',
      run: (device, { name, sequence }, exec) => {
        const { dynamicMaps } = device.router.crypto;
        const found = entryOf(dynamicMaps, { name, sequence });
        const entry: DynamicMapEntry = found ?? { ...newCryptoMapPolicy(), map: name, sequence };
        if (!found) insert(dynamicMaps, entry);
        exec.enter(cryptoMapMode, { device, entry });
      },
      no: ({ router }, place) => {
        remove(router.crypto.dynamicMaps, place);
        router.converge();
      },
      show: (device) => separated(device, device.router.crypto.dynamicMaps),
    })
    .add('crypto dynamic-map WORD:name', {
      hidden: true,
      run: isIncomplete,
      no: ({ router }, { name }) => {
        router.crypto.dynamicMaps.delete(name);
        router.converge();
      },
    });
}

function isIncomplete(): never {
  throw Refusal.incomplete();
}

function entryOf<Entry extends { sequence: number }>(
  maps: ReadonlyMap<string, Entry[]>,
  place: Place,
): Entry | undefined {
  return maps.get(place.name)?.find(({ sequence }) => sequence === place.sequence);
}

function insert<Entry extends { map: string; sequence: number }>(maps: Map<string, Entry[]>, entry: Entry): void {
  const entries = [...(maps.get(entry.map) ?? []), entry];
  maps.set(
    entry.map,
    entries.sort((a, b) => a.sequence - b.sequence),
  );
}

function remove<Entry extends { sequence: number }>(maps: Map<string, Entry[]>, { name, sequence }: Place): void {
  const left = (maps.get(name) ?? []).filter((one) => one.sequence !== sequence);
  if (left.length > 0) maps.set(name, left);
  else maps.delete(name);
}

/** A new entry, or one that is there already: its kind stays what it is. */
function open(device: IosDevice, place: Place, type: CryptoMapKind, exec: Exec): void {
  const { maps } = device.router.crypto;
  const found = entryOf(maps, place);
  if (found && found.type.kind !== type.kind) throw Refusal.because(kindIsFixed);
  const entry: CryptoMapEntry = found ?? { ...newCryptoMapPolicy(), map: place.name, sequence: place.sequence, type };
  if (!found) {
    insert(maps, entry);
    if (!device.isBooting) exec.print(...remainsDisabled);
  }
  exec.enter(cryptoMapMode, { device, entry });
}

const kindIsFixed = 'Attempt to change type of existing crypto map is not allowed.';

/** Without its kind only an entry that is there can be named, and one that refers to a template has nothing inside. */
function reopen(device: IosDevice, place: Place, exec: Exec): void {
  const entry = entryOf(device.router.crypto.maps, place);
  if (!entry || kindOf(entry) === 'dynamic') throw Refusal.incomplete();
  exec.enter(cryptoMapMode, { device, entry });
}

/** The template need not exist yet: it is looked up when a peer asks. */
function refer({ router }: IosDevice, given: Place & { template: string; discover?: string }): void {
  const { maps } = router.crypto;
  const { name, sequence, template, discover } = given;
  const found = entryOf(maps, given);
  if (found && found.type.kind !== 'dynamic') throw Refusal.because(kindIsFixed);
  const type: CryptoMapKind = { kind: 'dynamic', map: template, isDiscovering: discover !== undefined };
  if (found) found.type = type;
  else insert(maps, { ...newCryptoMapPolicy(), map: name, sequence, type });
  router.converge();
}

/** The last entry of a map that is on an interface stays: it is taken off the interface first. */
function removeEntry({ router }: IosDevice, place: Place): void {
  const { crypto } = router;
  if (!entryOf(crypto.maps, place)) throw Refusal.because(cryptoMapIsMissing(place.name));
  if (crypto.maps.get(place.name)?.length === 1) return removeMap({ router }, place);
  remove(crypto.maps, place);
  router.converge();
}

function removeMap({ router }: Pick<IosDevice, 'router'>, { name }: { name: string }): void {
  const { maps, mapOn, mapSources, access } = router.crypto;
  if (!maps.has(name)) throw Refusal.because(cryptoMapIsMissing(name));
  const users = [...mapOn].filter(([, map]) => map === name).map(([one]) => one);
  if (users.length > 0)
    throw Refusal.because(
      `% Crypto-map with tag "${name}" is in use by interface ${users.join(', ')}. Please remove the crypto map from the interface first`,
    );
  maps.delete(name);
  mapSources.delete(name);
  access.mapTerms.delete(name);
  router.converge();
}

export function cryptoMapIsMissing(name: string): string {
  return `ERROR: Crypto Map with tag "${name}" does not exist.`;
}

/** A blank ends the line (gh id:1456131183, `crypto map SMAP 100 ipsec-isakmp dynamic DMAP `). */
function headOf({ map, sequence, type }: CryptoMapEntry): string {
  const head = `crypto map ${map} ${sequence}`;
  if (type.kind !== 'dynamic') return `${head} ipsec-${type.kind} `;
  return `${head} ipsec-isakmp dynamic ${type.map} ${type.isDiscovering ? 'discover ' : ''}`;
}

function isReady({ accessList, peers }: CryptoMapEntry): boolean {
  return accessList !== undefined && peers.length > 0;
}

/** What holds for a map as a whole stands before its entries; an exclamation mark separates maps. */
function mapLines(device: IosDevice): ConfigurationLine[] {
  const { maps, mapSources, access } = device.router.crypto;
  const names = new Set([...mapSources.keys(), ...access.mapTerms.keys(), ...maps.keys()]);
  return [...names].flatMap((name, index) => {
    const source = mapSources.get(name);
    return [
      ...(index > 0 ? ['!'] : []),
      ...(source === undefined ? [] : [`crypto map ${name} local-address ${source}`]),
      ...clientTermLines(access.mapTerms.get(name), `crypto map ${name} `),
      ...(maps.get(name) ?? []).map((entry) => entryLine(device, entry)),
    ];
  });
}

/** An entry that is out of use says so: published configurations of 12.4 and 15 have " ! Incomplete" under its head. */
function entryLine(device: IosDevice, entry: CryptoMapEntry): ConfigurationLine {
  if (entry.type.kind === 'dynamic') return headOf(entry);
  const { line, body } = block(headOf(entry), cryptoMapMode, { device, entry });
  return { line, body: isReady(entry) ? body : ['! Incomplete', ...body] };
}

function separated(device: IosDevice, maps: ReadonlyMap<string, DynamicMapEntry[]>): ConfigurationLine[] {
  return [...maps.values()].flatMap((entries, index) => [
    ...(index > 0 ? ['!'] : []),
    ...entries.map((entry) =>
      block(`crypto dynamic-map ${entry.map} ${entry.sequence}`, cryptoMapMode, { device, entry }),
    ),
  ]);
}

function declareWords(): void {
  configureMode.words({
    'crypto map': 'Enter a crypto map',
    'map name': 'Crypto map tag',
    'map name sequence': 'Sequence to insert into crypto map entry',
    'ipsec-isakmp': 'IPSEC w/ISAKMP',
    'ipsec-manual': 'IPSEC w/manual keying',
    'ipsec-isakmp dynamic': 'Enable dynamic crypto map support',
    'dynamic template': 'Name of dynamic-map',
    discover: 'Enable Tunnel Endpoint Discovery',
  });
}
