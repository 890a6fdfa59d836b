/**
 * Access lists of a firewall. A rule may name objects and groups: it then stands for one element for each combination of
 * what they hold now, and each element counts its own hits, as `show access-list` shows them.
 */
import { hash } from '../../crypto/mac.ts';
import { bytesOfLatin1, u32 } from '../../../base/bytes.ts';
import {
  anyAddress,
  type AccessAction,
  type AccessEntry,
  type AddressMatch,
  type PortMatch,
} from '../../router/access/access-list.ts';
import { matchesEntry } from '../../router/access/access-match.ts';
import type { Ipv4Packet } from '../../wire/ipv4.ts';
import { everywhere, matchesOf, rangeOfHost, textOfRange, type AddressRange } from '../objects/address-range.ts';
import type { NamedInterfaces } from '../named-interfaces.ts';
import { rangeOf, type NetworkValue, type Objects, type Service } from '../objects/objects.ts';
import { icmpTypeName, protocolName, textOfPorts } from '../services.ts';

export type AddressPart =
  | { readonly kind: 'any'; readonly word: 'any' | 'any4' }
  | { readonly kind: 'value'; readonly value: NetworkValue }
  | { readonly kind: 'object' | 'object-group' | 'interface'; readonly name: string };

export type ServicePart =
  | { readonly kind: 'protocol'; readonly protocol: number }
  | { readonly kind: 'object' | 'object-group'; readonly name: string };

export type PortPart =
  { readonly kind: 'ports'; readonly ports: PortMatch } | { readonly kind: 'object-group'; readonly name: string };

export type IcmpPart =
  { readonly kind: 'type'; readonly type: number } | { readonly kind: 'object-group'; readonly name: string };

export interface Rule {
  readonly kind: 'rule';
  /** A standard list knows destinations alone. */
  readonly isStandard: boolean;
  readonly action: AccessAction;
  readonly service: ServicePart;
  readonly source: AddressPart;
  readonly destination: AddressPart;
  readonly sourcePorts?: PortPart | undefined;
  readonly destinationPorts?: PortPart | undefined;
  readonly icmpType?: IcmpPart | undefined;
  /** `log`, `log default`, `log informational interval 300`, as it was typed. */
  readonly log?: string | undefined;
  readonly isInactive: boolean;
}

export interface Remark {
  readonly kind: 'remark';
  readonly text: string;
}

/** A rule, or what it comes to for one combination of its objects. */
export interface Element {
  /** The name of its list. */
  readonly list: string;
  readonly text: string;
  readonly hash: number;
  readonly rule: Rule;
  /** The combinations that it matches: several where a range is no subnet. */
  readonly entries: readonly AccessEntry[];
  hits: number;
}

export interface AccessRules {
  readonly name: string;
  readonly lines: (Rule | Remark)[];
}

export class AccessRuleTable {
  readonly lists = new Map<string, AccessRules>();
  #elements = new Map<string, Element>();

  constructor(
    private readonly objects: Objects,
    private readonly interfaces: NamedInterfaces,
  ) {}

  /** The element that a packet meets first in a list, which counts it. Undefined at the silent end. */
  judge(list: string, packet: Ipv4Packet): Element | undefined {
    for (const rule of this.rulesOf(list)) {
      if (rule.isInactive) continue;
      const met = this.elementsOf(list, rule).find(({ entries }) => entries.some((one) => matchesEntry(one, packet)));
      if (!met) continue;
      met.hits++;
      return met;
    }
    return undefined;
  }

  rulesOf(list: string): Rule[] {
    return this.lists.get(list)?.lines.filter((line) => line.kind === 'rule') ?? [];
  }

  elementsOf(list: string, rule: Rule): Element[] {
    const { objects, interfaces } = this;
    return servicesIn(rule, objects).flatMap((service) =>
      rangesIn(rule.source, objects, interfaces).flatMap((source) =>
        rangesIn(rule.destination, objects, interfaces).map((destination) =>
          this.#element(list, rule, { service, source, destination }),
        ),
      ),
    );
  }

  clearHits(list: string): void {
    for (const [key, element] of this.#elements) {
      if (!key.startsWith(`${list} `)) continue;
      element.hits = 0;
      for (const entry of element.entries) entry.matches = 0;
    }
  }

  #element(list: string, rule: Rule, combination: Combination): Element {
    const text = textOfElement(rule, combination);
    const key = `${list} ${text}`;
    const known = this.#elements.get(key);
    if (known?.rule === rule) return known;
    const element = {
      list,
      text,
      hash: hashOf(key),
      rule,
      entries: entriesOf(rule, combination),
      hits: known?.hits ?? 0,
    };
    this.#elements.set(key, element);
    return element;
  }
}

/** A number of eight digits that names a list or an element. Cisco does not say how its own is made. */
export function hashOf(text: string): number {
  return u32(hash('md5', bytesOfLatin1(text)), 0);
}

interface Combination {
  readonly service: Service;
  readonly source: AddressRange;
  readonly destination: AddressRange;
}

function servicesIn(rule: Rule, objects: Objects): Service[] {
  return protocolsIn(rule, objects).flatMap((service) =>
    portsIn(rule.sourcePorts, objects).flatMap((source) =>
      portsIn(rule.destinationPorts, objects).map((destination) => ({
        ...service,
        ...(source ? { source } : {}),
        ...(destination ? { destination } : {}),
      })),
    ),
  );
}

function protocolsIn({ service, icmpType }: Rule, objects: Objects): Service[] {
  if (service.kind !== 'protocol') return objects.servicesOf(service.name);
  if (icmpType?.kind === 'object-group') return objects.servicesOf(icmpType.name);
  return [{ protocol: service.protocol, ...(icmpType ? { icmpType: icmpType.type } : {}) }];
}

function portsIn(part: PortPart | undefined, objects: Objects): (PortMatch | undefined)[] {
  if (!part) return [undefined];
  return part.kind === 'ports' ? [part.ports] : objects.portsOf(part.name);
}

function rangesIn(part: AddressPart, objects: Objects, interfaces: NamedInterfaces): AddressRange[] {
  switch (part.kind) {
    case 'any':
      return [everywhere];
    case 'value':
      return [rangeOf(part.value)];
    case 'object':
    case 'object-group':
      return objects.rangesOf(part.name);
    case 'interface': {
      const address = interfaces.byName(part.name)?.one.address?.address;
      return address === undefined ? [] : [rangeOfHost(address)];
    }
  }
}

function entriesOf({ action }: Rule, { service, source, destination }: Combination): AccessEntry[] {
  const { protocol, source: sourcePort, destination: destinationPort, icmpType } = service;
  const inside = {
    ...(sourcePort ? { sourcePort } : {}),
    ...(destinationPort ? { destinationPort } : {}),
    ...(icmpType === undefined ? {} : { icmp: { type: icmpType } }),
  };
  return addressesOf(source).flatMap((from) =>
    addressesOf(destination).map((to) => ({
      sequence: 0,
      action,
      protocol,
      source: from,
      destination: to,
      ...inside,
      matches: 0,
    })),
  );
}

function addressesOf(range: AddressRange): AddressMatch[] {
  return range === everywhere ? [anyAddress] : matchesOf(range);
}

/** What stands after the name of the list in its line, objects by name: `extended permit ip object A object B`. */
export function textOfRule(rule: Rule): string {
  if (rule.isStandard) return `standard ${rule.action} ${textOfAddress(rule.destination)}`;
  const { service } = rule;
  const protocol = service.kind === 'protocol' ? service.protocol : 0;
  const words = [
    'extended',
    rule.action,
    service.kind === 'protocol' ? protocolName(protocol) : `${service.kind} ${service.name}`,
    textOfAddress(rule.source),
    textOfPortPart(rule.sourcePorts, protocol),
    textOfAddress(rule.destination),
    textOfPortPart(rule.destinationPorts, protocol),
    textOfIcmpPart(rule.icmpType),
    ...endOf(rule),
  ];
  return words.filter((word) => word !== '').join(' ');
}

function textOfElement(rule: Rule, { service, source, destination }: Combination): string {
  if (rule.isStandard) return `standard ${rule.action} ${textOfRange(destination)}`;
  const { protocol, icmpType } = service;
  const words = [
    'extended',
    rule.action,
    protocolName(protocol),
    wordOf(rule.source, source),
    service.source ? textOfPorts(service.source, protocol) : '',
    wordOf(rule.destination, destination),
    service.destination ? textOfPorts(service.destination, protocol) : '',
    icmpType === undefined ? '' : icmpTypeName(icmpType),
    ...endOf(rule),
  ];
  return words.filter((word) => word !== '').join(' ');
}

/** `any4` stays what it is, and a range of addresses is written as one. */
function wordOf(part: AddressPart, range: AddressRange): string {
  return part.kind === 'any' ? part.word : textOfRange(range);
}

function endOf({ log, isInactive }: Rule): string[] {
  return [log ?? '', isInactive ? 'inactive' : ''];
}

function textOfAddress(part: AddressPart): string {
  if (part.kind === 'any') return part.word;
  if (part.kind === 'value') return textOfRange(rangeOf(part.value));
  return `${part.kind} ${part.name}`;
}

function textOfPortPart(part: PortPart | undefined, protocol: number): string {
  if (!part) return '';
  return part.kind === 'ports' ? textOfPorts(part.ports, protocol) : `object-group ${part.name}`;
}

function textOfIcmpPart(part: IcmpPart | undefined): string {
  if (!part) return '';
  return part.kind === 'type' ? icmpTypeName(part.type) : `object-group ${part.name}`;
}

/** Whether the rule names objects, so that its elements are shown below it. */
export function isExpanded({ service, source, destination, sourcePorts, destinationPorts, icmpType }: Rule): boolean {
  const parts = [service, source, destination, sourcePorts, destinationPorts, icmpType];
  return parts.some((part) => part?.kind === 'object' || part?.kind === 'object-group');
}
