/**
 * The security policy database (RFC 4301 section 4.4.1): which traffic is protected, in the order in which it is asked.
 * Protected tunnels and the entries of crypto maps make flows; dynamic maps, smaller offers of a peer, and `level
 * per-host` make flows that last as long as their associations.
 */
import type { Ipv4Packet } from '../../wire/ipv4.ts';
import type { AccessEntry } from '../access/access-entry.ts';
import type { AccessLists } from '../access/access-list.ts';
import { matchesEntry } from '../access/access-match.ts';
import { appliedMaps, peersOf, type AppliedMap } from './applied-map.ts';
import type { CryptoConfiguration } from './crypto-configuration.ts';
import type { CryptoMapEntry, CryptoMapPolicy } from './crypto-map.ts';
import { insideVrfOf } from './inside-vrf.ts';
import type { Interface } from '../interface.ts';
import { isForPeer, type Narrow, type OfferPlace } from './offer-place.ts';
import { ProtectedFlow } from './protected-flow.ts';
import {
  anySelectors,
  coversIncoming,
  coversOutgoing,
  hostSelectorsOf,
  isSameSelectors,
  mirrored,
  selectorsOfEntry,
  textOfSelectors,
  type SelectorPair,
} from './selectors.ts';
import type { Tunnel } from '../tunnel/tunnel.ts';
import {
  callerKey,
  callersOf,
  isCallerWanted,
  peerKey,
  takesCallers,
  tunnelFlowsOf,
  farEndKey,
  type Wanted,
} from './tunnel-flows.ts';

export interface PolicyOwner {
  crypto: CryptoConfiguration;
  accessLists: AccessLists;
  interfaces: () => Iterable<Interface>;
  tunnels: () => Iterable<Interface<Tunnel>>;
  /** Maps that nobody has typed: those of clients of Easy VPN. */
  made?: () => readonly AppliedMap[];
}

/** What becomes of a packet that leaves by an interface with a crypto map; undefined: it goes as it is. */
export type Outgoing =
  | { kind: 'protected'; flow: ProtectedFlow }
  /** Meant by a line of an access list that is newer than the flows. */
  | { kind: 'stale' }
  /** Meant by a dynamic map, and the peer has not come: it is the only one that can begin. */
  | { kind: 'no-association'; entry: CryptoMapEntry }
  | Undiscovered;

/** Meant by a line of a dynamic map that discovers its peers. */
export interface Undiscovered {
  kind: 'undiscovered';
  map: AppliedMap;
  entry: CryptoMapEntry;
  policy: CryptoMapPolicy;
  selectors: SelectorPair;
}

export class PolicyDatabase {
  #fixed = new Map<string, ProtectedFlow>();
  readonly #transient = new Set<ProtectedFlow>();
  /**
   * What peers have made, who were not known before, at tunnels with many ends, and at interfaces that were made for them:
   * of those one peer may have several, the newest first.
   */
  readonly #callers = new Map<string, readonly ProtectedFlow[]>();
  /** All of them, until one comes or goes. */
  #flows: readonly ProtectedFlow[] | undefined;
  #applied: readonly AppliedMap[] = [];
  /** Of tunnels with one far end, by their names: more than one where peers have made them. */
  readonly #ofTunnel = new Map<string, readonly ProtectedFlow[]>();
  /** By the lines of access lists, for every packet: which flow is meant, by which entry of which map. */
  readonly #byLine = new Map<AccessEntry, LineFlow[]>();
  /** How many flows are in it. */
  #indexed = 0;

  constructor(private readonly owner: PolicyOwner) {}

  /** Those that the configuration makes, in its order, and then those that came since. */
  get flows(): readonly ProtectedFlow[] {
    return (this.#flows ??= [...this.#fixed.values(), ...this.#called(), ...this.#transient]);
  }

  /** What lists name where each pair of hosts has a flow of its own: packets have those, reverse routes may have this. */
  get namedForHosts(): readonly ProtectedFlow[] {
    const lines = [...this.#lines(({ isPerHost }) => isPerHost)];
    return lines.map(({ map, entry, line }) => flowOf(map, entry, selectorsOfEntry(line), true));
  }

  /** Whether IKE is of any use: manual keys do without it. */
  get needsIke(): boolean {
    const isNegotiated = ({ entries }: AppliedMap): boolean => entries.some(({ type }) => type.kind !== 'manual');
    if (this.#applied.some(isNegotiated) || [...this.#fixed.values()].some(({ origin }) => origin.kind === 'tunnel'))
      return true;
    return [...this.owner.tunnels()].some(takesCallers);
  }

  /** Brings the flows in line with the configuration, and hands back those that are gone. */
  refresh(): ProtectedFlow[] {
    const { crypto, interfaces, made } = this.owner;
    this.#applied = [...appliedMaps(crypto, interfaces()), ...(made?.() ?? [])];
    const before = this.#fixed;
    const ofTunnels = tunnelFlowsOf(this.owner.tunnels()).filter(({ key }) => !this.#callers.has(key));
    const wanted = [...ofTunnels, ...this.#applied.flatMap((map) => this.#ofMap(map))];
    this.#flows = undefined;
    this.#fixed = new Map(wanted.map((one) => [one.key, kept(before.get(one.key), one) ?? one.make()]));
    this.#indexTunnels();
    this.#indexLines();
    const present = new Set(this.#fixed.values());
    const gone = [...before.values()].filter((flow) => !present.has(flow));
    const leaving = this.#called().filter((flow) => !isCallerWanted(flow, this.owner.tunnels()));
    return [...gone, ...leaving, ...[...this.#transient].filter((flow) => !this.#isWanted(flow))];
  }

  /** Whether access lists have changed since the flows were made of them: nobody tells when they do. */
  get isStale(): boolean {
    let count = 0;
    for (const { line } of this.#lines()) {
      if (!this.#byLine.has(line)) return true;
      count++;
    }
    return count !== this.#indexed;
  }

  hasMap(one: Interface): boolean {
    return this.#applied.some(({ interfaces }) => interfaces.includes(one));
  }

  /**
   * A transient flow has got associations, or is waiting for them. Whether that is in the place of one that the
   * configuration makes, which has to go.
   */
  keep(flow: ProtectedFlow): boolean {
    const { origin, isTransient, remote } = flow;
    if (!isTransient) return false;
    this.#flows = undefined;
    if (origin.kind === 'map') {
      this.#transient.add(flow);
      return false;
    }
    const { tunnel } = origin;
    const key = callerKey(tunnel, remote);
    const others = tunnel.isAutomatic ? (this.#callers.get(key) ?? []) : [];
    this.#callers.set(key, [flow, ...others.filter((one) => !isSameSelectors(one, flow))]);
    this.#indexTunnel(tunnel);
    return this.#fixed.has(key);
  }

  #called(): ProtectedFlow[] {
    return [...this.#callers.values()].flat();
  }

  forget(flow: ProtectedFlow): void {
    this.#flows = undefined;
    this.#transient.delete(flow);
    const { origin, remote } = flow;
    if (origin.kind !== 'tunnel') return;
    const key = callerKey(origin.tunnel, remote);
    const left = (this.#callers.get(key) ?? []).filter((one) => one !== flow);
    if (left.length > 0) this.#callers.set(key, left);
    else this.#callers.delete(key);
    this.#indexTunnel(origin.tunnel);
  }

  /** @param packet what is to go by it: where peers have made several, each is for its own packets */
  tunnelFlow(name: string, packet?: Ipv4Packet): ProtectedFlow | undefined {
    const flows = (this.#ofTunnel.get(name) ?? []).filter((flow) => !packet || coversOutgoing(flow, packet));
    return flows.find(({ current }) => current) ?? flows[0];
  }

  /** Of a tunnel with many ends, the flow with one of them. */
  peerFlow(tunnel: Interface<Tunnel>, remote: number): ProtectedFlow | undefined {
    const key = peerKey(tunnel, remote);
    return this.#fixed.get(key) ?? this.#callers.get(key)?.[0];
  }

  /**
   * Flows that an offer of a peer could be for, the best first; some of them would be new.
   * @param narrow what the offer and a line of policy have in common; nothing where the line is not for the offer
   */
  *candidates(
    ends: OfferPlace,
    narrow: Narrow,
    mayBeLess: (flow: ProtectedFlow) => boolean = () => false,
  ): Iterable<ProtectedFlow> {
    for (const flow of this.flows) {
      const common = isWithPeer(flow, ends) ? narrow(flow) : undefined;
      if (common && (isSameSelectors(flow, common) || mayBeLess(flow))) yield flow;
    }
    yield* this.#offeredAtTunnels(ends, narrow);
    for (const map of this.#applied.filter(({ local, on }) => local === ends.local && on.vrf === ends.frontDoor))
      for (const entry of map.entries) yield* this.#offered(map, entry, ends, narrow);
  }

  /** What is for everything at an interface leaves nothing for others. */
  *#offeredAtTunnels(ends: OfferPlace, narrow: Narrow): Iterable<ProtectedFlow> {
    const isForAll = (flow: ProtectedFlow): boolean =>
      flow.current !== undefined && isSameSelectors(flow, anySelectors);
    for (const flow of callersOf(this.owner.tunnels(), ends, narrow))
      if (!flow.of.isAutomatic || !this.#ofTunnel.get(flow.of.name)?.some(isForAll)) yield flow;
  }

  /** @param isIn whether the packet comes out of a table of routes: each entry protects the packets of one */
  outgoing(packet: Ipv4Packet, out: Interface, isIn: (vrf: string | undefined) => boolean): Outgoing | undefined {
    for (const map of this.#applied) {
      if (!map.interfaces.includes(out)) continue;
      for (const entry of map.entries) {
        if (!isIn(insideVrfOf(this.owner.crypto, entry, map.on.vrf))) continue;
        const found = this.#judge(map, entry, packet);
        if (found) return found;
      }
    }
    return undefined;
  }

  /** Whether a packet that came in clear by an interface should have been protected. */
  refuses(packet: Ipv4Packet, incoming: Interface): boolean {
    const map = this.#applied.find(({ interfaces }) => interfaces.includes(incoming));
    if (!map) return false;
    if (this.#transientOf(map.entries).some((flow) => coversIncoming(flow, packet))) return true;
    const back = mirrored(packet);
    const policies = map.entries.flatMap((entry) => this.#policiesOf(entry));
    return policies.some((policy) => this.#firstMatch(policy, back)?.action === 'permit');
  }

  /** What a dynamic map that discovers its peers has in common with the probe of one. */
  answering(incoming: Interface, share: Narrow): Undiscovered | undefined {
    for (const line of this.#discoverable(incoming)) {
      const selectors = share(line.selectors);
      if (selectors) return { ...line, selectors };
    }
    return undefined;
  }

  *#discoverable(incoming: Interface): Iterable<Undiscovered> {
    const map = this.#applied.find(({ interfaces }) => interfaces.includes(incoming));
    if (!map) return;
    for (const entry of map.entries.filter(isDiscovering))
      for (const policy of this.#policiesOf(entry))
        for (const selectors of this.#linesOf(policy, false))
          yield { kind: 'undiscovered', map, entry, policy, selectors };
  }

  /** The flow with a peer that has been discovered; undefined when what it was for is no longer configured. */
  discovered({ map, entry, policy }: Undiscovered, remote: number, selectors: SelectorPair): ProtectedFlow | undefined {
    const origin = { kind: 'map', on: map.on, entry, policy, isTransient: true } as const;
    const flow = new ProtectedFlow(origin, { local: map.local, remote }, selectors);
    return this.#isWanted(flow) ? flow : undefined;
  }

  #ofMap(map: AppliedMap): Wanted[] {
    return map.entries.flatMap((entry): Wanted[] => {
      if (!hasFixedFlows(entry)) return [];
      return this.#permits(entry).map((permit) => {
        const selectors = selectorsOfEntry(permit);
        return {
          key: keyOf(map, entry, selectors),
          isStill: (flow) => flow.entry === entry && peersOf(entry).includes(flow.remote),
          make: () => flowOf(map, entry, selectors, false),
        };
      });
    });
  }

  /** The access list's entries that mean something; of an entry with manual keys the first, since there is one SPI. */
  #permits(entry: CryptoMapEntry): AccessEntry[] {
    const permits = this.#entriesOf(entry).filter(({ action }) => action === 'permit');
    return entry.type.kind === 'manual' ? permits.slice(0, 1) : permits;
  }

  #isWanted({ origin, local }: ProtectedFlow): boolean {
    const isOf = (map: AppliedMap): boolean =>
      origin.kind === 'map' && map.local === local && map.entries.includes(origin.entry);
    return this.#applied.some(isOf);
  }

  #judge(map: AppliedMap, entry: CryptoMapEntry, packet: Ipv4Packet): Outgoing | undefined {
    const made = this.#transientOf([entry]).find((flow) => coversOutgoing(flow, packet));
    if (made) return { kind: 'protected', flow: made };
    return entry.type.kind === 'dynamic'
      ? this.#judgeDynamic(map, entry, packet)
      : this.#judgeStatic(map, entry, packet);
  }

  /** Without an access list of its own a dynamic map means what has been negotiated, and nothing else. */
  #judgeDynamic(map: AppliedMap, entry: CryptoMapEntry, packet: Ipv4Packet): Outgoing | undefined {
    for (const policy of this.#policiesOf(entry)) {
      const line = this.#firstMatch(policy, packet);
      if (line?.action !== 'permit') continue;
      if (!isDiscovering(entry)) return { kind: 'no-association', entry };
      return { kind: 'undiscovered', map, entry, policy, selectors: selectorsOfEntry(line) };
    }
    return undefined;
  }

  /** IOS goes on with the next entry after a deny ("crypto ipsec deny-policy": jump is the default). */
  #judgeStatic(map: AppliedMap, entry: CryptoMapEntry, packet: Ipv4Packet): Outgoing | undefined {
    const line = this.#permitting(entry, packet);
    if (!line) return undefined;
    if (entry.isPerHost) {
      const selectors = hostSelectorsOf(selectorsOfEntry(line), packet);
      return { kind: 'protected', flow: flowOf(map, entry, selectors, true) };
    }
    const flow = this.#byLine.get(line)?.find((one) => one.map === map && one.entry === entry)?.flow;
    if (flow) return { kind: 'protected', flow };
    return entry.type.kind === 'manual' ? undefined : { kind: 'stale' };
  }

  #indexTunnels(): void {
    this.#ofTunnel.clear();
    for (const tunnel of this.owner.tunnels()) this.#indexTunnel(tunnel);
  }

  #indexTunnel(tunnel: Interface<Tunnel>): void {
    if (tunnel.carrier.isMultipoint) return;
    const key = farEndKey(tunnel);
    const fixed = this.#fixed.get(key);
    this.#ofTunnel.set(tunnel.name, [...(this.#callers.get(key) ?? []), ...(fixed ? [fixed] : [])]);
  }

  #indexLines(): void {
    this.#byLine.clear();
    this.#indexed = 0;
    for (const { map, entry, line } of this.#lines()) {
      const flow = this.#fixed.get(keyOf(map, entry, selectorsOfEntry(line)));
      if (!flow) continue;
      this.#byLine.set(line, [...(this.#byLine.get(line) ?? []), { map, entry, flow }]);
      this.#indexed++;
    }
  }

  /** The lines of access lists that flows are made of. */
  *#lines(isMeant = hasFixedFlows): Iterable<{ map: AppliedMap; entry: CryptoMapEntry; line: AccessEntry }> {
    for (const map of this.#applied)
      for (const entry of map.entries.filter(isMeant))
        for (const line of this.#permits(entry)) yield { map, entry, line };
  }

  *#offered(map: AppliedMap, entry: CryptoMapEntry, ends: OfferPlace, narrow: Narrow): Iterable<ProtectedFlow> {
    if (entry.type.kind === 'manual') return;
    for (const policy of this.#policiesOf(entry)) {
      const peers = peersOf(policy);
      const isPeer = peers.includes(ends.remote) || (policy !== entry && peers.length === 0);
      if (!isPeer) continue;
      const origin = { kind: 'map', on: map.on, entry, policy, isTransient: true } as const;
      for (const line of this.#linesOf(policy, policy !== entry)) {
        const common = narrow(line);
        if (common) yield new ProtectedFlow(origin, ends, common);
      }
    }
  }

  #policiesOf(entry: CryptoMapEntry): readonly CryptoMapPolicy[] {
    const { type } = entry;
    if (type.kind !== 'dynamic') return [entry];
    const dynamic = this.owner.crypto.dynamicMaps.get(type.map) ?? [];
    return [...dynamic].sort((a, b) => a.sequence - b.sequence);
  }

  /** Without an access list an entry of a dynamic map is for whatever a peer wants. */
  #linesOf(policy: CryptoMapPolicy, isDynamic: boolean): SelectorPair[] {
    if (isDynamic && policy.accessList === undefined) return [anySelectors];
    return this.#entriesOf(policy)
      .filter(({ action }) => action === 'permit')
      .map(selectorsOfEntry);
  }

  #transientOf(entries: readonly CryptoMapEntry[]): ProtectedFlow[] {
    if (this.#transient.size === 0) return [];
    return [...this.#transient].filter(({ entry }) => entry && entries.includes(entry));
  }

  #entriesOf({ permits, accessList }: CryptoMapPolicy): readonly AccessEntry[] {
    return permits ?? (accessList === undefined ? [] : this.owner.accessLists.entriesOf(accessList));
  }

  /** The entry by which a packet is to be protected; its matches are counted. */
  #permitting(policy: CryptoMapPolicy, packet: Ipv4Packet): AccessEntry | undefined {
    if (policy.permits) return this.#firstMatch(policy, packet);
    const { action, entry } = this.owner.accessLists.judge(policy.accessList ?? '', packet);
    return action === 'permit' ? entry : undefined;
  }

  /** Without counting it: that is for packets that the list decides about. */
  #firstMatch(policy: CryptoMapPolicy, packet: Ipv4Packet): AccessEntry | undefined {
    return this.#entriesOf(policy).find((entry) => matchesEntry(entry, packet));
  }
}

function flowOf(map: AppliedMap, entry: CryptoMapEntry, selectors: SelectorPair, isTransient: boolean): ProtectedFlow {
  const origin = { kind: 'map', on: map.on, entry, policy: entry, isTransient } as const;
  return new ProtectedFlow(origin, { local: map.local, remote: peersOf(entry)[0] ?? 0 }, selectors);
}

function isWithPeer({ origin, local, remote, frontDoor }: ProtectedFlow, ends: OfferPlace): boolean {
  if (local !== ends.local || frontDoor !== ends.frontDoor) return false;
  if (origin.kind === 'map') return remote === ends.remote || peersOf(origin.policy).includes(ends.remote);
  return remote === ends.remote && isForPeer(origin.tunnel, ends);
}

interface LineFlow {
  map: AppliedMap;
  entry: CryptoMapEntry;
  flow: ProtectedFlow;
}

/** The others make theirs for what a peer has offered, or for two hosts. */
const hasFixedFlows = ({ type, isPerHost }: CryptoMapEntry): boolean => type.kind !== 'dynamic' && !isPerHost;

const isDiscovering = ({ type }: CryptoMapEntry): boolean => type.kind === 'dynamic' && type.isDiscovering;

const kept = (flow: ProtectedFlow | undefined, wanted: Wanted): ProtectedFlow | undefined =>
  flow && wanted.isStill(flow) ? flow : undefined;

function keyOf({ name, on, local }: AppliedMap, { sequence }: CryptoMapEntry, selectors: SelectorPair): string {
  return `${name} ${sequence} ${on.name} ${local} ${textOfSelectors(selectors)}`;
}
