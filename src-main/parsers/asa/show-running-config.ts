/**
 * show running-config [all] [crypto map | tunnel-group | access-list | object | nat | route | interface | …], show
 * startup-config
 *
 * Every line is kept in the tree; a part of the configuration is read as the whole is.
 */
import { Account, conclude } from '../account.ts';
import { SHORTEST_BROKEN, isRest } from '../broken-line.ts';
import { LineReader } from '../clean.ts';
import type { FlatLine } from '../ios/configuration-tree.ts';
import type { ConfigurationLine } from '../ios/configuration-line.ts';
import { Margin } from '../margin.ts';
import { isNoise, isPager, isRefusal } from '../noise.ts';
import type { Parsed } from '../parsed.ts';
import { readAsaLine } from './configuration-lines.ts';
import { asaTreeOf, isAsaGlobal } from './configuration-tree.ts';
import type { AsaConfiguration } from './configuration.ts';

const HEADING = /^(?:: Saved|:|: Written by .*|: Serial Number: .*|: Hardware:.*|: end|Cryptochecksum:.*)$/;

class Gathered {
  readonly lines: FlatLine[] = [];
  isWhole = false;
  hasEnd = false;
  #lastRaw = '';

  constructor(private readonly margin: Margin) {}

  /** False when the line is none of a configuration. */
  add({ line, text, isOverlong, start, rawStart }: LineReader, raw: string): boolean {
    const last = this.#lastRaw;
    this.#lastRaw = '';
    if (isOverlong) return false;
    const isHeading = HEADING.test(text);
    if (isHeading) this.#head(text);
    else if (this.lines.length > 0 && isRestOf(last, text, raw, this.margin)) this.#goOn(last, text, raw);
    else if (isConfiguration(text, this.lines.length === 0))
      this.lines.push({ line, text, indent: start - rawStart, raw });
    else return false;
    this.#lastRaw = isHeading ? last : raw;
    return true;
  }

  #head(text: string): void {
    this.isWhole ||= text === ': Saved';
    this.hasEnd ||= text === ': end';
  }

  #goOn(lastRaw: string, text: string, raw: string): void {
    const last = this.lines.at(-1);
    const isInWord = this.margin.isCut(lastRaw, raw) && !lastRaw.endsWith(' ') && !raw.startsWith(' ');
    if (last) last.text += isInWord ? text : ` ${text}`;
  }
}

function gather(reader: LineReader, account: Account, margin: Margin): Gathered {
  const gathered = new Gathered(margin);
  while (reader.next()) {
    const { text, line, isOverlong } = reader;
    if (gathered.add(reader, rawOf(reader))) account.understand();
    else account.wonder({ number: line, text, raw: text, isOverlong });
  }
  return gathered;
}

function isConfiguration(text: string, isFirst: boolean): boolean {
  return !isPager(text) && !isNoise(text, isFirst) && !isRefusal(text);
}

function rawOf({ buffer, rawStart, rawEnd }: LineReader): string {
  return buffer.slice(rawStart, rawEnd);
}

/**
 * What a terminal broke off the line before stands at the left margin, and begins as no line there does. The longest
 * line of a section that is shown alone is no broken one for that.
 */
function isRestOf(lastRaw: string, text: string, raw: string, margin: Margin): boolean {
  const isFit = lastRaw.length >= SHORTEST_BROKEN && margin.isBreak(lastRaw, raw);
  return isFit && !isAsaGlobal(text) && !text.startsWith('!') && isRest(text);
}

export function parseShowRunningConfig(text: string): Parsed<AsaConfiguration> {
  const reader = new LineReader(text);
  const account = new Account(reader);
  const { lines, isWhole, hasEnd } = gather(reader, account, new Margin(text));
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
