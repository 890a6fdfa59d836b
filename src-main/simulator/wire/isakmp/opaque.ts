/** The payloads that are bytes and nothing else: key exchange, hash, signature, nonce (RFC 2408 sections 3.7 to 3.13). */
import { hexOf } from '../../../base/bytes.ts';
import { payloadTypes } from './numbers.ts';
import type { PayloadCodec } from './payload.ts';

interface OpaquePayload<Kind extends string> {
  kind: Kind;
  data: Uint8Array;
}

export function opaque<Kind extends string>(
  kind: Kind,
  type: number,
  describe: (data: Uint8Array) => string = (data) => `${data.length} bytes`,
): PayloadCodec<OpaquePayload<Kind>> {
  return {
    type,
    parse: (data) => ({ kind, data }),
    emit: ({ data }) => data,
    describe: ({ data }) => describe(data),
  };
}

export const keyExchange = opaque('keyExchange', payloadTypes.KE);
export const hash = opaque('hash', payloadTypes.HASH, hexOf);
export const signature = opaque('signature', payloadTypes.SIG);
export const nonce = opaque('nonce', payloadTypes.NONCE, hexOf);
/** A hash of cookies, address and port (RFC 3947 section 3.2). */
export const natDiscovery = opaque('natDiscovery', payloadTypes['NAT-D'], hexOf);
