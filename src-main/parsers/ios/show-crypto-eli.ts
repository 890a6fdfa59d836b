/** show crypto eli [all | detail]: what the crypto engines can do, and how many sessions they have. */
import { conclude } from '../account.ts';
import type { Parsed, Sourced } from '../parsed.ts';
import { Records, says } from '../records.ts';
import { RuleTable, readLines, rule } from '../rules.ts';
import { integer, listed } from '../values.ts';

export interface CryptoEngine extends Sourced {
  name: string;
  /** "Active", "ACTIVE". */
  state: string;
  capabilities?: string[];
  /** By their names: "IKE-Session", "IKEv2-Session", "DH", "IPSec-Session". */
  sessions: Record<string, { active: number; maximum: number; failed: number; created?: number }>;
  sslSupport?: string;
  sslVersions?: string[];
  sslConnections?: number;
  sslNamespace?: number;
  /** Suites by the version they belong to. */
  suites: Record<string, string[]>;
  /** Of the whole device; on the first engine. */
  hardwareEncryption?: string;
  engines?: number;
  pregeneratedDh?: number;
  dhLifetimeSeconds?: number;
  dhCalculations?: { p1: number; ss: number };
  /** `crypto engine 1:Software Crypto Engine`, `DH in use/freeing/free - 0/0/41008` */
  dh?: { engine: number; name: string; inUse: number; freeing: number; free: number };
}

class Engines extends Records<CryptoEngine> {
  hardware: { line: number; text: string } | undefined;
  engines: number | undefined;
  suites: string[] | undefined;
  dh: { engine: number; name: string } | undefined;
}

type Session = [name: string, active: string, maximum: string, failed: string, created: string | undefined];

const FIELDS = [
  says<CryptoEngine, [string]>(/^Capability\s*: ?(.*)$/, ([text]) => ({ capabilities: listed(text) })),
  says<CryptoEngine, [string]>(/^SSL support\s*: ?(\S+)$/, ([sslSupport]) => ({ sslSupport })),
  says<CryptoEngine, [string]>(/^SSL versions\s*: ?(.+)$/, ([text]) => ({ sslVersions: listed(text) })),
  says<CryptoEngine, [string]>(/^Max SSL connec\s*: ?(\d+)$/, ([count]) => ({ sslConnections: integer(count) })),
  says<CryptoEngine, [string]>(/^SSL namespace\s*: ?(\d+)$/, ([number]) => ({ sslNamespace: integer(number) })),
  says<CryptoEngine, [string]>(/^Number of DH's pregenerated = (\d+)$/, ([count]) => ({ pregeneratedDh: integer(count) })),
  says<CryptoEngine, [string]>(/^DH lifetime = (\d+) seconds$/, ([seconds]) => ({ dhLifetimeSeconds: integer(seconds) })),
  says<CryptoEngine, [string, string]>(/^DH calculations: P1 (\d+), SS (\d+)$/, ([p1, ss]) => ({
    dhCalculations: { p1: Number(p1), ss: Number(ss) },
  })),
]; // prettier-ignore

const hasEngine = ({ last }: Engines): boolean => last !== undefined;

const TABLE = new RuleTable<Engines>([
  rule<Engines, [string]>(/^Hardware Encryption\s*: ?(.+)$/i, (engines, [text], line) => (engines.hardware = { line, text })),
  rule<Engines, [string]>(/^Number of (?:hardware )?crypto engines = (\d+)$/, (engines, [count]) => (engines.engines = Number(count))),
  rule<Engines, [string, string]>(/^CryptoEngine (\S.*?) details: state = (\w+)$/, (engines, [name, state], line) => {
    engines.suites = undefined;
    const isFirst = engines.last === undefined;
    const { hardware } = engines;
    engines.begin(line, { name, state, sessions: {}, suites: {}, engines: isFirst ? engines.engines : undefined });
    if (isFirst && hardware) engines.set(hardware.line, { hardwareEncryption: hardware.text });
  }),
  ...FIELDS,
  rule<Engines, Session>(
    /^([A-Za-z][\w-]*)\s*:\s*(\d+) active(?:\(\d+\/\d+\))?,\s*(\d+) max,\s*(\d+) failed(?:,\s*(\d+) created)?$/,
    ({ last }, [name, active, maximum, failed, created]) => {
      if (!last) return false;
      const session = { active: Number(active), maximum: Number(maximum), failed: Number(failed) };
      last.sessions[name] = created === undefined ? session : { ...session, created: Number(created) };
      return true;
    },
    hasEngine,
  ),
  rule<Engines, [string]>(
    /^(\S+) suites?:$/,
    (engines, [version]) => {
      engines.suites = [];
      if (engines.last) engines.last.suites[version] = engines.suites;
    },
    hasEngine,
  ),
  rule<Engines, [string]>(/^([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)$/, ({ suites }, [suite]) => suites?.push(suite), ({ suites }) => suites !== undefined),
  rule<Engines, [string, string]>(/^crypto engine (\d+): ?(\S.*)$/, (engines, [engine, name]) => (engines.dh = { engine: Number(engine), name }), hasEngine),
  rule<Engines, [string, string, string]>(
    /^DH in use\/freeing\/free - (\d+)\/(\d+)\/(\d+)$/,
    (engines, [inUse, freeing, free], line) => {
      const { dh } = engines;
      return dh !== undefined && engines.set(line, { dh: { ...dh, inUse: Number(inUse), freeing: Number(freeing), free: Number(free) } });
    },
    hasEngine,
  ),
]); // prettier-ignore

export function parseShowCryptoEli(text: string): Parsed<CryptoEngine> {
  const engines = new Engines();
  const reading = readLines(text, TABLE, engines);
  const { last } = engines;
  const isOpen = last === undefined ? engines.hardware !== undefined : last.capabilities === undefined;
  return conclude(reading, engines.all, isOpen || (engines.engines ?? 0) > engines.all.length);
}
