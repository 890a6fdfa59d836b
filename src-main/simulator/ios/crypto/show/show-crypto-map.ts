/**
 * show crypto map: configured maps by their entries, and the maps that IOS makes for protected tunnels. The entries of a
 * map are seed 001's; what a peer made by way of a template follows as entries of their own (gh id:8159653646). The map
 * of a tunnel is in show-crypto-map-tunnel.ts, the parts of an entry in show-crypto-map-entry.ts.
 */
import type { AccessLists } from '../../../router/access/access-list.ts';
import type { ProtectedFlow } from '../../../router/ipsec/protected-flow.ts';
import { madeEntryLines, mapEntryLines } from './show-crypto-map-entry.ts';
import type { TermsView } from './show-crypto-map-terms.ts';
import { tunnelMapLines } from './show-crypto-map-tunnel.ts';

/** Entries that IOS makes itself are numbered after those that can be configured. */
const firstMadeSequence = 65536;

interface CryptoMapView extends TermsView {
  flows: readonly ProtectedFlow[];
  accessLists: AccessLists;
  /** Names of maps, of those that tunnels have too. */
  isMeant(tag: string, interfaces: readonly string[]): boolean;
}

export function cryptoMapLines(view: CryptoMapView): string[] {
  const lines = [...configuredLines(view), ...tunnelLines(view)];
  return lines.length > 0 ? lines : ['No crypto maps found.'];
}

/** A map that is on no interface says so by an empty list (reference/faults.tsv, MAP-NOTAPPLIED). */
function configuredLines(view: CryptoMapView): string[] {
  const { maps, mapOn } = view.crypto;
  return [...maps].flatMap(([name, entries]) => {
    const interfaces = [...mapOn].filter(([, map]) => map === name).map(([one]) => one);
    if (!view.isMeant(name, interfaces)) return [];
    const made = view.flows.filter((flow) => flow.isOfDynamicMap && flow.mapTag === name);
    const blocks = [
      ...entries.map((entry) => mapEntryLines(entry, view)),
      ...made.map((flow, index) => madeEntryLines(flow, firstMadeSequence + index, view)),
    ];
    return [
      ...blocks.flatMap((block) => [...block, '']).slice(0, -1),
      `\tInterfaces using crypto map ${name}:`,
      ...interfaces.map((one) => `\t\t${one}`),
      '',
    ];
  });
}

function tunnelLines(view: CryptoMapView): string[] {
  const ofTunnels = view.flows.filter(({ origin }) => origin.kind === 'tunnel');
  const tags = [...new Set(ofTunnels.map(({ mapTag }) => mapTag))];
  return tags.flatMap((tag) => {
    const ofTag = ofTunnels.filter(({ mapTag }) => mapTag === tag);
    const isMeant = view.isMeant(
      tag,
      ofTag.map(({ of }) => of.name),
    );
    return isMeant ? tunnelMapLines(tag, ofTag, view) : [];
  });
}
