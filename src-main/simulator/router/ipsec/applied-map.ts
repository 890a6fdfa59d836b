/** Crypto maps where they take effect: on interfaces that are up and have an address to speak from. */
import type { CryptoConfiguration } from './crypto-configuration.ts';
import type { CryptoMapEntry, CryptoMapPolicy } from './crypto-map.ts';
import type { Interface } from '../interface.ts';

export interface AppliedMap {
  name: string;
  /** The interface that its flows are listed under. */
  on: Interface;
  /** More than one where `local-address` has the map speak from one address: they share their associations. */
  interfaces: readonly Interface[];
  local: number;
  /** Those that are complete, in order of sequence numbers. */
  entries: readonly CryptoMapEntry[];
}

export function appliedMaps(crypto: CryptoConfiguration, interfaces: Iterable<Interface>): AppliedMap[] {
  const all = [...interfaces];
  const applied = all.flatMap((one): AppliedMap[] => {
    const name = crypto.mapOn.get(one.name);
    if (name === undefined || !one.isUp) return [];
    const local = sourceOf(crypto, name, all) ?? one.sourceAddress;
    const entries = entriesOf(crypto, name);
    return local === undefined || entries.length === 0 ? [] : [{ name, on: one, interfaces: [one], local, entries }];
  });
  return applied.reduce<AppliedMap[]>((merged, map) => {
    const same = crypto.mapSources.has(map.name) ? merged.find(({ name }) => name === map.name) : undefined;
    if (!same) return [...merged, map];
    return merged.map((one) => (one === same ? { ...same, interfaces: [...same.interfaces, map.on] } : one));
  }, []);
}

/** `crypto map NAME local-address INTERFACE` */
function sourceOf({ mapSources }: CryptoConfiguration, name: string, all: readonly Interface[]): number | undefined {
  const source = all.find((one) => one.name === mapSources.get(name));
  return source?.isUp ? source.address?.address : undefined;
}

function entriesOf(crypto: CryptoConfiguration, name: string): CryptoMapEntry[] {
  return [...(crypto.maps.get(name) ?? [])]
    .filter((entry) => isComplete(crypto, entry))
    .sort((a, b) => a.sequence - b.sequence);
}

/** IOS marks an entry without peer, access list or transform set as incomplete, and passes over it. */
function isComplete(crypto: CryptoConfiguration, entry: CryptoMapEntry): boolean {
  if (entry.type.kind === 'dynamic') return true;
  return entry.accessList !== undefined && peersOf(entry).length > 0 && crypto.transformSetsOf(entry).length > 0;
}

/** A peer that is known by its name alone cannot be reached: nobody resolves names here. */
export function peersOf({ peers }: CryptoMapPolicy): number[] {
  return peers.filter((peer) => typeof peer === 'number');
}
