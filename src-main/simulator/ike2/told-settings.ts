/**
 * What one end tells the other of itself in a configuration payload (RFC 7296 section 3.15): an address for a client, and
 * the networks behind whoever speaks.
 */
import { bytesOfNumber, concat, noBytes, u32 } from '../../base/bytes.ts';
import type { PayloadOf } from '../wire/ikev2/payloads.ts';

export interface Network {
  address: number;
  mask: number;
}

export interface ToldSettings {
  /** For the one that is told. */
  address?: number;
  mask?: number;
  dns: readonly number[];
  networks: readonly Network[];
}

export const configurationTypes = { request: 1, reply: 2, set: 3, acknowledge: 4 } as const;

const attributes = { address: 1, mask: 2, dns: 3, network: 13 } as const;

type ConfigurationPayload = PayloadOf<'cp'>;
type Attribute = ConfigurationPayload['attributes'][number];

export function requestOf(wish: 'address' | 'networks'): ConfigurationPayload {
  const { address, mask, dns, network } = attributes;
  const wanted = wish === 'address' ? [address, mask, dns, network] : [dns, network];
  const all = wanted.map((type) => ({ type, value: noBytes }));
  return { kind: 'cp', type: configurationTypes.request, attributes: all };
}

export function asksForAddress(payload: ConfigurationPayload): boolean {
  return payload.attributes.some(({ type }) => type === attributes.address);
}

export function payloadOf(type: 'reply' | 'set', settings: ToldSettings): ConfigurationPayload {
  const { address, mask, dns, networks } = settings;
  const one = (kind: number, value: number | undefined): Attribute[] =>
    value === undefined ? [] : [{ type: kind, value: bytesOfNumber(value, 4) }];
  return {
    kind: 'cp',
    type: configurationTypes[type],
    attributes: [
      ...one(attributes.address, address),
      ...one(attributes.mask, mask),
      ...dns.flatMap((server) => one(attributes.dns, server)),
      ...networks.map((network) => ({
        type: attributes.network,
        value: concat(bytesOfNumber(network.address, 4), bytesOfNumber(network.mask, 4)),
      })),
    ],
  };
}

/** What was set is named once more, without values. */
export function acknowledgementOf({ attributes: set }: ConfigurationPayload): ConfigurationPayload {
  return {
    kind: 'cp',
    type: configurationTypes.acknowledge,
    attributes: set.map(({ type }) => ({ type, value: noBytes })),
  };
}

/** Attributes of other lengths than theirs say nothing. */
export function settingsIn({ attributes: told }: ConfigurationPayload): ToldSettings {
  const values = (wanted: number, length: number): Uint8Array[] =>
    told.flatMap(({ type, value }) => (type === wanted && value.length === length ? [value] : []));
  const numbers = (wanted: number): number[] => values(wanted, 4).map((value) => u32(value, 0));
  const [address] = numbers(attributes.address);
  const [mask] = numbers(attributes.mask);
  return {
    ...(address !== undefined && { address }),
    ...(mask !== undefined && { mask }),
    dns: numbers(attributes.dns),
    networks: values(attributes.network, 8).map((value) => ({ address: u32(value, 0), mask: u32(value, 4) })),
  };
}
