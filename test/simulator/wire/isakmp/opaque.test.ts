import { describe, expect, it } from 'vitest';
import { bytesOfHex } from '../../../../src-main/base/bytes.ts';
import {
  hash,
  keyExchange,
  natDiscovery,
  nonce,
  signature,
} from '../../../../src-main/simulator/wire/isakmp/opaque.ts';
import { payloadsByKind } from './isakmp.arbitraries.ts';
import { itIsAPayload } from './payload.common.ts';

describe('the key exchange payload', () => itIsAPayload(keyExchange, payloadsByKind.keyExchange));
describe('the hash payload', () => itIsAPayload(hash, payloadsByKind.hash));
describe('the signature payload', () => itIsAPayload(signature, payloadsByKind.signature));
describe('the nonce payload', () => itIsAPayload(nonce, payloadsByKind.nonce));
describe('the NAT-D payload', () => itIsAPayload(natDiscovery, payloadsByKind.natDiscovery));

describe('a payload of bytes', () => {
  it('is described by its length, or by the bytes where people compare them', () => {
    const data = bytesOfHex('abcd');
    expect(keyExchange.describe({ kind: 'keyExchange', data })).toBe('2 bytes');
    expect(hash.describe({ kind: 'hash', data })).toBe('abcd');
  });
});
