/** An association of IKE, of either version, as a session shows it. */
import { formatIpv4 } from '../../../../base/address.ts';
import type { UdpPorts } from '../../../ike/environment.ts';
import type { IsakmpSa } from '../../../ike/isakmp-sa.ts';
import type { Ikev2Identity } from '../../../ike2/configuration.ts';
import type { Ikev2Sa } from '../../../ike2/view.ts';
import { peerIdentityOf } from '../crypto-peer-identity.ts';
import { capabilitiesOf, lettersOf } from './show-crypto-isakmp-sa-detail.ts';

export interface SessionAssociation {
  version: 1 | 2;
  local: number;
  remote: number;
  /** The table of routes by which the peer is reached. */
  frontDoor?: string | undefined;
  ports: UdpPorts;
  isDeleted: boolean;
  isReady: boolean;
  /** Who the peer has proved to be; undefined before that. */
  identity: string | undefined;
  profile: string | undefined;
  /** Version 1 has none: 0. */
  sessionId: number;
  connectionId: number;
  /** Seconds. */
  lifetimeRemaining: number;
  /** Letters of the legend. */
  capabilities: string;
}

const usualPorts: UdpPorts = { local: 500, remote: 500 };

/** @param asksPeers whether dead peers are looked for */
export function sessionAssociationOf(sa: IsakmpSa, asksPeers: boolean): SessionAssociation {
  const { local, remote, ports = usualPorts, isDeleted, state, connectionId, lifetimeRemaining, profile } = sa;
  const isReady = state === 'QM_IDLE' && !isDeleted;
  return {
    version: 1,
    frontDoor: sa.frontDoor,
    ...{ local, remote, ports, isDeleted, isReady, connectionId, lifetimeRemaining },
    identity: state === 'QM_IDLE' ? peerIdentityOf(sa) : undefined,
    profile: profile?.name,
    sessionId: 0,
    capabilities: capabilitiesOf(sa, asksPeers),
  };
}

/** @param now virtual time in milliseconds */
export function sessionAssociationOfIkev2(sa: Ikev2Sa, now: number): SessionAssociation {
  const { local, remote, ports, status, id, sessionId, profile, remoteIdentity, lifetime, establishedAt = now } = sa;
  const isReady = status === 'READY';
  return {
    version: 2,
    frontDoor: sa.frontDoor,
    ...{ local, remote, ports, isReady, profile, sessionId },
    isDeleted: status === 'DELETE',
    identity: remoteIdentity && nameOf(remoteIdentity),
    connectionId: id,
    lifetimeRemaining: Math.max(0, lifetime - Math.floor((now - establishedAt) / 1000)),
    capabilities: capabilitiesOfIkev2(sa),
  };
}

/** Dead peer detection, a NAT, fragments, and an update of routes by what one end has told the other. */
function capabilitiesOfIkev2({ dpd, nat, isFragmenting, given, told }: Ikev2Sa): string {
  return lettersOf({
    D: dpd !== undefined,
    N: nat?.isLocal === true || nat?.isRemote === true,
    F: isFragmenting,
    U: given !== undefined || told !== undefined,
  });
}

function nameOf(identity: Ikev2Identity): string {
  if (identity.kind === 'address') return formatIpv4(identity.address);
  if (identity.kind === 'dn') return identity.text;
  return identity.kind === 'key-id' ? identity.id : identity.name;
}
