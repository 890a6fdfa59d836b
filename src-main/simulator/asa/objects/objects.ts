/** object and object-group: names for addresses and services, which rules refer to and which may change under them. */
import { parseIpv4 } from '../../../base/address.ts';
import type { PortMatch } from '../../router/access/access-list.ts';
import { everywhere, rangeOfHost, rangeOfSubnet, type AddressRange } from './address-range.ts';

export type NetworkValue =
  | { readonly kind: 'host'; readonly address: number }
  | { readonly kind: 'subnet'; readonly address: number; readonly mask: number }
  | { readonly kind: 'range'; readonly from: number; readonly to: number };

/** `object network NAME` */
export interface NetworkObject {
  readonly name: string;
  description: string;
  value: NetworkValue | undefined;
}

export type NetworkMember =
  NetworkValue | { readonly kind: 'object'; readonly name: string } | { readonly kind: 'group'; readonly name: string };

/** `object-group network NAME` */
export interface NetworkGroup {
  readonly name: string;
  description: string;
  readonly members: NetworkMember[];
}

/** A protocol with what it may carry: `tcp destination eq www`. */
export interface Service {
  readonly protocol: number;
  readonly source?: PortMatch;
  readonly destination?: PortMatch;
  readonly icmpType?: number;
}

/** `object service NAME` */
export interface ServiceObject {
  readonly name: string;
  description: string;
  service: Service | undefined;
}

export type ServiceMember =
  | { readonly kind: 'service'; readonly service: Service }
  | { readonly kind: 'port'; readonly ports: PortMatch }
  | { readonly kind: 'object'; readonly name: string }
  | { readonly kind: 'group'; readonly name: string };

/**
 * `object-group service NAME [tcp|udp|tcp-udp]`: with a protocol it holds ports, without one whole services. Groups of
 * protocols and of types of ICMP hold services, too, of which nothing else is said.
 */
export interface ServiceGroup {
  readonly name: string;
  readonly kind: 'service' | 'protocol' | 'icmp-type';
  description: string;
  readonly protocol: 'tcp' | 'udp' | 'tcp-udp' | undefined;
  readonly members: ServiceMember[];
}

/** How deep groups may lie in one another before one that holds itself is given up. */
const deepest = 16;

export class Objects {
  readonly networks = new Map<string, NetworkObject>();
  readonly networkGroups = new Map<string, NetworkGroup>();
  readonly services = new Map<string, ServiceObject>();
  readonly serviceGroups = new Map<string, ServiceGroup>();

  /** Whether an object or group of addresses has this name. */
  hasNetwork(name: string): boolean {
    return this.networks.has(name) || this.networkGroups.has(name);
  }

  /** The addresses of an object or a group, in their order; `any` is all of them, and an address is itself. */
  rangesOf(name: string): AddressRange[] {
    if (name === 'any' || name === 'any4') return [everywhere];
    const address = parseIpv4(name);
    if (address !== undefined) return [rangeOfHost(address)];
    const object = this.networks.get(name);
    if (object) return object.value ? [rangeOf(object.value)] : [];
    return this.#rangesOfGroup(name, 0);
  }

  /** The services of an object or of a group without a protocol. */
  servicesOf(name: string): Service[] {
    const object = this.services.get(name);
    if (object) return object.service ? [object.service] : [];
    return this.#membersOf(name, 0).flatMap((member) => (member.kind === 'service' ? [member.service] : []));
  }

  /** The ports of a group that has a protocol. */
  portsOf(name: string): PortMatch[] {
    return this.#membersOf(name, 0).flatMap((member) => (member.kind === 'port' ? [member.ports] : []));
  }

  #rangesOfGroup(name: string, depth: number): AddressRange[] {
    const members = depth < deepest ? (this.networkGroups.get(name)?.members ?? []) : [];
    return members.flatMap((member) => {
      if (member.kind === 'object') return this.rangesOf(member.name);
      if (member.kind === 'group') return this.#rangesOfGroup(member.name, depth + 1);
      return [rangeOf(member)];
    });
  }

  #membersOf(name: string, depth: number): ServiceMember[] {
    const members = depth < deepest ? (this.serviceGroups.get(name)?.members ?? []) : [];
    return members.flatMap((member): ServiceMember[] => {
      if (member.kind === 'group') return this.#membersOf(member.name, depth + 1);
      if (member.kind !== 'object') return [member];
      const service = this.services.get(member.name)?.service;
      return service ? [{ kind: 'service', service }] : [];
    });
  }
}

export function rangeOf(value: NetworkValue): AddressRange {
  switch (value.kind) {
    case 'host':
      return rangeOfHost(value.address);
    case 'subnet':
      return rangeOfSubnet(value.address, value.mask);
    case 'range':
      return { from: value.from, to: value.to };
  }
}
