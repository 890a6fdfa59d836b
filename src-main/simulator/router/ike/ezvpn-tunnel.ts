/** What there is of one client of Easy VPN: where it is connected, what the server has given it, and its crypto map. */
import type { ClientConfiguration, Login } from '../../ike/environment.ts';
import type { EzvpnProfile } from './access-configuration.ts';
import { anyAddress, type AccessEntry, type AddressMatch } from '../access/access-entry.ts';
import type { AppliedMap } from '../ipsec/applied-map.ts';
import { ezvpnTransformSets } from './built-in-suites.ts';
import { newCryptoMapPolicy, type CryptoMapEntry } from '../ipsec/crypto-map.ts';
import type { EzvpnTranslation } from './ezvpn-translation.ts';
import type { Interface } from '../interface.ts';

/** As `show crypto ipsec client ezvpn` names them (Easy VPN Remote, troubleshooting). */
export type EzvpnState = 'IDLE' | 'CONNECT_REQUIRED' | 'READY' | 'XAUTH_REQ' | 'SS_OPEN' | 'IPSEC_ACTIVE';
type EzvpnEvent = 'CONFIG_CHANGED' | 'CONNECT' | 'CONN_DOWN' | 'XAUTH_REQUEST' | 'XAUTH_REQ_INFO' | 'MODE_CONFIG_REPLY' | 'SOCKET_UP' | 'RESET'; // prettier-ignore

export class EzvpnTunnel {
  state: EzvpnState = 'IDLE';
  lastEvent: EzvpnEvent = 'CONFIG_CHANGED';
  outside: Interface | undefined;
  /** While it is connected, or tries to be. */
  ends: { local: number; remote: number } | undefined;
  configuration: ClientConfiguration | undefined;
  map: AppliedMap | undefined;
  translation: EzvpnTranslation | undefined;
  /** Where the address is that the server has given. */
  loopback: Interface | undefined;
  /** Set while the server waits for a name and password. */
  answer: ((login: Login) => void) | undefined;
  /** Which of the peers is next. */
  attempts = 0;

  constructor(readonly profile: EzvpnProfile) {}

  get peer(): number | undefined {
    const { peers } = this.profile;
    return peers[this.attempts % Math.max(1, peers.length)];
  }

  get isComplete(): boolean {
    return this.profile.group !== undefined && this.profile.peers.length > 0;
  }

  move(state: EzvpnState, event: EzvpnEvent): void {
    this.state = state;
    this.lastEvent = event;
  }
}

/** The crypto map that IOS makes for a client: `FastEthernet0/0-head-0`. */
export function mapOf(
  outside: Interface,
  { local, remote }: { local: number; remote: number },
  permits: AccessEntry[],
): AppliedMap {
  // prettier-ignore
  const name = `${outside.name}-head-0`;
  const policy = { ...newCryptoMapPolicy(), peers: [remote], transformSets: [...ezvpnTransformSets.keys()], permits };
  const entry: CryptoMapEntry = { ...policy, map: name, sequence: 65_537, type: { kind: 'isakmp' } };
  return { name, on: outside, interfaces: [outside], local, entries: [entry] };
}

/** From what is known to the server to what is behind it: to everything, unless the server names networks. */
export function permitsOf(sources: readonly AddressMatch[], { splitInclude }: ClientConfiguration): AccessEntry[] {
  const named = splitInclude.map(({ address, mask }) => ({ address, wildcard: ~mask >>> 0 }));
  const destinations = named.length > 0 ? named : [anyAddress];
  return sources.flatMap((source) =>
    destinations.map((destination): AccessEntry => ({ ...permit, source, destination })),
  );
}

const permit = { sequence: 10, action: 'permit', protocol: 0, matches: 0 } as const;
