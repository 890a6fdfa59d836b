import { bytesOfLatin1 } from '../../base/bytes.ts';

/** What two routers share, so that they believe one another. */
export interface RoutingSecret {
  readonly text: string;
  /** As the configuration has it: the same, or `7` and the text hidden. */
  readonly written: string;
}

/** `key chain NAME`: secrets by number. The lowest signs, and all are accepted. */
export interface KeyChain {
  readonly name: string;
  readonly keys: Map<number, RoutingSecret | undefined>;
}

export interface NumberedKey {
  readonly id: number;
  readonly secret: RoutingSecret;
}

/** What of a packet is not as it is asked for: the kind of authentication, or the key. */
export type AuthenticationMismatch = 'type' | 'key';

/** The characters of a secret that count, with zeros behind them. @param length in bytes */
export function keyBytes(secret: RoutingSecret | undefined, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  bytes.set(bytesOfLatin1(secret?.text ?? '').subarray(0, length));
  return bytes;
}
