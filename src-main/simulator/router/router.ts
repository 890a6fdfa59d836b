/**
 * A router: interfaces, routes, and the protocols that end here. It knows no command line; what a vendor's command
 * line configures and shows is the state of this object and of its parts.
 */
import type { Clock } from '../../base/clock.ts';
import { Emitter } from '../../base/emitter.ts';
import type { Random } from '../../base/random.ts';
import { ipProtocols, type Ipv4Packet } from '../wire/ipv4.ts';
import { AccessControl } from './access/access-control.ts';
import { AccessLists } from './access/access-list.ts';
import { AccessLog } from './access/access-log.ts';
import { CryptoConfiguration } from './ipsec/crypto-configuration.ts';
import { EthernetPort, type EthernetOwner } from './ethernet-port.ts';
import type { RouterEvent } from './events.ts';
import { IcmpEndpoint } from './icmp-endpoint.ts';
import { Interface, isWithin, loopbackCarrier, nullCarrier, type Carrier, type InterfaceAddress } from './interface.ts';
import { IpsecService } from './ipsec/ipsec-service.ts';
import { Ipv4Stack } from './ipv4-stack.ts';
import { Nat } from './nat/nat.ts';
import { NhrpService } from './tunnel/nhrp-service.ts';
import { PieceOrder } from './nat/piece-order.ts';
import { PolicyRouting } from './routing/policy-routing.ts';
import { Reachability } from './routing/reachability.ts';
import type { RouteMap } from './routing/route-map.ts';
import { RoutingService } from './routing/routing-service.ts';
import { RoutingTable } from './routing/routing-table.ts';
import { withSegmentLimit } from './segment-limit.ts';
import { hasSignal, SerialPort } from './serial-port.ts';
import { staticMac, type StaticArp } from './static-arp.ts';
import { receiveGre, receiveShared, tellTunnels } from './tunnel/tunnel-traffic.ts';
import { Tunnel, type TunnelOwner } from './tunnel/tunnel.ts';
import { UdpEndpoint } from './udp-endpoint.ts';
import type { VlanMembership } from './vlan-trunk.ts';
import type { Vrf } from './routing/vrf.ts';

/** A change may set off another (a route, a tunnel that needs it, a route through that tunnel): at most so many times. */
const maximumConvergence = 8;
/** Milliseconds for which a tunnel is disabled that leads into itself. */
const suspension = 60_000;

export class Router {
  readonly events = new Emitter<RouterEvent>();
  readonly interfaces = new Map<string, Interface>();
  /** Where routes to nowhere lead. It is in every table, and among no list of interfaces. */
  readonly nowhere = new Interface('Null0', nullCarrier);
  /** The global table; those of VRFs are in `vrfs`. */
  readonly routes = new RoutingTable();
  readonly vrfs = new Map<string, Vrf>();
  readonly crypto = new CryptoConfiguration();
  readonly accessLists = new AccessLists();
  /** `arp`, by address. */
  readonly staticArp = new Map<number, StaticArp>();
  readonly access: AccessControl;
  readonly routeMaps = new Map<string, RouteMap>();
  readonly policy = new PolicyRouting(this);
  readonly nat: Nat;
  readonly reachability: Reachability;
  readonly ipv4: Ipv4Stack;
  readonly icmp: IcmpEndpoint;
  readonly udp: UdpEndpoint;
  readonly ipsec: IpsecService;
  readonly routing: RoutingService;
  readonly nhrp: NhrpService;
  /** Addresses that another translation than the router's own lets stand for others: a firewall's. */
  standsForMore: (address: number) => boolean = () => false;
  #isConverging = false;
  #planned: 'lines' | 'everything' | undefined;
  #isHeld = false;

  constructor(
    readonly clock: Clock,
    readonly random: Random,
  ) {
    this.ipv4 = new Ipv4Stack(clock, this.routes, () => this.interfaces.values(), random.u32());
    this.ipv4.tableOf = (vrf) => this.tableOf(vrf);
    this.ipv4.policyOf = (packet, incoming, vrf) => this.policy.wayOf(packet, incoming, vrf);
    this.icmp = new IcmpEndpoint(clock, this.ipv4);
    this.udp = new UdpEndpoint(this.ipv4);
    this.nat = new Nat(this);
    this.icmp.isTaken = (identifier) => this.nat.table.isInUse(ipProtocols.icmp, identifier);
    this.reachability = new Reachability(this);
    this.routes.isTrackUp = (track) => this.reachability.isUp(track);
    this.events.on((event) => {
      if (event.kind === 'line-protocol') this.reachability.refresh();
    });
    this.#addStations();
    this.nhrp = this.#newNhrp();
    this.ipsec = new IpsecService({
      clock,
      random,
      crypto: this.crypto,
      stack: this.ipv4,
      udp: this.udp,
      accessLists: this.accessLists,
      permits: (list, packet) => this.access.judge(list, packet),
      interfaces: () => this.interfaces.values(),
      tunnels: () => this.tunnels(),
      mtuTo: (address, vrf) => this.tableOf(vrf)?.lookup(address)?.out.ipMtu ?? 1500,
      notify: (event) => this.events.emit(event),
      receiveShared: (flow, packet) => receiveShared(this.tunnels(), flow, packet),
      changed: () => this.converge(),
      changedSoon: () => this.#convergeSoon(),
      installed: () => this.#plan('lines'),
      lendLoopback: (address, mask) => this.#lendLoopback(address, mask),
      lendTunnel: (name) => this.addTunnel(name, true),
      removeInterface: (name) => this.removeInterface(name),
    });
    const accessLog = new AccessLog(clock, (report) => this.events.emit({ kind: 'access-logged', ...report }));
    // After IPsec: what leaves passes translation, then crypto maps, then access lists.
    this.access = new AccessControl(this.accessLists, accessLog, this.ipv4);
    this.#addProtocols();
    this.routing = this.#newRouting();
    this.ipv4.turnedBack = (packet, one) => this.nhrp.turnedBack(packet, one);
    this.ipv4.listensTo = (group) => this.routing.listensTo(group);
    this.icmp.errors.on((error) => this.ipsec.heedError(error));
    this.ipsec.installed.on(({ child }) => this.nhrp.opened(child.remote));
  }

  #newRouting(): RoutingService {
    return new RoutingService({
      clock: this.clock,
      stack: this.ipv4,
      accessLists: this.accessLists,
      routeMaps: this.routeMaps,
      interfaces: () => this.interfaces.values(),
      installed: (vrf) => this.tableOf(vrf)?.installed ?? [],
      changed: () => this.converge(),
    });
  }

  #newNhrp(): NhrpService {
    return new NhrpService({
      clock: this.clock,
      tunnel: (name) => {
        const one = this.interfaces.get(name);
        return one && isTunnel(one) ? one : undefined;
      },
      isOpen: (tunnel, nbma) => this.ipsec.isOpen(tunnel, nbma),
      routeTo: (address, vrf) => this.tableOf(vrf)?.lookup(address, false),
      changed: () => this.#convergeSoon(),
    });
  }

  #addProtocols(): void {
    this.ipv4.protocols.set(ipProtocols.gre, (packet) => this.#receiveGre(packet));
    this.ipv4.protocols.set(ipProtocols.esp, (packet) => this.ipsec.receiveEsp(packet));
    this.ipv4.protocols.set(ipProtocols.ah, (packet) => this.ipsec.receiveAh(packet));
    this.icmp.errors.on((error) => tellTunnels(this.tunnels(), error));
  }

  /** Translation and segment sizes come before IPsec sees a packet that leaves. */
  #addStations(): void {
    this.ipv4.filters.push((packet, one) => withSegmentLimit(packet, one.segmentLimit));
    this.ipv4.outbound.push((packet, one) => withSegmentLimit(packet, one.segmentLimit));
    const order = new PieceOrder(this.clock);
    this.ipv4.inbound.push((packet, one) => {
      const vrf = this.ipv4.servingVrf;
      return one.natSide ? order.inbound(packet, vrf, () => this.ipv4.receiveInner(packet, one, vrf)) : packet;
    });
    this.ipv4.inbound.push((packet, one) => this.#translateIn(packet, one));
    this.ipv4.outbound.push((packet, one, incoming) =>
      this.nat.outbound(packet, one, incoming, incoming ? this.ipv4.servingVrf : one.vrf),
    );
  }

  /** What is translated for a VRF goes on in its table. */
  #translateIn(packet: Ipv4Packet, one: Interface): Ipv4Packet | 'taken' {
    const { packet: translated, vrf } = this.nat.inboundTo(packet, one);
    if (vrf === one.vrf) return translated;
    this.ipv4.goOn(translated, one, vrf);
    return 'taken';
  }

  /** Adds a port of the hardware. It is shut down, as the ports of a new router are. */
  addEthernet(name: string, mac: Uint8Array): Interface<EthernetPort> {
    return this.#addPort(this.#ethernet(name, mac));
  }

  /** Adds a serial port of the hardware, shut down too. */
  addSerial(name: string): Interface<SerialPort> {
    const port = new SerialPort(this.clock, () => owner, {
      phase: this.random.fork(name).int(10_000),
      noted: (state) => this.events.emit({ kind: 'serial-keepalive', interface: name, ...state }),
      changed: () => this.converge(),
    });
    const own = new Interface(name, port);
    const owner = this.#portOwner(own);
    return this.#addPort(own);
  }

  #addPort<Port extends Carrier>(own: Interface<Port>): Interface<Port> {
    own.isShutdown = true;
    this.interfaces.set(own.name, own);
    return own;
  }

  /** Adds an interface for one VLAN of a port. It carries nothing before it has its VLAN. */
  addSubinterface(name: string, parent: Interface): Interface<EthernetPort> {
    if (!(parent.carrier instanceof EthernetPort)) throw new RangeError(`${parent.name} is no Ethernet`);
    const own = this.#ethernet(name, parent.carrier.mac);
    own.parent = parent;
    own.carrier.dependsOn = parent;
    this.#addMade(own);
    return own;
  }

  /** @param vlan undefined takes it out of its VLAN */
  setVlan(one: Interface, vlan: VlanMembership | undefined): void {
    const trunk = one.parent?.carrier;
    if (!(one.carrier instanceof EthernetPort) || !(trunk instanceof EthernetPort)) return;
    if (one.vlan) trunk.leaveVlan(one.vlan.id);
    one.vlan = vlan;
    if (vlan) one.carrier.plugIn(trunk.joinVlan(vlan));
    else one.carrier.unplug();
    this.converge();
  }

  #ethernet(name: string, mac: Uint8Array): Interface<EthernetPort> {
    const own: Interface<EthernetPort> = new Interface(name, new EthernetPort(mac, this.clock, () => owner));
    const owner = this.#portOwner(own);
    return own;
  }

  #portOwner(own: Interface): EthernetOwner {
    return {
      address: () => own.address,
      addresses: () => own.addresses,
      isShutdown: () => own.isShutdown,
      receive: (packet) => this.ipv4.receive(packet, own),
      isReachedElsewhere: (address) => this.#answersFor(own, address),
      macOf: (address) => staticMac(this.staticArp.get(address), own.name),
      dropped: () => own.counters.outDrops++,
      counted: (direction, bytes, isBroadcast) => {
        if (direction === 'out') return own.countOutput(bytes, this.clock.now());
        own.countInput(bytes, this.clock.now());
        if (isBroadcast) own.counters.inBroadcasts++;
      },
    };
  }

  addLoopback(name: string): Interface {
    const own = new Interface(name, loopbackCarrier);
    this.#addMade(own);
    return own;
  }

  /** For the address that a server for remote access has given: the first that is free from Loopback10000 on. */
  #lendLoopback(address: number, mask: number): Interface {
    let unit = 10_000;
    while (this.interfaces.has(`Loopback${unit}`)) unit++;
    const own = new Interface(`Loopback${unit}`, loopbackCarrier);
    own.isAutomatic = true;
    own.address = { address, mask };
    this.#addMade(own);
    return own;
  }

  /** @param isAutomatic it is of the router's own making */
  addTunnel(name: string, isAutomatic = false): Interface<Tunnel> {
    const owner: TunnelOwner = {
      clock: this.clock,
      isShutdown: () => own.isShutdown,
      changed: () => this.converge(),
      packetOf: (packet, source) => this.ipv4.packetOf(packet, source),
      sourceAddress: (source) => this.#sourceAddress(source),
      reaches: (destination) => this.#isReachedOtherThan(own, destination, own.carrier.settings.vrf),
      send: (packet) => this.ipv4.originate(packet),
      mtuTo: (address) => this.tableOf(own.carrier.settings.vrf)?.lookup(address)?.out.ipMtu ?? 1500,
      receive: (packet) => this.ipv4.receive(packet, own),
      dropped: () => own.counters.outDrops++,
      protector: this.ipsec.protectorOf(name, () => own),
      nextHops: () => this.nhrp.find(name),
    };
    const own: Interface<Tunnel> = new Interface(name, new Tunnel(owner));
    own.isAutomatic = isAutomatic;
    this.#addMade(own);
    return own;
  }

  #addMade(one: Interface): void {
    this.interfaces.set(one.name, one);
    this.events.emit({ kind: 'interface-made', interface: one.name });
    this.converge();
  }

  /** Takes a loopback or tunnel away. */
  removeInterface(name: string): void {
    const gone = this.interfaces.get(name);
    if (gone?.vlan) this.setVlan(gone, undefined);
    if (gone && isTunnel(gone)) gone.carrier.keepalive.configure(undefined);
    this.interfaces.delete(name);
    this.nhrp.forget(name);
    this.routing.forgetInterface(name);
    for (const one of this.interfaces.values()) if (one.lender === gone) one.lender = undefined;
    this.events.emit({ kind: 'interface-removed', interface: name });
    this.converge();
  }

  *tunnels(): Iterable<Interface<Tunnel>> {
    for (const one of this.interfaces.values()) if (isTunnel(one)) yield one;
  }

  /** @param address undefined takes it away */
  setAddress(one: Interface, address: InterfaceAddress | undefined): void {
    one.address = address;
    if (!address) one.secondaries = [];
    if (address) one.lender = undefined;
    if (one.carrier instanceof EthernetPort) one.carrier.forgetNeighbours();
    this.converge();
    if (one.isUp && one.carrier instanceof EthernetPort) one.carrier.announce();
  }

  setShutdown(one: Interface, isShutdown: boolean): void {
    if (one.isShutdown === isShutdown) return;
    one.isShutdown = isShutdown;
    one.counters.resets++;
    if (isShutdown) this.events.emit({ kind: 'administratively-down', interface: one.name });
    else
      this.events.emit({
        kind: 'link',
        interface: one.name,
        isUp: one.carrier.kind !== 'serial' || hasSignal(one.carrier),
      });
    this.converge();
    if (one.isUp && one.carrier instanceof EthernetPort) one.carrier.announce();
  }

  /** While a long configuration is read nothing follows from its lines; everything does when it has been. */
  hold(isHeld: boolean): void {
    this.#isHeld = isHeld;
    if (!isHeld) this.converge();
  }

  /** After any change to addresses, routes, tunnels or their protection: everything that follows from it. */
  converge(): void {
    if (this.#isConverging || this.#isHeld) return;
    this.#isConverging = true;
    for (let round = 0; round < maximumConvergence; round++) {
      this.#convergeRoutes();
      this.nhrp.refresh();
      this.ipsec.refresh();
      const hasReverse = this.#injectReverse();
      const hasLearned = this.#learn();
      if (!this.#noteLineProtocols() && !hasReverse && !hasLearned) break;
    }
    this.#isConverging = false;
  }

  /** A route map or an access list is another now: routes that are told by it may be others. */
  filtersChanged(): void {
    if (this.routing.hasFilters) this.#convergeSoon();
  }

  #convergeSoon(): void {
    this.#plan('everything');
  }

  /** What is planned is done at the end of this instant, once for all that happens in it. */
  #plan(what: 'lines' | 'everything'): void {
    const isFirst = this.#planned === undefined;
    if (this.#planned !== 'everything') this.#planned = what;
    if (isFirst) this.clock.after(0, () => this.#doPlanned());
  }

  #doPlanned(): void {
    const what = this.#planned;
    this.#planned = undefined;
    if (what === 'everything' || this.#followAssociations()) this.converge();
  }

  /** Associations that have come into use bring up a line, or routes back, or nothing: as a rule those of a crypto map. */
  #followAssociations(): boolean {
    const hasReverse = this.#injectReverse();
    return this.#noteLineProtocols() || hasReverse;
  }

  /** Whether reverse routes are others than before, in any table. */
  #injectReverse(): boolean {
    const isOther = (vrf?: string): boolean => this.tableOf(vrf)?.inject(this.ipsec.reverseRoutesInto(vrf)) ?? false;
    return [undefined, ...this.vrfs.keys()].filter(isOther).length > 0;
  }

  /** Whether routing protocols have found other routes than before, in any table. */
  #learn(): boolean {
    this.routing.refresh();
    const { learned } = this.routing;
    const isOther = (vrf?: string): boolean =>
      this.tableOf(vrf)?.learn(learned.get(vrf) ?? [], this.nhrp.shortcutsIn(vrf)) ?? false;
    return [undefined, ...this.vrfs.keys()].filter(isOther).length > 0;
  }

  #convergeRoutes(): void {
    const all = [...this.interfaces.values()];
    this.routes.converge([...all.filter(({ vrf }) => vrf === undefined), this.nowhere]);
    for (const { name, routes } of this.vrfs.values()) {
      const own = all.filter(({ vrf }) => vrf === name);
      routes.converge([...own, this.nowhere], { global: this.routes, interfaces: all });
    }
  }

  /** Undefined when there is no VRF of that name. */
  tableOf(vrf: string | undefined): RoutingTable | undefined {
    return vrf === undefined ? this.routes : this.vrfs.get(vrf)?.routes;
  }

  /**
   * The way to the far end has come to lead through the tunnel itself. IOS disables it for a while ("recovery 1-2 min
   * after fix", faults.tsv TUN-RECUR): the route may have been learned through it, and goes with it.
   */
  #suspendIfCircular(one: Interface<Tunnel>): void {
    const { destination } = one.carrier.settings;
    if (destination === undefined || this.tableOf(one.carrier.settings.vrf)?.lookup(destination)?.out !== one) return;
    one.carrier.isSuspended = true;
    this.events.emit({ kind: 'recursive-routing', interface: one.name });
    this.clock.after(suspension, () => {
      one.carrier.isSuspended = false;
      this.converge();
    });
  }

  /** Whether any line protocol has changed since it was last looked at. */
  #noteLineProtocols(): boolean {
    const changed = [...this.interfaces.values()].filter((one) => one.isUp !== one.wasUp);
    for (const one of changed) {
      if (one.wasUp && isTunnel(one)) this.#suspendIfCircular(one);
      one.wasUp = one.isUp;
      this.events.emit({ kind: 'line-protocol', interface: one.name, isUp: one.wasUp });
    }
    return changed.length > 0;
  }

  #receiveGre(packet: Ipv4Packet): boolean {
    if (this.ipsec.refusesInClear(packet)) return true;
    return receiveGre(this.tunnels(), packet);
  }

  #sourceAddress(source: { interface: string } | { address: number }): number | undefined {
    if ('address' in source) return this.ipv4.isOwn(source.address) ? source.address : undefined;
    const one = this.interfaces.get(source.interface);
    return one?.isUp ? one.address?.address : undefined;
  }

  /** By proxy, or because translation lets the address stand for another one. */
  #answersFor(own: Interface, address: number): boolean {
    if (own.answersForOthers && this.#isReachedOtherThan(own, address, own.vrf)) return true;
    return own.addresses.some((subnet) => isWithin(subnet, address)) && this.#standsFor(address, own.vrf);
  }

  #standsFor(address: number, vrf: string | undefined): boolean {
    const isAlias = this.staticArp.get(address)?.isAlias === true;
    return isAlias || this.nat.standsFor(address, vrf) || this.standsForMore(address);
  }

  #isReachedOtherThan(own: Interface, address: number, vrf: string | undefined): boolean {
    const hop = this.tableOf(vrf)?.lookup(address);
    return hop !== undefined && hop.out !== own;
  }
}

function isTunnel(one: Interface): one is Interface<Tunnel> {
  return one.carrier instanceof Tunnel;
}
