/**
 * What happens in a router that its operator would be told about. Each vendor's command line puts it into its own
 * words (simulator/ios/interface/interface-notices.ts, ios/crypto/crypto-syslog.ts): nothing here is text.
 */
import type { IkeMode } from '../ike/events.ts';
import type { AccessReport } from './access/access-log.ts';
import type { SelectorPair } from './ipsec/selectors.ts';
import type { SerialKeepaliveState } from './serial-keepalive.ts';

export type RouterEvent =
  /** A loopback or tunnel was made, or taken away. */
  | { kind: 'interface-made'; interface: string }
  | { kind: 'interface-removed'; interface: string }
  | { kind: 'line-protocol'; interface: string; isUp: boolean }
  | { kind: 'link'; interface: string; isUp: boolean }
  | { kind: 'administratively-down'; interface: string }
  | ({ kind: 'serial-keepalive'; interface: string } & SerialKeepaliveState)
  | { kind: 'isakmp'; isOn: boolean }
  /** A packet arrived in clear that policy wants protected. `local` is where it was going. */
  | { kind: 'not-ipsec'; local: number; remote: number; protocol: number }
  | { kind: 'invalid-spi'; local: number; remote: number; protocol: number; spi: number }
  /** What was inside of a protected packet is not for the flow that its association was made for. */
  | {
      kind: 'invalid-identity';
      local: number;
      remote: number;
      source: number;
      destination: number;
      protocol: number;
      selectors: SelectorPair;
    }
  | { kind: 'mac-error'; connectionId: number }
  | { kind: 'replay-error'; connectionId: number; sequence: number }
  /** An IKE message that cannot be read: as a rule it was encrypted with another key. */
  | { kind: 'bad-ike-message'; remote: number }
  | { kind: 'ike-without-sa'; remote: number }
  // The System Message Guide of IOS 12.4T has these as CRYPTO-6-IKMP_NOT_ENCRYPTED ("IKE packet from .. was not
  // encrypted and it should've been."), -IKMP_SA_NOT_AUTH ("Cannot accept Quick Mode exchange from .. if SA is not
  // authenticated!"), -IKMP_UNK_EXCHANGE ("IKE peer at .. sent a message with an unknown exchange ..") and
  // -IKMP_MODE_FAILURE ("Processing of .. mode failed with peer at ..").
  | { kind: 'ike-not-encrypted'; remote: number }
  | { kind: 'ike-not-authenticated'; remote: number }
  | { kind: 'ike-unknown-exchange'; remote: number; exchangeType: number }
  | { kind: 'ike-mode-failed'; mode: IkeMode; remote: number }
  | { kind: 'recursive-routing'; interface: string }
  /** Packets have matched an entry of an access list that is to be logged. */
  | ({ kind: 'access-logged' } & AccessReport);
