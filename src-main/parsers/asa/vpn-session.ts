/** What `show vpn-sessiondb …` says of one session, and of each of its tunnels where it is asked for details. */
import type { ProxyIdentity } from '../ios/ipsec-ident.ts';
import type { Sourced } from '../parsed.ts';

export interface VpnSession extends Sourced {
  /** What the heading says: "LAN-to-LAN", "AnyConnect", "LAN-to-LAN Detailed". */
  sessionType?: string;
  /** LAN-to-LAN: the tunnel group's name. */
  connection?: string;
  username?: string;
  index?: number;
  /** LAN-to-LAN: the peer. */
  address?: string;
  assignedIp?: string;
  assignedIpv6?: string;
  publicIp?: string;
  publicIpv6?: string;
  /** As printed: "IKEv2 IPsecOverNatT". */
  protocol?: string;
  license?: string;
  /** As printed, with how many tunnels have it: "IKEv2: (1)AES256 IPsec: (2)AES-GCM-128". */
  encryption?: string;
  hashing?: string;
  ciphersuite?: string;
  bytesSent?: number;
  bytesReceived?: number;
  packetsSent?: number;
  packetsReceived?: number;
  packetsSentDropped?: number;
  packetsReceivedDropped?: number;
  groupPolicy?: string;
  tunnelGroup?: string;
  /** As printed: "13:45:06 CDT Tue Mar 17 2020", "6d 21h:39m:09s". */
  loginTime?: string;
  duration?: string;
  inactivity?: string;
  vlanMapping?: string;
  vlan?: string;
  auditSessionId?: string;
  securityGroup?: string;
  tunnelZone?: string;
  filterName?: string;
  nacResult?: string;
  postureToken?: string;
  clientType?: string;
  clientVersion?: string;
  /** `Name Tunnels: N`. */
  tunnelCounts: Record<string, number>;
  tunnels: VpnTunnel[];
  nac?: VpnNac;
}

export interface VpnTunnel extends Sourced {
  /** IKEv1, IKEv2, IPsec, IPsecOverNatT, AnyConnect-Parent, SSL-Tunnel, DTLS-Tunnel, Clientless … */
  kind: string;
  /** "26386.2". */
  tunnelId?: string;
  local?: ProxyIdentity;
  remote?: ProxyIdentity;
  assignedIp?: string;
  assignedIpv6?: string;
  publicIp?: string;
  encryption?: string;
  hashing?: string;
  ciphersuite?: string;
  compression?: string;
  encapsulation?: string;
  pfsGroup?: number;
  dhGroup?: number;
  prf?: string;
  /** "Main", "Aggressive". */
  negotiationMode?: string;
  authentication?: string;
  remoteAuthentication?: string;
  localAuthentication?: string;
  udpSourcePort?: number;
  udpDestinationPort?: number;
  tcpSourcePort?: number;
  tcpDestinationPort?: number;
  rekeySeconds?: number;
  rekeySecondsLeft?: number;
  rekeyKilobytes?: number;
  rekeyKilobytesLeft?: number;
  idleMinutes?: number;
  idleMinutesLeft?: number;
  connectionMinutes?: number;
  connectionMinutesLeft?: number;
  bytesSent?: number;
  bytesReceived?: number;
  packetsSent?: number;
  packetsReceived?: number;
  packetsSentDropped?: number;
  packetsReceivedDropped?: number;
  filterName?: string;
  ipv6FilterName?: string;
  clientOs?: string;
  clientOsVersion?: string;
  clientType?: string;
  clientVersion?: string;
}

/** Admission control, with the units that the device prints. */
export interface VpnNac extends Sourced {
  revalidationInterval?: string;
  revalidationLeft?: string;
  statusQueryInterval?: string;
  eouAge?: string;
  holdLeft?: string;
  postureToken?: string;
  redirectUrl?: string;
}
