/**
 * show vpn-sessiondb [detail] {l2l | anyconnect | ra-ikev1-ipsec | ra-ikev2-ipsec | webvpn | svc | remote | index N | …}
 *
 * A session begins with `Username` or `Connection`; of details, each tunnel with its kind and a colon.
 */
import { conclude } from '../account.ts';
import type { ProxyIdentity } from '../ios/ipsec-ident.ts';
import { put, type Parsed } from '../parsed.ts';
import { Records, passes } from '../records.ts';
import { RuleTable, readLines, rule } from '../rules.ts';
import { integer } from '../values.ts';
import { Labels, amount, wholeText, type LabelTable } from './labels.ts';
import type { VpnNac, VpnSession, VpnTunnel } from './vpn-session.ts';

class Sessions extends Records<VpnSession> {
  heading: { line: number; sessionType: string } | undefined;
  tunnel: VpnTunnel | undefined;
  nac: VpnNac | undefined;

  open(line: number, fields: Partial<VpnSession>): void {
    this.begin(line, { ...fields, tunnelCounts: {}, tunnels: [] });
    if (this.heading) this.set(this.heading.line, { sessionType: this.heading.sessionType });
    this.tunnel = undefined;
    this.nac = undefined;
  }

  get isOpen(): boolean {
    if (!this.last) return this.heading !== undefined;
    const counted = Object.values(this.last.tunnelCounts).reduce((sum, count) => sum + count, 0);
    const lacksTunnels = this.last.tunnels.length < counted || this.tunnel?.tunnelId === '';
    return lacksTunnels || (this.last.duration === undefined && this.last.loginTime === undefined);
  }
}

/** `10.20.10.0/255.255.255.0/0/0` */
function proxyOf(text: string): ProxyIdentity | undefined {
  const [, address, mask, protocol, port] = /^([^/\s]+)\/([^/\s]+)\/(\d+)\/(\d+)$/.exec(text) ?? [];
  if (address === undefined || mask === undefined) return undefined;
  return { address, mask, protocol: Number(protocol), port: Number(port) };
}

const COMMON: LabelTable = {
  'Assigned IP': 'assignedIp',
  'Assigned IPv6': 'assignedIpv6',
  'Public IP': 'publicIp',
  'Public IPv6': 'publicIpv6',
  Ciphersuite: ['ciphersuite', wholeText],
  'Bytes Tx': ['bytesSent', integer],
  'Bytes Rx': ['bytesReceived', integer],
  'Pkts Tx': ['packetsSent', integer],
  'Pkts Rx': ['packetsReceived', integer],
  'Pkts Tx Drop': ['packetsSentDropped', integer],
  'Pkts Rx Drop': ['packetsReceivedDropped', integer],
  'Filter Name': 'filterName',
  'Client Type': ['clientType', wholeText],
  'Client Ver': ['clientVersion', wholeText],
};

const SESSION = new Labels({
  ...COMMON,
  Encryption: ['encryption', wholeText],
  Hashing: ['hashing', wholeText],
  Username: 'username',
  Connection: 'connection',
  Index: ['index', integer],
  'IP Addr': 'address',
  Protocol: ['protocol', wholeText],
  License: ['license', wholeText],
  'Group Policy': 'groupPolicy',
  'Tunnel Group': 'tunnelGroup',
  'Login Time': 'loginTime',
  Duration: 'duration',
  Inactivity: 'inactivity',
  'VLAN Mapping': 'vlanMapping',
  VLAN: 'vlan',
  'Audt Sess ID': 'auditSessionId',
  'Security Grp': 'securityGroup',
  'Tunnel Zone': 'tunnelZone',
  'NAC Result': 'nacResult',
  'Posture Token': 'postureToken',
});

const TUNNEL = new Labels({
  ...COMMON,
  Encryption: 'encryption',
  Hashing: 'hashing',
  'Tunnel ID': 'tunnelId',
  'Local Addr': ['local', proxyOf],
  'Remote Addr': ['remote', proxyOf],
  Compression: 'compression',
  Encapsulation: 'encapsulation',
  'PFS Group': ['pfsGroup', integer],
  'D/H Group': ['dhGroup', integer],
  PRF: 'prf',
  'IKE Neg Mode': 'negotiationMode',
  'Auth Mode': 'authentication',
  'Rem Auth Mode': 'remoteAuthentication',
  'Loc Auth Mode': 'localAuthentication',
  'UDP Src Port': ['udpSourcePort', integer],
  'UDP Dst Port': ['udpDestinationPort', integer],
  'TCP Src Port': ['tcpSourcePort', integer],
  'TCP Dst Port': ['tcpDestinationPort', integer],
  'Rekey Int (T)': ['rekeySeconds', amount],
  'Rekey Left(T)': ['rekeySecondsLeft', amount],
  'Rekey Int (D)': ['rekeyKilobytes', amount],
  'Rekey Left(D)': ['rekeyKilobytesLeft', amount],
  'Idle Time Out': ['idleMinutes', amount],
  'Idle TO Left': ['idleMinutesLeft', amount],
  'Conn Time Out': ['connectionMinutes', amount],
  'Conn TO Left': ['connectionMinutesLeft', amount],
  'IPv6 Filter': 'ipv6FilterName',
  'Client OS': ['clientOs', wholeText],
  'Client OS Ver': ['clientOsVersion', wholeText],
});

const NAC = new Labels({
  'Reval Int (T)': 'revalidationInterval',
  'Reval Left(T)': 'revalidationLeft',
  'SQ Int (T)': 'statusQueryInterval',
  'EoU Age(T)': 'eouAge',
  'Hold Left (T)': 'holdLeft',
  'Posture Token': 'postureToken',
  'Redirect URL': ['redirectUrl', wholeText],
});

const KINDS =
  'IKEv[12]|IKE|IPsec(?:OverNatT|OverUDP|OverTCP|LAN2LAN|LAN2LANOverNatT)?|L2TPOverIPsec(?:OverNatT)?|AnyConnect-Parent|SSL-Tunnel|DTLS-Tunnel|Clientless|SSL VPN|SVC|Parent|Port-Forwarding|IMAP4S|POP3S|SMTPS';

const TABLE = new RuleTable<Sessions>([
  rule<Sessions, [string]>(/^Session Type: (.+)$/, (sessions, [sessionType], line) => {
    sessions.heading = { line, sessionType };
  }),
  rule<Sessions, [string]>(/^((?:Username|Connection)\s+:.*)$/, (sessions, [text], line) => {
    const fields = SESSION.fieldsOf(text) as Partial<VpnSession>;
    if (!sessions.heading && fields.index === undefined && !/^Connection\s{2}/.test(text)) return false;
    sessions.open(line, {});
    return sessions.set(line, fields);
  }),
  rule<Sessions, [string, string]>(
    /^([A-Z][\w -]*?) Tunnels: (\d+)$/,
    ({ last }, [name, count], line) => {
      if (!last) return;
      last.tunnelCounts[name] = Number(count);
      last.at[name] = line;
    },
    ({ last }) => last !== undefined,
  ),
  rule<Sessions, [string]>(
    new RegExp(`^(${KINDS}):$`),
    (sessions, [kind], line) => {
      sessions.tunnel = { line, at: {}, kind };
      sessions.last?.tunnels.push(sessions.tunnel);
    },
    ({ last }) => last !== undefined,
  ),
  rule<Sessions>(
    /^NAC:$/,
    (sessions, _, line) => {
      sessions.nac = { line, at: {} };
      if (sessions.last) sessions.last.nac = sessions.nac;
    },
    ({ last }) => last !== undefined,
  ),
  rule<Sessions, [string]>(
    NAC.line,
    ({ nac }, [text], line) => {
      if (nac) put(nac, line, NAC.fieldsOf(text));
    },
    ({ nac }) => nac !== undefined,
  ),
  rule<Sessions, [string]>(
    TUNNEL.line,
    ({ tunnel }, [text], line) => {
      if (tunnel) put(tunnel, line, TUNNEL.fieldsOf(text));
    },
    ({ tunnel }) => tunnel !== undefined,
  ),
  rule<Sessions, [string]>(
    SESSION.line,
    (sessions, [text], line) => sessions.set(line, SESSION.fieldsOf(text)),
    ({ last, tunnel }) => last !== undefined && tunnel === undefined,
  ),
  passes(/^INFO: There (?:are presently|is currently) no active sessions.*$/),
  passes(/^There are presently no active sessions.*$/),
]);

export function parseShowVpnSessiondbSessions(text: string): Parsed<VpnSession> {
  const sessions = new Sessions();
  const reading = readLines(text, TABLE, sessions);
  return conclude(reading, sessions.all, sessions.isOpen);
}
