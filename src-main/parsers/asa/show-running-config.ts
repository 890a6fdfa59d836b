/**
 * show running-config [all] [crypto map | tunnel-group | access-list | object | nat | route | interface | …], show
 * startup-config
 *
 * Every line is kept in the tree; a part of the configuration is read as the whole is.
 */
import { Account, conclude } from '../account.ts';
import { SHORTEST_BROKEN, endsAtMargin, hadToBreak, isRest } from '../broken-line.ts';
import { LineReader } from '../clean.ts';
import type { FlatLine } from '../ios/configuration-tree.ts';
import type { ConfigurationLine } from '../ios/configuration-line.ts';
import { isNoise, isPager, isRefusal } from '../noise.ts';
import type { Parsed } from '../parsed.ts';
import { readAsaLine } from './configuration-lines.ts';
import { asaTreeOf, isAsaGlobal } from './configuration-tree.ts';
import type { AsaConfiguration } from './configuration.ts';

const HEADING = /^(?:: Saved|:|: Written by .*|: Serial Number: .*|: Hardware:.*|: end|Cryptochecksum:.*)$/;

function gather(reader: LineReader, account: Account): { lines: FlatLine[]; isWhole: boolean; hasEnd: boolean } {
  const lines: FlatLine[] = [];
  let isWhole = false;
  let hasEnd = false;
  let lastRaw = '';
  while (reader.next()) {
    const { text, line, isOverlong, start, rawStart } = reader;
    if (!isOverlong && HEADING.test(text)) {
      isWhole ||= text === ': Saved';
      hasEnd ||= text === ': end';
      account.understand();
    } else if (!isOverlong && isRestOf(lines.at(-1), reader, lastRaw)) {
      goOn(lines, text, lastRaw);
      lastRaw = rawOf(reader);
      account.understand();
    } else if (!isOverlong && isConfiguration(text, lines.length === 0)) {
      lines.push({ line, text, indent: start - rawStart, raw: rawOf(reader) });
      lastRaw = rawOf(reader);
      account.understand();
    } else {
      account.wonder({ number: line, text, raw: text, isOverlong });
      lastRaw = '';
    }
  }
  return { lines, isWhole, hasEnd };
}

function isConfiguration(text: string, isFirst: boolean): boolean {
  return !isPager(text) && !isNoise(text, isFirst) && !isRefusal(text);
}

function rawOf({ buffer, rawStart, rawEnd }: LineReader): string {
  return buffer.slice(rawStart, rawEnd);
}

/** What a terminal broke off the line before stands at the left margin, and begins as no line there does. */
function isRestOf(last: FlatLine | undefined, reader: LineReader, lastRaw: string): boolean {
  const raw = rawOf(reader);
  const isFit = last !== undefined && lastRaw.length >= SHORTEST_BROKEN && hadToBreak(lastRaw, raw);
  return isFit && !isAsaGlobal(reader.text) && isRest(reader.text);
}

function goOn(lines: FlatLine[], text: string, lastRaw: string): void {
  const last = lines.at(-1);
  if (last) last.text = endsAtMargin(lastRaw) && !lastRaw.endsWith(' ') ? last.text + text : `${last.text} ${text}`;
}

export function parseShowRunningConfig(text: string): Parsed<AsaConfiguration> {
  const reader = new LineReader(text);
  const account = new Account(reader);
  const { lines, isWhole, hasEnd } = gather(reader, account);
  const tree = asaTreeOf(lines);
  const strange = tree.filter((node) => !isAsaGlobal(node.text));
  for (const { line, text: unknown } of strange) account.report(line, unknown);
  if (!isWhole && strange.length === tree.length && tree.length > 0) {
    return conclude({ ...account.close(), understood: 0 }, []);
  }
  return conclude(account.close(), tree.length > 0 ? [configurationOf(tree)] : [], isWhole && !hasEnd);
}

function configurationOf(lines: ConfigurationLine[]): AsaConfiguration {
  const configuration: AsaConfiguration = {
    line: lines[0]?.line ?? 0,
    at: {},
    lines,
    cryptoMaps: [],
    mapInterfaces: [],
    transformSets: [],
    ikePolicies: [],
    ikeInterfaces: [],
    tunnelGroups: [],
    accessLists: [],
    accessGroups: [],
    objects: [],
    objectGroups: [],
    nat: [],
    routes: [],
    interfaces: [],
    users: [],
    names: [],
  };
  for (const node of lines) readAsaLine(configuration, node);
  return configuration;
}
