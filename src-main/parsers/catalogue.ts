/** Which parser reads which command, by the words of the command as people type them. */
import type { Parsed } from './parsed.ts';
import { parseLog } from './ios/log.ts';
import { parsePing } from './ios/ping.ts';
import { parseShowAccessLists } from './ios/show-access-lists.ts';
import { parseShowClock } from './ios/show-clock.ts';
import { parseShowCryptoEngineConnectionsActive } from './ios/show-crypto-engine-connections-active.ts';
import { parseShowCryptoIpsecProfile } from './ios/show-crypto-ipsec-profile.ts';
import { parseShowCryptoIpsecSa } from './ios/show-crypto-ipsec-sa.ts';
import { parseShowCryptoIpsecSecurityAssociation } from './ios/show-crypto-ipsec-security-association.ts';
import { parseShowCryptoIpsecTransformSet } from './ios/show-crypto-ipsec-transform-set.ts';
import { parseShowCryptoIsakmpKey } from './ios/show-crypto-isakmp-key.ts';
import { parseShowCryptoIsakmpPolicy } from './ios/show-crypto-isakmp-policy.ts';
import { parseShowCryptoIsakmpSaDetail } from './ios/show-crypto-isakmp-sa-detail.ts';
import { parseShowCryptoIsakmpSa } from './ios/show-crypto-isakmp-sa.ts';
import { parseShowCryptoMap } from './ios/show-crypto-map.ts';
import { parseShowCryptoSession } from './ios/show-crypto-session.ts';
import { parseShowInterfaces } from './ios/show-interfaces.ts';
import { parseShowIpInterfaceBrief } from './ios/show-ip-interface-brief.ts';
import { parseShowIpRouteEntry } from './ios/show-ip-route-entry.ts';
import { parseShowIpRoute } from './ios/show-ip-route.ts';
import { parseShowLogging } from './ios/show-logging.ts';
import { parseShowRunningConfig } from './ios/show-running-config.ts';
import { parseShowVersion } from './ios/show-version.ts';

/** Those with a parser so far. */
export type ParsedPlatform = 'ios' | 'iosxe';

export interface CommandParser {
  platforms: readonly ParsedPlatform[];
  /** In full: "show crypto isakmp sa". `A.B.C.D` stands for an address. */
  command: string;
  parse: (text: string) => Parsed<unknown>;
}

const IOS = ['ios', 'iosxe'] as const;
const ios = (command: string, parse: CommandParser['parse']): CommandParser => ({ platforms: IOS, command, parse });

/** A command with more words is read by the longest entry that it begins with. */
const PARSERS: readonly CommandParser[] = [
  ios('show crypto isakmp policy', parseShowCryptoIsakmpPolicy),
  ios('show crypto isakmp key', parseShowCryptoIsakmpKey),
  ios('show crypto isakmp sa', parseShowCryptoIsakmpSa),
  ios('show crypto isakmp sa detail', parseShowCryptoIsakmpSaDetail),
  ios('show crypto ipsec transform-set', parseShowCryptoIpsecTransformSet),
  ios('show crypto ipsec profile', parseShowCryptoIpsecProfile),
  ios('show crypto ipsec sa', parseShowCryptoIpsecSa),
  ios('show crypto ipsec security-association', parseShowCryptoIpsecSecurityAssociation),
  ios('show crypto ipsec security-association-lifetime', parseShowCryptoIpsecSecurityAssociation),
  ios('show crypto engine connections active', parseShowCryptoEngineConnectionsActive),
  ios('show crypto map', parseShowCryptoMap),
  ios('show crypto session', parseShowCryptoSession),
  ios('show interfaces', parseShowInterfaces),
  ios('show ip interface brief', parseShowIpInterfaceBrief),
  ios('show ip route', parseShowIpRoute),
  ios('show ip route A.B.C.D', parseShowIpRouteEntry),
  ios('show version', parseShowVersion),
  ios('show clock', parseShowClock),
  ios('show logging', parseShowLogging),
  ios('show running-config', parseShowRunningConfig),
  ios('show startup-config', parseShowRunningConfig),
  ios('show configuration', parseShowRunningConfig),
  ios('show access-lists', parseShowAccessLists),
  ios('show ip access-lists', parseShowAccessLists),
  ios('show ipv6 access-list', parseShowAccessLists),
  ios('ping', parsePing),
  // What a console shows while debugs run, and what they leave in a file.
  ios('debug crypto isakmp', parseLog),
  ios('debug crypto ipsec', parseLog),
  ios('terminal monitor', parseLog),
];

/**
 * The parser of a command, abbreviated as IOS allows ("sh cry isa sa"): every word begins one of the entry's words. Of
 * several the one with the most words, then the one with a word typed in full.
 */
export function parserOf(platform: string, command: string): CommandParser | undefined {
  const typed = command.trim().toLowerCase().replace(/^do /, '').split(/\s*\|/, 1)[0]?.split(/\s+/) ?? [];
  const fitting = PARSERS.filter(
    (entry) => entry.platforms.some((one) => one === platform) && isOf(typed, entry.command),
  );
  return fitting.sort((a, b) => rank(b.command, typed) - rank(a.command, typed))[0];
}

function isOf(typed: readonly string[], command: string): boolean {
  const full = command.split(' ');
  return full.every((word, index) => {
    const given = typed[index] ?? '';
    if (word === 'A.B.C.D') return /^\d+\.\d+\.\d+\.\d+$/.test(given);
    return given !== '' && word.startsWith(given);
  });
}

function rank(command: string, typed: readonly string[]): number {
  const full = command.split(' ');
  const exact = full.filter((word, index) => word === typed[index]).length;
  return full.length * 100 + exact;
}
