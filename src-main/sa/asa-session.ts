/** IKE associations as `show vpn-sessiondb detail` of an ASA tells them: only of sessions that are up. */
import type { VpnSession, VpnTunnel } from '../parsers/asa/vpn-session.ts';
import { assign } from './assign.ts';
import type { IkeSecurityAssociation } from './model.ts';
import { normaliseAuthentication, normaliseEncryption, normaliseHash } from './normalise.ts';

export function ikeOfSession({ address, tunnels, line, at }: VpnSession, command: string): IkeSecurityAssociation[] {
  return tunnels.flatMap((tunnel) => {
    const version = /^IKE(?:v([12]))?$/.exec(tunnel.kind);
    if (!version) return [];
    const ike: IkeSecurityAssociation = {
      version: version[1] === '2' ? 2 : 1,
      state: 'established',
      vendorState: '',
      sources: [
        { command, line: tunnel.line, at: tunnel.at },
        { command, line, at },
      ],
    };
    return [assign(ike, { remote: address, ...detailsOf(tunnel) })];
  });
}

function detailsOf(tunnel: VpnTunnel): {
  [Name in keyof IkeSecurityAssociation]?: IkeSecurityAssociation[Name] | undefined;
} {
  const { encryption, hashing, prf, authentication, localAuthentication, remoteAuthentication } = tunnel;
  const known = <T>(text: string | undefined, make: (text: string) => T): T | undefined =>
    text === undefined ? undefined : make(text);
  return {
    encryption: known(encryption, normaliseEncryption),
    hash: known(hashing, normaliseHash),
    prf: known(prf, normaliseHash),
    dhGroup: tunnel.dhGroup,
    authentication: known(localAuthentication ?? authentication, normaliseAuthentication),
    peerAuthentication: known(remoteAuthentication, normaliseAuthentication),
    lifetimeSeconds: tunnel.rekeySecondsLeft,
    localPort: tunnel.udpSourcePort,
    remotePort: tunnel.udpDestinationPort,
  };
}
