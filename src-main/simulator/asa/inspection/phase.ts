/** The phases that a packet passes in a firewall, as `packet-tracer` tells them. */
import type { Element } from '../access/access-rules.ts';
import type { NatRule } from '../nat/nat-rules.ts';

export interface Phase {
  readonly type: string;
  readonly subtype: string;
  readonly isAllowed: boolean;
  /** The lines of the configuration that it rests on. */
  readonly configuration: readonly string[];
  readonly information: readonly string[];
  /** What it rests on, where that is a line of an access list or a rule of translation. */
  readonly element?: Element | undefined;
  readonly rule?: NatRule | undefined;
}

export type Tracer = (phase: Phase) => void;

/** Why a packet goes no further: as `show asp drop` and `packet-tracer` name and describe it. */
export const dropReasons = {
  'acl-drop': 'Flow is denied by configured rule',
  'no-route': 'No route to host',
  'no-adjacency': 'No valid adjacency',
  'nat-rpf-failed': 'NAT reverse path failed',
  'tcp-not-syn': 'First TCP packet not SYN',
  'interface-down': 'Interface is down',
  'nat-xlate-failed': 'NAT failed',
  'np-sp-invalid-spi': 'Invalid SPI',
  'ipsec-spoof': 'IPSEC Spoof detected',
} as const;

export type DropReason = keyof typeof dropReasons;
