/** A connection as swanctl --list-conns tells it, in each of its three forms. */
import type { Sourced } from '../parsed.ts';

export interface SwanConnection extends Sourced {
  name: string;
  /** IKEv1, IKEv2, IKEv1/2. */
  version?: string;
  reauthenticationSeconds?: number;
  rekeySeconds?: number;
  dpdSeconds?: number;
  /** UNIQUE_NO, UNIQUE_NEVER …; only raw. */
  unique?: string;
  localAddresses: string[];
  remoteAddresses: string[];
  /** One for each round: a certificate, then XAuth. */
  local: SwanAuthentication[];
  remote: SwanAuthentication[];
  children: SwanChildConfiguration[];
}

export interface SwanAuthentication extends Sourced {
  /** "pre-shared key", "public key", "XAuth", "EAP_MSCHAPV2" …; nothing where any will do. */
  method?: string;
  id?: string;
  eapId?: string;
  aaaId?: string;
  xauthId?: string;
  /** GOOD, SKIPPED …; only raw. */
  revocation?: string;
  groups?: string[];
  policies?: string[];
  certificates?: string[];
  authorities?: string[];
}

export interface SwanChildConfiguration extends Sourced {
  name: string;
  /** TUNNEL, TRANSPORT, BEET, PASS, DROP. */
  mode?: string;
  rekeySeconds?: number;
  rekeyBytes?: number;
  rekeyPackets?: number;
  /** none, clear, trap (hold), start (restart). */
  dpdAction?: string;
  closeAction?: string;
  /** "dynamic" for the ends' own addresses. */
  localSelectors?: string[];
  remoteSelectors?: string[];
}
