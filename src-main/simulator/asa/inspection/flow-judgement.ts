/**
 * What becomes of the first packet of a flow, in the order of an ASA of 8.3 and later: the destination is translated back,
 * the route found, the access lists asked with the real addresses, the source translated, and the way back tried.
 */
import { formatIpv4, networkOf } from '../../../base/address.ts';
import type { Router } from '../../router/router.ts';
import type { Hop } from '../../router/routing/routing-table.ts';
import { ipProtocols, type Ipv4Packet } from '../../wire/ipv4.ts';
import type { Element } from '../access/access-rules.ts';
import { isExpanded, textOfRule } from '../access/access-rules.ts';
import type { AsaConfiguration } from '../configuration.ts';
import type { NamedInterface } from '../named-interfaces.ts';
import { hopThrough } from '../nat/egress-route.ts';
import { servicePort, type NatFlow, type NatPacket, type NatRule } from '../nat/nat-rules.ts';
import { textOfNatRule } from '../nat/nat-text.ts';
import { undoTranslation, type Undone } from '../nat/nat-undo.ts';
import { objectLines } from '../objects/object-lines.ts';
import type { DropReason, Phase, Tracer } from './phase.ts';
import { filterIncoming, filterOutgoing, filterPhase } from '../crypto/vpn-filter.ts';
import { endsOfPacket, reversed, tcpFlagsOf, withEnds, type Ends } from './transport.ts';

export interface Arrival {
  readonly packet: Ipv4Packet;
  readonly ingress: NamedInterface;
  /** Whether it came out of a tunnel. */
  readonly isDecrypted: boolean;
}

export type Judgement =
  | {
      readonly kind: 'pass';
      readonly egress: NamedInterface;
      /** As it leaves. */
      readonly far: Ends;
      readonly rule: NatRule | undefined;
      readonly element: Element | undefined;
      /** The way that a rule of translation has chosen, where the routes choose another. */
      readonly divert?: Hop | undefined;
    }
  | {
      readonly kind: 'drop';
      readonly reason: DropReason;
      /** The list that denies it: undefined where it is the levels that do. */
      readonly list?: string;
      readonly element?: Element | undefined;
      readonly egress?: NamedInterface | undefined;
      /** Of what the filter of a tunnel denies: whose tunnel it is. */
      readonly user?: string;
    };

/** What the judge needs besides the configuration: the router's routes, and addresses for PAT. */
interface JudgeParts {
  readonly router: Router;
  readonly configuration: AsaConfiguration;
  /** The source as PAT makes it: its address with a free port. */
  allocate(packet: Ipv4Packet, address: number, ends: Ends): Ends | undefined;
}

export class FlowJudge {
  constructor(private readonly parts: JudgeParts) {}

  judge(arrival: Arrival, trace: Tracer = () => undefined): Judgement {
    const { packet, ingress } = arrival;
    const near = endsOfPacket(packet);
    const { nat } = this.parts.configuration;
    const undone = undoTranslation(nat, { protocol: packet.protocol, ...near, from: ingress.name ?? '' }, trace);
    const way = this.#wayOf(undone, trace);
    if ('reason' in way) return way;
    const { egress } = way;
    const real = withEnds(packet, { ...near, ...undone.ends });
    const denial = this.deny({ ...arrival, packet: real }, egress, trace);
    if (denial.kind === 'drop') return denial;
    if (packet.protocol === ipProtocols.tcp && !isOpening(packet))
      return { kind: 'drop', reason: 'tcp-not-syn', egress };
    const judged = this.#translate(arrival, { ...way, undone, element: denial.element }, trace);
    return this.#filter(arrival, judged, trace);
  }

  /** The filters of tunnels are asked last, with the addresses that the tunnels know. */
  #filter({ packet, ingress, isDecrypted }: Arrival, judged: Judgement, trace: Tracer): Judgement {
    if (judged.kind === 'drop') return judged;
    const { egress, far } = judged;
    const asked = [
      isDecrypted ? filterIncoming(this.parts, packet, ingress) : undefined,
      filterOutgoing(this.parts, withEnds(packet, far), egress),
    ].filter((one) => one !== undefined);
    for (const one of asked) trace(filterPhase(one));
    const denied = asked.find(({ isAllowed }) => !isAllowed);
    if (!denied) return judged;
    const { list, element, user } = denied;
    return { kind: 'drop', reason: 'acl-drop', egress, list, element, user };
  }

  /** By the rule that has undone a translation, else by the routes. */
  #wayOf(undone: Undone, trace: Tracer): RoutedWay | Lost {
    const { router, configuration } = this.parts;
    const { destination } = undone.ends;
    const diverted = this.#divertedTo(undone);
    const hop = router.routes.lookup(destination);
    if (diverted && hop?.out !== diverted.one) {
      const divert = hopThrough(configuration, diverted, destination);
      return divert ? { egress: diverted, divert } : { kind: 'drop', reason: 'no-adjacency', egress: diverted };
    }
    const egress = hop && configuration.interfaces.of(hop.out);
    if (!hop || egress?.name === undefined) return { kind: 'drop', reason: 'no-route' };
    this.#traceRoute(hop, egress, { destination, trace });
    return { egress };
  }

  #divertedTo({ rule, isByMapped }: Undone): NamedInterface | undefined {
    const { nat, interfaces } = this.parts.configuration;
    const name = rule && nat.egressBy(rule, isByMapped);
    return name === undefined ? undefined : interfaces.byName(name);
  }

  #traceRoute(hop: Hop, egress: NamedInterface, { destination, trace }: { destination: number; trace: Tracer }): void {
    trace({
      type: 'ROUTE-LOOKUP',
      subtype: 'Resolve Egress Interface',
      isAllowed: true,
      configuration: [],
      information: [
        `found next-hop ${formatIpv4(this.#nextHopOf(hop, destination))} using egress ifc  ${egress.name ?? ''}`,
      ],
    });
  }

  /** Behind a reverse route the next hop is the one on the way to the peer of the tunnel. */
  #nextHopOf({ out, nextHop, route }: Hop, destination: number): number {
    if (route.source !== 'static' || route.nextHop !== undefined) return nextHop;
    const { ipsec, routes } = this.parts.router;
    const flow = ipsec.flows.find(
      ({ of, remoteSelector: { address, mask } }) => of === out && networkOf(destination, mask) === address,
    );
    return (flow && routes.lookup(flow.remote)?.nextHop) ?? nextHop;
  }

  /** What the access lists, and where there are none the levels, say of a packet with its real addresses. */
  deny({ packet, ingress, isDecrypted }: Arrival, egress: NamedInterface, trace: Tracer): Denial {
    const { configuration } = this.parts;
    if (egress === ingress && !configuration.sameSecurity.intra) return { kind: 'drop', reason: 'acl-drop', egress };
    const list = configuration.groupsIn.get(ingress.name ?? '') ?? configuration.globalGroup;
    const isExempt = isDecrypted && configuration.permitsVpn;
    const inward = isExempt ? permitted : this.#ask(list, packet, { ingress, egress, direction: 'in' }, trace);
    if (inward.kind === 'drop') return inward;
    const outList = configuration.groupsOut.get(egress.name ?? '');
    if (outList === undefined) return inward;
    return this.#ask(outList, packet, { ingress, egress, direction: 'out' }, trace);
  }

  #ask(list: string | undefined, packet: Ipv4Packet, between: Between, trace: Tracer): Denial {
    const { ingress, egress, direction } = between;
    if (list === undefined) {
      const isAllowed = this.#mayPassByLevel(ingress, egress);
      trace(byLevel(isAllowed));
      return isAllowed ? permitted : { kind: 'drop', reason: 'acl-drop', egress };
    }
    const element = this.parts.configuration.rules.judge(list, packet);
    const isAllowed = element?.rule.action === 'permit';
    trace(this.#byList(list, element, `${direction} interface ${(direction === 'in' ? ingress : egress).name ?? ''}`));
    return isAllowed ? { kind: 'pass', element } : { kind: 'drop', reason: 'acl-drop', list, element, egress };
  }

  #mayPassByLevel(ingress: NamedInterface, egress: NamedInterface): boolean {
    if (ingress === egress) return true;
    if (ingress.level === egress.level) return this.parts.configuration.sameSecurity.inter;
    return ingress.level > egress.level;
  }

  #byList(list: string, element: Element | undefined, place: string): Phase {
    const { configuration } = this.parts;
    const isAllowed = element?.rule.action === 'permit';
    const rule = element?.rule;
    return {
      type: 'ACCESS-LIST',
      subtype: rule?.log === undefined ? '' : 'log',
      isAllowed,
      configuration: rule
        ? [
            `access-group ${list} ${configuration.globalGroup === list ? 'global' : place}`,
            `access-list ${list} ${textOfRule(rule)}`,
            ...(isExpanded(rule) ? objectLines(rule, configuration.objects) : []),
          ]
        : ['Implicit Rule'],
      information: [],
      element,
    };
  }

  #translate({ packet, ingress }: Arrival, { egress, divert, undone, element }: Way, trace: Tracer): Judgement {
    const { nat } = this.parts.configuration;
    const ends = { ...endsOfPacket(packet), ...undone.ends };
    const flow = flowOf({ protocol: packet.protocol, ...ends }, ingress, egress);
    const rule = undone.isByMapped ? undefined : nat.forSource(flow);
    const far = rule ? this.#far(packet, rule, ends, egress) : ends;
    if (!far) return { kind: 'drop', reason: 'nat-xlate-failed', egress };
    if (rule) trace(translated(rule, ends, far));
    const used = rule ?? undone.rule;
    if (this.#isBroken(flow, [rule, undone.rule], trace)) return { kind: 'drop', reason: 'nat-rpf-failed', egress };
    if (rule) rule.hits++;
    else if (used) used.reverseHits++;
    return { kind: 'pass', egress, far, rule: used, element, divert };
  }

  /** Whether the answer would be translated by another rule than the packet was. */
  #isBroken(flow: NatFlow, used: readonly (NatRule | undefined)[], trace: Tracer): boolean {
    const { nat } = this.parts.configuration;
    const { from, to, protocol, ...ends } = flow;
    const back = nat.forSource({ from: to, to: from, protocol, ...reversed(ends) });
    const isBroken = back !== undefined && !used.includes(back) && !nat.isIdentity(back);
    const [rule = back] = used.filter((one) => one !== undefined);
    if (rule) trace(reverseChecked(isBroken ? back : rule, !isBroken));
    return isBroken;
  }

  #far(packet: Ipv4Packet, rule: NatRule, ends: Ends, egress: NamedInterface): Ends | undefined {
    const { nat } = this.parts.configuration;
    const on = egress.name ?? '';
    if (rule.kind === 'static') {
      const source = nat.translate(ends.source, rule.real, rule.mapped, on);
      const sourcePort = servicePort(rule, 'source', 'mapped') ?? ends.sourcePort;
      return source === undefined ? undefined : { ...ends, source, sourcePort };
    }
    const [pool] = nat.rangesOf(rule.mapped, on);
    return pool && this.parts.allocate(packet, pool.from, ends);
  }
}

/** Where a packet goes; `divert` is set where the routes would have it go elsewhere. */
interface RoutedWay {
  readonly egress: NamedInterface;
  readonly divert?: Hop;
}

type Lost = Judgement & { readonly kind: 'drop' };

interface Between {
  readonly ingress: NamedInterface;
  readonly egress: NamedInterface;
  readonly direction: 'in' | 'out';
}

interface Way extends RoutedWay {
  readonly undone: Undone;
  readonly element: Element | undefined;
}

type Denial =
  { readonly kind: 'pass'; readonly element: Element | undefined } | (Judgement & { readonly kind: 'drop' });

const permitted: Denial = { kind: 'pass', element: undefined };

function flowOf(packet: NatPacket, ingress: NamedInterface, egress: NamedInterface): NatFlow {
  return { ...packet, from: ingress.name ?? '', to: egress.name ?? '' };
}

function isOpening(packet: Ipv4Packet): boolean {
  const { syn, ack } = tcpFlagsOf(packet);
  return syn && !ack;
}

function byLevel(isAllowed: boolean): Phase {
  return { type: 'ACCESS-LIST', subtype: '', isAllowed, configuration: ['Implicit Rule'], information: [] };
}

function translated(rule: NatRule, from: Ends, to: Ends): Phase {
  const kind = rule.kind === 'static' ? 'Static' : 'Dynamic';
  const [before, after] = [from, to].map(({ source, sourcePort }) => `${formatIpv4(source)}/${sourcePort}`);
  return {
    type: 'NAT',
    subtype: rule.kind === 'static' ? '' : 'dynamic',
    isAllowed: true,
    configuration: [textOfNatRule(rule)],
    information: [`${kind} translate ${before ?? ''} to ${after ?? ''}`],
    rule,
  };
}

function reverseChecked(rule: NatRule | undefined, isAllowed: boolean): Phase {
  return {
    type: 'NAT',
    subtype: 'rpf-check',
    isAllowed,
    configuration: rule ? [textOfNatRule(rule)] : [],
    information: [],
    rule,
  };
}
