/**
 * show running-config [interface I | partition P | | section S], show startup-config, show configuration
 *
 * Every line is kept in the tree. A line at the left margin that begins with no global command that we know is listed
 * as unknown as well; a text without any known one is no configuration.
 */
import { Account, conclude } from '../account.ts';
import { LineReader } from '../clean.ts';
import { Margin } from '../margin.ts';
import { isNoise, isPager, isRefusal } from '../noise.ts';
import type { Parsed } from '../parsed.ts';
import { integer } from '../values.ts';
import { cryptoMapOf, ipsecProfileOf, isakmpProfileOf, keyOf, keyringOf, policyOf, transformSetOf } from './configuration-crypto.ts'; // prettier-ignore
import { readFields, type FieldLine } from './configuration-fields.ts';
import { ikev2Of } from './configuration-ikev2.ts';
import { natOf, natPoolOf } from './configuration-nat.ts';
import { interfaceOf, readAccessList, routeOf } from './configuration-interfaces.ts';
import { isKnownGlobal, treeOf, type FlatLine } from './configuration-tree.ts';
import type { ConfigurationLine } from './configuration-line.ts';
import type { RunningConfiguration } from './configuration.ts';
import type { AccessList } from './show-access-lists.ts';

const HEADING =
  /^(?:Building configuration\.\.\.|Current configuration\s*:.*|Using \d+ out of \d+ bytes.*|Configuration of Partition.*)$/;

/** `banner motd ^C`: text until the same character comes again, which is nobody's configuration. */
const BANNER = /^banner (?:motd|login|exec|incoming|slip-ppp|prompt-timeout) (\^C|\S)(.*)$/;

class Gathered {
  readonly lines: FlatLine[] = [];
  hasHeading = false;
  /** A whole configuration was announced, and those end with `end`. */
  mustEnd = false;
  hasEnd = false;
  /** What ends the banner that is being read. */
  #delimiter: string | undefined;

  /** False when the line is none of a configuration. */
  add(text: string, line: number, indent: number, raw: string): boolean {
    if (this.#delimiter !== undefined) return this.#readBanner(text);
    if (HEADING.test(text)) return this.#head(text);
    if (this.hasEnd || isPager(text) || isNoise(text, this.lines.length === 0) || isRefusal(text)) return false;
    if (text === 'end') this.hasEnd = true;
    else this.#keep(text, line, indent, raw);
    return true;
  }

  #head(text: string): true {
    this.hasHeading = true;
    this.mustEnd ||= /^Building|\d bytes/.test(text);
    return true;
  }

  #keep(text: string, line: number, indent: number, raw: string): void {
    this.lines.push({ line, text, indent, raw });
    const [, delimiter, rest = ''] = BANNER.exec(text) ?? [];
    if (delimiter !== undefined && !rest.includes(delimiter)) this.#delimiter = delimiter;
  }

  #readBanner(text: string): boolean {
    if (this.#delimiter !== undefined && text.includes(this.#delimiter)) this.#delimiter = undefined;
    return true;
  }
}

function gather(reader: LineReader, account: Account): Gathered {
  const gathered = new Gathered();
  while (reader.next()) {
    const { text, line, isOverlong, start, rawStart } = reader;
    if (!isOverlong && gathered.add(text, line, start - rawStart, reader.buffer.slice(rawStart, reader.rawEnd)))
      account.understand();
    else account.wonder({ number: line, text, raw: text, isOverlong });
  }
  return gathered;
}

export function parseShowRunningConfig(text: string): Parsed<RunningConfiguration> {
  const reader = new LineReader(text);
  const account = new Account(reader);
  const { lines, hasHeading, mustEnd, hasEnd } = gather(reader, account);
  const tree = treeOf(lines, new Margin(text));
  const strange = tree.filter((node) => !isKnownGlobal(node.text));
  for (const { line, text: unknown } of strange) account.report(line, unknown);
  const isConfiguration = hasHeading || strange.length < tree.length;
  if (!isConfiguration) return conclude({ ...account.close(), understood: 0 }, []);
  return conclude(account.close(), [configurationOf(tree)], mustEnd && !hasEnd);
}

function configurationOf(lines: ConfigurationLine[]): RunningConfiguration {
  const configuration: RunningConfiguration = {
    line: lines[0]?.line ?? 0,
    at: {},
    lines,
    isakmpPolicies: lines.flatMap((node) => policyOf(node) ?? []),
    isakmpKeys: lines.flatMap((node) => keyOf(node) ?? []),
    keyrings: lines.flatMap((node) => keyringOf(node) ?? []),
    isakmpProfiles: lines.flatMap((node) => isakmpProfileOf(node) ?? []),
    transformSets: lines.flatMap((node) => transformSetOf(node) ?? []),
    ipsecProfiles: lines.flatMap((node) => ipsecProfileOf(node) ?? []),
    cryptoMaps: lines.flatMap((node) => cryptoMapOf(node) ?? []),
    localAddresses: lines.flatMap((node) => localAddressOf(node) ?? []),
    interfaces: lines.flatMap((node) => interfaceOf(node) ?? []),
    routes: lines.flatMap((node) => routeOf(node) ?? []),
    accessLists: [],
  };
  const lists = new Map<string, AccessList>();
  for (const node of lines) readAccessList(lists, node);
  configuration.accessLists = [...lists.values()];
  addOptional(configuration, lines);
  return readFields(configuration, lines, GLOBALS);
}

/** What many configurations have nothing of. */
function addOptional(configuration: RunningConfiguration, lines: readonly ConfigurationLine[]): void {
  const ikev2 = ikev2Of(lines);
  const nat = lines.flatMap((node) => natOf(node) ?? []);
  const natPools = lines.flatMap((node) => natPoolOf(node) ?? []);
  if (ikev2) configuration.ikev2 = ikev2;
  if (nat.length > 0) configuration.nat = nat;
  if (natPools.length > 0) configuration.natPools = natPools;
}

const GLOBALS: FieldLine<RunningConfiguration>[] = [
  { pattern: /^hostname (\S+)$/, fields: ([hostname]) => ({ hostname }) },
  { pattern: /^version (\S+)$/, fields: ([version]) => ({ version }) },
  { pattern: /^crypto isakmp identity (\S+)$/, fields: ([isakmpIdentity]) => ({ isakmpIdentity }) },
  {
    pattern: /^crypto isakmp keepalive (\d+)(?: (\d+))?(?: (periodic|on-demand))?$/,
    fields: ([seconds, retry, mode]) => ({
      isakmpKeepaliveSeconds: integer(seconds),
      isakmpKeepaliveRetrySeconds: integer(retry),
      isakmpKeepaliveMode: mode,
    }),
  },
  {
    pattern: /^crypto isakmp nat keepalive (\d+)$/,
    fields: ([seconds]) => ({ isakmpNatKeepaliveSeconds: integer(seconds) }),
  },
  { pattern: /^crypto isakmp aggressive-mode disable$/, fields: () => ({ isAggressiveModeDisabled: true }) },
  {
    pattern: /^crypto ipsec security-association idle-time (\d+)$/,
    fields: ([seconds]) => ({ idleSeconds: integer(seconds) }),
  },
  {
    pattern: /^crypto ipsec security-association replay window-size (\d+)$/,
    fields: ([size]) => ({ replayWindow: integer(size) }),
  },
  { pattern: /^no crypto isakmp enable$/, fields: () => ({ isIsakmpDisabled: true }) },
  {
    pattern: /^crypto ipsec security-association lifetime (?:seconds (\d+)|kilobytes (\d+))$/,
    fields: ([seconds, kilobytes]) => ({ lifetimeSeconds: integer(seconds), lifetimeKilobytes: integer(kilobytes) }),
  },
];

function localAddressOf({ line, text }: ConfigurationLine): RunningConfiguration['localAddresses'][number] | undefined {
  const match = /^crypto map (\S+) local-address (\S.*)$/.exec(text);
  return match ? { map: match[1] ?? '', interface: match[2] ?? '', line } : undefined;
}
