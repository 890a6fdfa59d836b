/** Arbitrary payloads of every kind, for the property tests of this folder. */
import fc from 'fast-check';
import type { Attribute } from '../../../../src-main/simulator/wire/isakmp/attribute.ts';
import { payloadTypes } from '../../../../src-main/simulator/wire/isakmp/numbers.ts';
import type { Payload, PayloadKind } from '../../../../src-main/simulator/wire/isakmp/payloads.ts';
import type { Proposal } from '../../../../src-main/simulator/wire/isakmp/proposal.ts';
import type { Transform } from '../../../../src-main/simulator/wire/isakmp/transform.ts';
import { anyBytes, bytesOf, wholeNumber } from '../wire.common.ts';

export const attributes: fc.Arbitrary<Attribute> = fc.record({
  type: wholeNumber(15),
  value: fc.oneof(wholeNumber(16), anyBytes(12)),
});

export const transforms: fc.Arbitrary<Transform> = fc.record({
  number: wholeNumber(8),
  id: wholeNumber(8),
  attributes: fc.array(attributes, { maxLength: 6 }),
});

export const proposals: fc.Arbitrary<Proposal> = fc.record({
  number: wholeNumber(8),
  protocol: wholeNumber(8),
  spi: anyBytes(16),
  transforms: fc.array(transforms, { maxLength: 4 }),
});

const deletions = fc.integer({ min: 1, max: 16 }).chain((spiSize) =>
  fc.record({
    kind: fc.constant('delete' as const),
    doi: wholeNumber(32),
    protocol: wholeNumber(8),
    spiSize: fc.constant(spiSize),
    spis: fc.array(bytesOf(spiSize), { maxLength: 4 }),
  }),
);

const opaque = <Kind extends PayloadKind>(kind: Kind) => fc.record({ kind: fc.constant(kind), data: anyBytes(40) });
const certificates = <Kind extends PayloadKind>(kind: Kind) =>
  fc.record({ kind: fc.constant(kind), encoding: wholeNumber(8), data: anyBytes(40) });

export const payloadsByKind: { [Kind in PayloadKind]: fc.Arbitrary<Extract<Payload, { kind: Kind }>> } = {
  securityAssociation: fc.record({
    kind: fc.constant('securityAssociation'),
    proposals: fc.array(proposals, { maxLength: 3 }),
  }),
  keyExchange: opaque('keyExchange'),
  identification: fc.record({
    kind: fc.constant('identification'),
    type: fc.oneof(fc.integer({ min: 1, max: 11 }), wholeNumber(8)),
    protocol: wholeNumber(8),
    port: wholeNumber(16),
    data: fc.oneof(bytesOf(4), bytesOf(8), anyBytes(30)),
  }),
  certificate: certificates('certificate'),
  certificateRequest: certificates('certificateRequest'),
  attributes: fc.record({
    kind: fc.constant('attributes'),
    type: wholeNumber(8),
    identifier: wholeNumber(16),
    attributes: fc.array(attributes, { maxLength: 4 }),
  }),
  hash: opaque('hash'),
  signature: opaque('signature'),
  nonce: opaque('nonce'),
  notification: fc.record({
    kind: fc.constant('notification'),
    doi: wholeNumber(32),
    protocol: wholeNumber(8),
    spi: anyBytes(16),
    type: wholeNumber(16),
    data: anyBytes(20),
  }),
  delete: deletions,
  vendorId: opaque('vendorId'),
  natDiscovery: opaque('natDiscovery'),
  natOriginalAddress: fc.record({
    kind: fc.constant('natOriginalAddress'),
    type: wholeNumber(8),
    address: anyBytes(16),
  }),
  fragment: fc.record({
    kind: fc.constant('fragment'),
    id: wholeNumber(16),
    number: fc.integer({ min: 1, max: 255 }),
    flags: wholeNumber(8),
    data: anyBytes(40),
  }),
  unknown: fc.record({
    kind: fc.constant('unknown'),
    type: fc.integer({ min: 1, max: 255 }).filter((type) => !Object.values<number>(payloadTypes).includes(type)),
    body: anyBytes(40),
  }),
};

export const payloads: fc.Arbitrary<Payload> = fc.oneof(...Object.values<fc.Arbitrary<Payload>>(payloadsByKind));
