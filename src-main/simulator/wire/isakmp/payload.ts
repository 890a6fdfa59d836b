/** What every payload's file offers. The chain that joins them: payloads.ts. */
import type { Malformed } from '../malformed.ts';

/** A payload whose type we do not know, or whose contents belong to a domain of interpretation that we do not know. */
export interface UnknownPayload {
  kind: 'unknown';
  type: number;
  body: Uint8Array;
}

/** `body` is the payload without its generic header (RFC 2408 section 3.2). */
export interface PayloadCodec<P> {
  /** The number that names it in a next-payload field. */
  readonly type: number;
  parse: (body: Uint8Array) => P | UnknownPayload | Malformed;
  emit: (payload: P) => Uint8Array;
  /** One line for people, without the payload's name. */
  describe: (payload: P) => string;
}
