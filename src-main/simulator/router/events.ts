/**
 * What happens in a router that its operator would be told about. Each vendor's command line puts it into its own
 * words (simulator/ios/syslog.ts): nothing here is text.
 */
export type RouterEvent =
  | { kind: 'line-protocol'; interface: string; isUp: boolean }
  | { kind: 'link'; interface: string; isUp: boolean }
  | { kind: 'administratively-down'; interface: string }
  | { kind: 'isakmp'; isOn: boolean }
  /** A packet arrived in clear that policy wants protected. `local` is where it was going. */
  | { kind: 'not-ipsec'; local: number; remote: number; protocol: number }
  | { kind: 'invalid-spi'; local: number; remote: number; protocol: number; spi: number }
  | { kind: 'mac-error'; connectionId: number }
  | { kind: 'replay-error'; connectionId: number; sequence: number }
  /** An IKE message that cannot be read: as a rule it was encrypted with another key. */
  | { kind: 'bad-ike-message'; remote: number }
  | { kind: 'ike-without-sa'; remote: number }
  | { kind: 'recursive-routing'; interface: string };
