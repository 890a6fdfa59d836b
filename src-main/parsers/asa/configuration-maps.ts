/** The lines of crypto maps: each entry is spread over several, all at the left margin. */
import type { ConfigurationLine } from '../ios/configuration-line.ts';
import { put } from '../parsed.ts';
import { appended, integer, words } from '../values.ts';
import type { AsaConfiguration, AsaConfiguredMap } from './configuration.ts';

type Fields = Partial<AsaConfiguredMap>;

const SETTINGS: readonly (readonly [RegExp, (text: string) => Fields])[] = [
  [/^match address (\S+)$/, (accessList) => ({ accessList })],
  [/^set peer (.+)$/, (text) => ({ peers: words(text) })],
  [/^set pfs ?(.*)$/, (group) => ({ pfs: group === '' ? 'default' : group })],
  [/^set (?:ikev1 )?transform-set (.+)$/, (text) => ({ transformSets: words(text) })],
  [/^set ikev2 ipsec-proposal (.+)$/, (text) => ({ ipsecProposals: words(text) })],
  [/^set connection-type (\S+)$/, (connectionType) => ({ connectionType })],
  [/^set (?:ikev1 )?phase1-mode (.+)$/, (phase1Mode) => ({ phase1Mode })],
  [/^set ikev2 mode (\S+)$/, (ikev2Mode) => ({ ikev2Mode })],
  [/^set reverse-route(.*)$/, () => ({ isReverseRoute: true })],
  [/^set tfc-packets(.*)$/, () => ({ isTfc: true })],
  [/^set trustpoint (.+)$/, (trustpoint) => ({ trustpoint })],
  [/^ipsec-isakmp dynamic (\S+)$/, (template) => ({ template })],
];

/** @param groups of `[no ]crypto (map|dynamic-map) NAME SEQUENCE REST` */
export function readMapLine(
  configuration: AsaConfiguration,
  { line }: ConfigurationLine,
  [no, kind, name = '', sequence, rest = '']: readonly (string | undefined)[],
): void {
  const entry = entryOf(configuration, { line, name, sequence: Number(sequence), isDynamic: kind === 'dynamic-map' });
  if (no !== undefined) {
    if (rest.startsWith('set tfc-packets')) put(entry, line, { isTfc: false });
    return;
  }
  if (readLifetime(entry, rest, line)) return;
  for (const [pattern, fields] of SETTINGS) {
    const match = pattern.exec(rest);
    if (!match) continue;
    put(entry, line, fields(match[1]?.trim() ?? ''));
    return;
  }
  entry.others = appended(entry.others, rest);
}

function readLifetime(entry: AsaConfiguredMap, rest: string, line: number): boolean {
  const text = /^set security-association lifetime (.+)$/.exec(rest)?.[1];
  if (text === undefined) return false;
  const seconds = integer(/seconds (\d+)/.exec(text)?.[1]);
  const kilobytes = /kilobytes (\S+)/.exec(text)?.[1];
  put(entry, line, { lifetimeSeconds: seconds, lifetimeKilobytes: kilobytes });
  return true;
}

function entryOf(
  { cryptoMaps }: AsaConfiguration,
  { line, ...key }: Pick<AsaConfiguredMap, 'line' | 'name' | 'sequence' | 'isDynamic'>,
): AsaConfiguredMap {
  const known = cryptoMaps.find(
    ({ name, sequence, isDynamic }) => name === key.name && sequence === key.sequence && isDynamic === key.isDynamic,
  );
  if (known) return known;
  const entry = { line, at: {}, ...key, peers: [], transformSets: [], ipsecProposals: [] };
  cryptoMaps.push(entry);
  return entry;
}
