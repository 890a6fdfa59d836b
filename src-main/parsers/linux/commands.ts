/** The commands of Linux and VPCS whose answers are read. */
import type { CommandParser } from '../command-parser.ts';
import { parseCharonLog } from './charon-log.ts';
import { parseIpAddress } from './ip-address.ts';
import { parseIpNeighbour } from './ip-neighbour.ts';
import { parseIpRoute } from './ip-route.ts';
import { parseIpTunnel } from './ip-tunnel.ts';
import { parseIpXfrmPolicy } from './ip-xfrm-policy.ts';
import { parseIpXfrmState } from './ip-xfrm-state.ts';
import { parseLibreswanStates } from './libreswan-states.ts';
import { parsePing } from './ping.ts';
import { parseStrongswanStatus } from './strongswan-status.ts';
import { parseSwanctlListSas } from './swanctl-list-sas.ts';
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
  linux('ipsec status', parseStrongswanStatus),
  linux('ipsec statusall', parseStrongswanStatus),
  linux('swanctl --initiate', parseCharonLog),
  linux('swanctl --terminate', parseCharonLog),
  linux('swanctl --rekey', parseCharonLog),
  linux('swanctl --log', parseCharonLog),
  linux('journalctl', parseCharonLog),
  linux('ipsec up', parseCharonLog),
  linux('ipsec showstates', parseLibreswanStates),
  linux('ipsec trafficstatus', parseLibreswanStates),
  linux('ipsec briefstatus', parseLibreswanStates),
  linux('ipsec whack --trafficstatus', parseLibreswanStates),
  linux('ipsec whack --showstates', parseLibreswanStates),
  linux('uname', parseUname),
  linux('sysctl', parseSysctl),
  ...withOptions('xfrm state', parseIpXfrmState),
  ...withOptions('xfrm policy', parseIpXfrmPolicy),
  ...withOptions('address', parseIpAddress),
  ...withOptions('link', parseIpAddress),
  ...withOptions('route', parseIpRoute),
  ...withOptions('neighbour', parseIpNeighbour),
  ...withOptions('tunnel', parseIpTunnel),
  linux('arp', parseIpNeighbour),
  linux('ping', parsePing),
  linux('busybox ping', parsePing),
  linux('traceroute', parseTraceroute),
  linux('busybox traceroute', parseTraceroute),
];
