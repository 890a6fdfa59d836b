/**
 * What becomes of the first packet of a flow, in the order of an ASA of 8.3 and later: the destination is translated back,
 * the route found, the access lists asked with the real addresses, the source translated, and the way back tried.
 */
import { formatIpv4, networkOf } from '../../base/address.ts';
import type { Router } from '../router/router.ts';
import type { Hop } from '../router/routing-table.ts';
import { ipProtocols, type Ipv4Packet } from '../wire/ipv4.ts';
import type { Element } from './access-rules.ts';
import { isExpanded, textOfRule } from './access-rules.ts';
import type { AsaConfiguration } from './configuration.ts';
import type { NamedInterface } from './named-interfaces.ts';
import type { NatFlow, NatRule } from './nat-rules.ts';
import { textOfNatRule } from './nat-text.ts';
import { objectLines } from './object-lines.ts';
import type { DropReason, Phase, Tracer } from './phase.ts';
import { filterIncoming, filterOutgoing, filterPhase } from './vpn-filter.ts';
import { endsOfPacket, tcpFlagsOf, withEnds, type Ends } from './transport.ts';

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
    const undone = this.#undo(near, ingress, trace);
    const egress = this.#egressOf(undone.destination, trace);
    if (!egress) return { kind: 'drop', reason: 'no-route' };
    const real = withEnds(packet, { ...near, destination: undone.destination });
    const denial = this.deny({ ...arrival, packet: real }, egress, trace);
    if (denial.kind === 'drop') return denial;
    if (packet.protocol === ipProtocols.tcp && !isOpening(packet))
      return { kind: 'drop', reason: 'tcp-not-syn', egress };
    const judged = this.#translate(arrival, { egress, undone, element: denial.element }, trace);
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

  /** The destination as it really is: translated back where a static rule or the destination part of one says so. */
  #undo({ source, destination }: Ends, ingress: NamedInterface, trace: Tracer): Undone {
    const { nat } = this.parts.configuration;
    const name = ingress.name ?? '';
    const forward = nat.forDestination(name, source, destination);
    const to = forward?.destination;
    const onward = to && nat.translate(destination, to.mapped, to.real, name);
    const rule = onward === undefined ? nat.forMapped(name, source, destination) : forward;
    if (!rule) return { destination, rule: undefined };
    const real = onward ?? nat.translate(destination, rule.mapped, rule.real, name) ?? destination;
    trace(untranslated(rule, { mapped: destination, real, egress: onward === undefined ? rule.from : rule.to }));
    return { destination: real, rule, isByMapped: onward === undefined };
  }

  #egressOf(destination: number, trace: Tracer): NamedInterface | undefined {
    const { router, configuration } = this.parts;
    const hop = router.routes.lookup(destination);
    const egress = hop && configuration.interfaces.of(hop.out);
    if (!hop || egress?.name === undefined) return undefined;
    trace({
      type: 'ROUTE-LOOKUP',
      subtype: 'Resolve Egress Interface',
      isAllowed: true,
      configuration: [],
      information: [`found next-hop ${formatIpv4(this.#nextHopOf(hop, destination))} using egress ifc  ${egress.name}`],
    });
    return egress;
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

  #translate({ packet, ingress }: Arrival, { egress, undone, element }: Way, trace: Tracer): Judgement {
    const { nat } = this.parts.configuration;
    const near = endsOfPacket(packet);
    const { destination } = undone;
    const flow = flowOf(ingress, egress, { ...near, destination });
    const rule = undone.isByMapped === true ? undefined : nat.forSource(flow);
    const ends = { ...near, destination };
    const far = rule ? this.#far(packet, rule, ends, egress) : ends;
    if (!far) return { kind: 'drop', reason: 'nat-xlate-failed', egress };
    if (rule) trace(translated(rule, ends, far));
    const used = rule ?? undone.rule;
    if (this.#isBroken(flow, [rule, undone.rule], trace)) return { kind: 'drop', reason: 'nat-rpf-failed', egress };
    if (rule) rule.hits++;
    else if (used) used.reverseHits++;
    return { kind: 'pass', egress, far, rule: used, element };
  }

  /** Whether the answer would be translated by another rule than the packet was. */
  #isBroken(flow: NatFlow, used: readonly (NatRule | undefined)[], trace: Tracer): boolean {
    const { nat } = this.parts.configuration;
    const { from, to, source, destination } = flow;
    const back = nat.forSource({ from: to, to: from, source: destination, destination: source });
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
      return source === undefined ? undefined : { ...ends, source };
    }
    const [pool] = nat.rangesOf(rule.mapped, on);
    return pool && this.parts.allocate(packet, pool.from, ends);
  }
}

interface Undone {
  readonly destination: number;
  readonly rule: NatRule | undefined;
  /** The packet was sent to the mapped side of the rule: it comes from where the rule leads to. */
  readonly isByMapped?: boolean;
}

interface Between {
  readonly ingress: NamedInterface;
  readonly egress: NamedInterface;
  readonly direction: 'in' | 'out';
}

interface Way {
  readonly egress: NamedInterface;
  readonly undone: Undone;
  readonly element: Element | undefined;
}

type Denial =
  { readonly kind: 'pass'; readonly element: Element | undefined } | (Judgement & { readonly kind: 'drop' });

const permitted: Denial = { kind: 'pass', element: undefined };

function flowOf(ingress: NamedInterface, egress: NamedInterface, { source, destination }: Ends): NatFlow {
  return { from: ingress.name ?? '', to: egress.name ?? '', source, destination };
}

function isOpening(packet: Ipv4Packet): boolean {
  const { syn, ack } = tcpFlagsOf(packet);
  return syn && !ack;
}

function byLevel(isAllowed: boolean): Phase {
  return { type: 'ACCESS-LIST', subtype: '', isAllowed, configuration: ['Implicit Rule'], information: [] };
}

function untranslated(
  rule: NatRule,
  { mapped, real, egress }: { mapped: number; real: number; egress: string },
): Phase {
  return {
    type: 'UN-NAT',
    subtype: 'static',
    isAllowed: true,
    configuration: [textOfNatRule(rule)],
    information: [
      `NAT divert to egress interface ${egress}`,
      `Untranslate ${formatIpv4(mapped)}/0 to ${formatIpv4(real)}/0`,
    ],
    rule,
  };
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
