/** The commands of ASA whose answers are read. */
import type { CommandParser } from '../command-parser.ts';
import { parseCount } from '../ios/count.ts';
import { parseShowClock } from '../ios/show-clock.ts';
import { parseShowCryptoKeyMypubkey } from '../ios/show-crypto-key-mypubkey.ts';
import { parseShowIpOspfNeighbor } from '../ios/show-ip-ospf-neighbor.ts';
import { parseShowIpInterfaceBrief } from '../ios/show-ip-interface-brief.ts';
import { parseShowArp } from './show-arp.ts';
import { parseShowCapture } from './show-capture.ts';
import { parseShowConn } from './show-conn.ts';
import { parseShowCpuUsage } from './show-cpu-usage.ts';
import { parseShowCryptoCaCertificates } from './show-crypto-ca-certificates.ts';
import { parseShowCryptoCaTrustpoints } from './show-crypto-ca-trustpoints.ts';
import { parseShowFailover } from './show-failover.ts';
import { parseShowInventory } from './show-inventory.ts';
import { parseShowIpAddress } from './show-ip-address.ts';
import { parseShowMemory } from './show-memory.ts';
import { parseShowObjectGroup } from './show-object-group.ts';
import { parseShowXlate } from './show-xlate.ts';
import { parseLog } from './log.ts';
import { parsePacketTracer } from './packet-tracer.ts';
import { parsePing } from './ping.ts';
import { parseShowAccessList } from './show-access-list.ts';
import { parseShowAspDrop } from './show-asp-drop.ts';
import { parseShowAspTableVpnContext } from './show-asp-table-vpn-context.ts';
import { parseShowCryptoIpsecSaSummary } from './show-crypto-ipsec-sa-summary.ts';
import { parseShowCryptoDebugCondition } from './show-crypto-debug-condition.ts';
import { parseShowIpLocalPool } from './show-ip-local-pool.ts';
import { parseShowFailoverState } from './show-failover-state.ts';
import { parseShowLocalHost } from './show-local-host.ts';
import { parseShowNames } from './show-names.ts';
import { parseShowNatPool } from './show-nat-pool.ts';
import { parseShowResourceUsage } from './show-resource-usage.ts';
import { parseShowCryptoIpsecSa } from './show-crypto-ipsec-sa.ts';
import { parseShowCryptoIsakmpSa } from './show-crypto-isakmp-sa.ts';
import { parseShowCryptoStatistics } from './show-crypto-statistics.ts';
import { parseShowInterface } from './show-interface.ts';
import { parseShowLogging } from './show-logging.ts';
import { parseShowNameif } from './show-nameif.ts';
import { parseShowNat } from './show-nat.ts';
import { parseShowRoute } from './show-route.ts';
import { parseShowRunningConfig } from './show-running-config.ts';
import { parseShowVersion } from './show-version.ts';
import { parseShowVpnSessiondbSessions } from './show-vpn-sessiondb-sessions.ts';
import { parseShowVpnSessiondb } from './show-vpn-sessiondb.ts';
import { parseShowState } from './show-state.ts';
import { parseTraceroute } from './traceroute.ts';

const asa = (command: string, parse: CommandParser['parse']): CommandParser => ({
  platforms: ['asa'],
  command,
  parse,
});

/** The kinds of sessions that `show vpn-sessiondb` lists, and that `detail` describes. */
const SESSIONS =
  'detail anyconnect|detail l2l|detail index|detail|anyconnect|l2l|index|ra-ikev1-ipsec|ra-ikev2-ipsec|webvpn|svc|remote|vpn-lb|email-proxy|ospfv3';

const STATES =
  'crypto ca crls|crypto ca server|crypto ca trustpool|crypto ipsec df-bit|crypto ipsec fragmentation|ipsec df-bit|ipsec fragmentation|crypto accelerator load-balance|crypto accelerator status|mode|firewall|module|service-policy|vpn load-balancing|threat-detection rate|cluster info';

export const ASA_COMMANDS: readonly CommandParser[] = [
  ...['show crypto isakmp sa', 'show crypto ikev1 sa', 'show crypto ikev2 sa', 'show isakmp sa'].map((command) =>
    asa(command, parseShowCryptoIsakmpSa),
  ),
  asa('show crypto ipsec sa', parseShowCryptoIpsecSa),
  asa('show ipsec sa', parseShowCryptoIpsecSa),
  asa('show crypto ipsec sa summary', parseShowCryptoIpsecSaSummary),
  asa('show ipsec sa summary', parseShowCryptoIpsecSaSummary),
  asa('show vpn-sessiondb', parseShowVpnSessiondb),
  ...STATES.split('|').map((what) => asa(`show ${what}`, parseShowState)),
  asa('show vpn-sessiondb summary', parseShowVpnSessiondb),
  asa('show vpn-sessiondb license-summary', parseShowVpnSessiondb),
  asa('show vpn-sessiondb ratio', parseShowVpnSessiondb),
  ...SESSIONS.split('|').map((kind) => asa(`show vpn-sessiondb ${kind}`, parseShowVpnSessiondbSessions)),
  asa('show route', parseShowRoute),
  asa('show ipv6 route', parseShowRoute),
  asa('show version', parseShowVersion),
  asa('show access-list', parseShowAccessList),
  asa('show interface', parseShowInterface),
  asa('show interface ip brief', parseShowIpInterfaceBrief),
  asa('show ip address', parseShowIpAddress),
  asa('show ip', parseShowIpAddress),
  asa('show ip local pool', parseShowIpLocalPool),
  asa('show crypto debug-condition', parseShowCryptoDebugCondition),
  asa('show arp', parseShowArp),
  asa('show clock', parseShowClock),
  asa('show failover', parseShowFailover),
  asa('show failover state', parseShowFailoverState),
  asa('show ospf neighbor', parseShowIpOspfNeighbor),
  asa('show resource usage', parseShowResourceUsage),
  asa('show local-host', parseShowLocalHost),
  asa('show asp table vpn-context', parseShowAspTableVpnContext),
  asa('show names', parseShowNames),
  asa('show inventory', parseShowInventory),
  asa('show xlate', parseShowXlate),
  asa('show conn', parseShowConn),
  asa('show capture', parseShowCapture),
  asa('show object-group', parseShowObjectGroup),
  asa('show object', parseShowObjectGroup),
  asa('show cpu', parseShowCpuUsage),
  asa('show memory', parseShowMemory),
  asa('show crypto ca certificates', parseShowCryptoCaCertificates),
  asa('show crypto ca trustpoints', parseShowCryptoCaTrustpoints),
  asa('show crypto key mypubkey', parseShowCryptoKeyMypubkey),
  asa('show logging', parseShowLogging),
  ...['isakmp stats', 'ikev1 stats', 'ikev2 stats', 'ipsec stats', 'protocol statistics', 'accelerator statistics'].map(
    (kind) => asa(`show crypto ${kind}`, parseShowCryptoStatistics),
  ),
  asa('show isakmp stats', parseShowCryptoStatistics),
  asa('show ipsec stats', parseShowCryptoStatistics),
  asa('show nameif', parseShowNameif),
  asa('show nat', parseShowNat),
  asa('show nat pool', parseShowNatPool),
  asa('show running-config', parseShowRunningConfig),
  asa('show startup-config', parseShowRunningConfig),
  asa('show configuration', parseShowRunningConfig),
  asa('more system:running-config', parseShowRunningConfig),
  asa('show asp drop', parseShowAspDrop),
  asa('packet-tracer', parsePacketTracer),
  asa('debug crypto', parseLog),
  asa('terminal monitor', parseLog),
  // Any answer through `| count`.
  asa('| count', parseCount),
  asa('ping', parsePing),
  asa('traceroute', parseTraceroute),
];
