/**
 * vpn-filter: an access list of a group policy for all that is in the tunnels of the group, in both directions. In it the
 * remote addresses stand where sources do, whoever begins (Cisco ASA VPN configuration guide, "Configure VPN Filters").
 */
import { formatIpv4 } from '../../../base/address.ts';
import type { ProtectedFlow } from '../../router/ipsec/protected-flow.ts';
import type { Router } from '../../router/router.ts';
import { coversIncoming, coversOutgoing, mirrored } from '../../router/ipsec/selectors.ts';
import type { Ipv4Packet } from '../../wire/ipv4.ts';
import type { Element } from '../access/access-rules.ts';
import { textOfRule } from '../access/access-rules.ts';
import type { AsaConfiguration } from '../configuration.ts';
import type { NamedInterface } from '../named-interfaces.ts';
import type { Phase } from '../inspection/phase.ts';

interface Filtered {
  readonly list: string;
  readonly element: Element | undefined;
  readonly isAllowed: boolean;
  /** The peer, as a session names it. */
  readonly user: string;
}

interface FilterParts {
  readonly router: Router;
  readonly configuration: AsaConfiguration;
}

/** What has come out of a tunnel; undefined where no filter is for it. */
export function filterIncoming(parts: FilterParts, packet: Ipv4Packet, ingress: NamedInterface): Filtered | undefined {
  const flow = parts.router.ipsec.flows.find(
    (one) => one.of === ingress.one && one.current !== undefined && coversIncoming(one, packet),
  );
  return flow && filter(parts, flow, packet);
}

/** What would go into a tunnel. */
export function filterOutgoing(parts: FilterParts, packet: Ipv4Packet, egress: NamedInterface): Filtered | undefined {
  const flow = parts.router.ipsec.flows.find((one) => one.of === egress.one && coversOutgoing(one, packet));
  return flow && filter(parts, flow, mirrored(packet));
}

function filter({ configuration }: FilterParts, { remote }: ProtectedFlow, packet: Ipv4Packet): Filtered | undefined {
  const { crypto, rules } = configuration;
  const user = formatIpv4(remote);
  const list = crypto.policyOf(crypto.groupOf(user)).filter;
  if (list === undefined) return undefined;
  const element = rules.judge(list, packet);
  return { list, element, isAllowed: element?.rule.action === 'permit', user };
}

export function filterPhase({ list, element, isAllowed }: Filtered): Phase {
  const lines = element ? [`access-list ${list} ${textOfRule(element.rule)}`] : ['Implicit Rule'];
  return { type: 'ACCESS-LIST', subtype: 'filter-aaa', isAllowed, configuration: lines, information: [], element };
}
