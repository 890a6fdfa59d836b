/** The commands of VPCS whose answers are read. */
import type { CommandParser } from '../command-parser.ts';
import { parsePing } from './ping.ts';
import { parseShowArp } from './show-arp.ts';
import { parseShowIp } from './show-ip.ts';
import { parseTrace } from './trace.ts';

const vpcs = (command: string, parse: CommandParser['parse']): CommandParser => ({
  platforms: ['vpcs'],
  command,
  parse,
});

export const VPCS_COMMANDS: readonly CommandParser[] = [
  vpcs('ping', parsePing),
  vpcs('trace', parseTrace),
  vpcs('show ip', parseShowIp),
  vpcs('show', parseShowIp),
  vpcs('show arp', parseShowArp),
  vpcs('arp', parseShowArp),
];
