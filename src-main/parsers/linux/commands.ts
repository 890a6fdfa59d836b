/** The commands of Linux and VPCS whose answers are read. */
import type { CommandParser } from '../command-parser.ts';
import { parseCharonLog } from './charon-log.ts';
import { parseIkeLog } from './ike-log.ts';
import { parseConntrack } from './conntrack.ts';
import { parseIpAddress } from './ip-address.ts';
import { parseIpNeighbour } from './ip-neighbour.ts';
import { parseIpRoute } from './ip-route.ts';
import { parseIpRule } from './ip-rule.ts';
import { parseIpTunnel } from './ip-tunnel.ts';
import { parseIpXfrmCount } from './ip-xfrm-count.ts';
import { parseIpXfrmPolicy } from './ip-xfrm-policy.ts';
import { parseIpXfrmState } from './ip-xfrm-state.ts';
import { parseIpsecStatus } from './ipsec-status.ts';
import { parseLibreswanGlobalStatus } from './libreswan-global-status.ts';
import { parseLibreswanShunts } from './libreswan-shunts.ts';
import { parseLibreswanStates } from './libreswan-states.ts';
import { parseLibreswanConnections, parseLibreswanStatus } from './libreswan-status.ts';
import { parseIptablesList } from './iptables-list.ts';
import { parseIptablesSave } from './iptables-save.ts';
import { parseKernelRoutes } from './kernel-routes.ts';
import { parseMtrReport } from './mtr-report.ts';
import { parseNftRuleset } from './nft-ruleset.ts';
import { parseSocketList } from './socket-list.ts';
import { parseTracepath } from './tracepath.ts';
import { parseXfrmStatistics } from './xfrm-statistics.ts';
import { parsePing } from './ping.ts';
import { parseStrongswanStatus } from './strongswan-status.ts';
import { parseIpsecVersion } from './ipsec-version.ts';
import { parseSwanctlCounters } from './swanctl-counters.ts';
import { parseSwanctlListAlgs } from './swanctl-list-algs.ts';
import { parseSwanctlListAuthorities } from './swanctl-list-authorities.ts';
import { parseSwanctlListCerts } from './swanctl-list-certs.ts';
import { parseSwanctlListConns } from './swanctl-list-conns.ts';
import { parseSwanctlListPols } from './swanctl-list-pols.ts';
import { parseSwanctlListPools } from './swanctl-list-pools.ts';
import { parseSwanctlListSas } from './swanctl-list-sas.ts';
import { parseSwanctlStats } from './swanctl-stats.ts';
import { parseSysctl } from './sysctl.ts';
import { parseTraceroute } from './traceroute.ts';
import { parseUname } from './uname.ts';

const linux = (command: string, parse: CommandParser['parse']): CommandParser => ({
  platforms: ['linux'],
  command,
  parse,
});

/** `ip -s -d link` is `ip link` with more: options of ip stand before its object. */
const withOptions = (object: string, parse: CommandParser['parse']): CommandParser[] => [
  linux(`ip ${object}`, parse),
  linux(`ip WORD ${object}`, parse),
  linux(`ip WORD WORD ${object}`, parse),
];

export const LINUX_COMMANDS: readonly CommandParser[] = [
  linux('swanctl --list-sas', parseSwanctlListSas),
  linux('swanctl -l', parseSwanctlListSas),
  linux('swanctl --list-conns', parseSwanctlListConns),
  linux('swanctl -L', parseSwanctlListConns),
  linux('swanctl --list-pols', parseSwanctlListPols),
  linux('swanctl -P', parseSwanctlListPols),
  linux('swanctl -x', parseSwanctlListCerts),
  linux('swanctl -A', parseSwanctlListPools),
  linux('swanctl -S', parseSwanctlStats),
  linux('swanctl -C', parseSwanctlCounters),
  linux('swanctl -g', parseSwanctlListAlgs),
  linux('swanctl -B', parseSwanctlListAuthorities),
  ...['listcerts', 'listcacerts', 'listcrls'].map((what) => linux(`ipsec ${what}`, parseSwanctlListCerts)),
  linux('swanctl --list-certs', parseSwanctlListCerts),
  linux('swanctl --list-pools', parseSwanctlListPools),
  linux('swanctl --stats', parseSwanctlStats),
  linux('swanctl --counters', parseSwanctlCounters),
  linux('swanctl --list-algs', parseSwanctlListAlgs),
  linux('swanctl --list-authorities', parseSwanctlListAuthorities),
  ...['swanctl --version', 'ipsec version', 'ipsec --version'].map((command) => linux(command, parseIpsecVersion)),
  linux('ipsec status', parseIpsecStatus),
  linux('ipsec statusall', parseStrongswanStatus),
  linux('swanctl --initiate', parseCharonLog),
  linux('swanctl --terminate', parseCharonLog),
  linux('swanctl --rekey', parseCharonLog),
  linux('swanctl --log', parseCharonLog),
  linux('journalctl', parseIkeLog),
  linux('ipsec up', parseIkeLog),
  linux('ipsec down', parseIkeLog),
  ...['up', 'down', 'add', 'delete', 'replace', 'start'].map((what) => linux(`ipsec auto --${what}`, parseIkeLog)),
  linux('ipsec whack --initiate', parseIkeLog),
  linux('ipsec whack --status', parseLibreswanStatus),
  linux('ipsec auto --status', parseLibreswanStatus),
  linux('ipsec connectionstatus', parseLibreswanConnections),
  linux('ipsec whack --connectionstatus', parseLibreswanConnections),
  linux('ipsec showstates', parseLibreswanStates),
  linux('ipsec trafficstatus', parseLibreswanStates),
  linux('ipsec briefstatus', parseLibreswanStates),
  linux('ipsec whack --trafficstatus', parseLibreswanStates),
  linux('ipsec whack --showstates', parseLibreswanStates),
  linux('ipsec whack --briefstatus', parseLibreswanStates),
  linux('ipsec shuntstatus', parseLibreswanShunts),
  linux('ipsec whack --shuntstatus', parseLibreswanShunts),
  linux('ipsec globalstatus', parseLibreswanGlobalStatus),
  linux('ipsec whack --globalstatus', parseLibreswanGlobalStatus),
  ...['add', 'delete', 'route', 'unroute', 'ondemand', 'start'].map((what) => linux(`ipsec ${what}`, parseIkeLog)),
  linux('uname', parseUname),
  linux('sysctl', parseSysctl),
  ...withOptions('xfrm state', parseIpXfrmState),
  ...withOptions('xfrm state count', parseIpXfrmCount),
  ...withOptions('xfrm policy count', parseIpXfrmCount),
  ...withOptions('xfrm policy', parseIpXfrmPolicy),
  ...withOptions('address', parseIpAddress),
  ...withOptions('link', parseIpAddress),
  ...withOptions('route', parseIpRoute),
  ...withOptions('neighbour', parseIpNeighbour),
  ...withOptions('rule', parseIpRule),
  ...withOptions('tunnel', parseIpTunnel),
  linux('arp', parseIpNeighbour),
  linux('route', parseKernelRoutes),
  linux('netstat -rn', parseKernelRoutes),
  linux('netstat -nr', parseKernelRoutes),
  linux('ss', parseSocketList),
  linux('conntrack', parseConntrack),
  ...['iptables', 'ip6tables'].flatMap((filter) => [
    linux(filter, parseIptablesList),
    linux(`${filter} -S`, parseIptablesSave),
    linux(`${filter} -t WORD -S`, parseIptablesSave),
    linux(`${filter}-save`, parseIptablesSave),
  ]),
  linux('nft list', parseNftRuleset),
  linux('cat /proc/net/xfrm_stat', parseXfrmStatistics),
  linux('tracepath', parseTracepath),
  linux('mtr', parseMtrReport),
  linux('ping', parsePing),
  linux('ping6', parsePing),
  linux('busybox ping', parsePing),
  linux('traceroute', parseTraceroute),
  linux('traceroute6', parseTraceroute),
  linux('busybox traceroute', parseTraceroute),
];
