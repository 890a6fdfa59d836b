/** show nat [detail]: the rules of the three sections in their order, with how often each was used. */
import type { Parsed, Sourced } from '../parsed.ts';
import { conclude } from '../account.ts';
import { Records } from '../records.ts';
import { RuleTable, readLines, rule } from '../rules.ts';

export interface AsaNat extends Sourced {
  /** 1: before the objects' own, 2: theirs, 3: after them. */
  section?: number;
  number: number;
  real: string;
  mapped: string;
  /** "source static LAN LAN destination static BRANCHES BRANCHES no-proxy-arp". */
  text: string;
  translateHits?: number;
  untranslateHits?: number;
  /** `Source - Origin: …, Translated: …` and its kin, as printed. */
  origins?: { side: string; origin: string; translated?: string }[];
  service?: { protocol: string; real: string; mapped: string };
  isInactive?: boolean;
}

class Rules extends Records<AsaNat> {
  section: number | undefined;
}

const hasRule = ({ last }: Rules): boolean => last !== undefined;

const TABLE = new RuleTable<Rules>([
  rule<Rules, [string]>(/^(Manual NAT Policies|Auto NAT Policies|Manual NAT Policies Implicit|Twice NAT Policies) ?(?:\(Section [0-3]\))?$/, (rules, _, __, { text }) => { rules.section = Number(/Section (\d)/.exec(text)?.[1] ?? 0); }), // prettier-ignore
  rule<Rules, [string, string, string, string]>(
    /^(\d+) \((\S+)\) to \((\S+)\) (source .+)$/,
    (rules, [number, real, mapped, text], line) => {
      const isInactive = text.endsWith(' inactive');
      rules.begin(line, { number: Number(number), real, mapped, text: text.replace(/\s+/g, ' ') });
      return rules.set(line, { section: rules.section, isInactive: isInactive ? true : undefined });
    },
  ),
  rule<Rules, [string, string]>(
    /^translate_hits = (\d+), untranslate_hits = (\d+)$/,
    (rules, [translate, untranslate], line) =>
      rules.set(line, { translateHits: Number(translate), untranslateHits: Number(untranslate) }),
    hasRule,
  ),
  rule<Rules, [string, string, string]>(
    /^Service - Protocol: (\S+) Real: (.+?) Mapped: (.+)$/,
    (rules, [protocol, real, mapped], line) => rules.set(line, { service: { protocol, real, mapped } }),
    hasRule,
  ),
  rule<Rules, [string, string | undefined, string | undefined, string | undefined]>(
    /^(Source|Destination|Service) - (?:Origin|Real): (?:(\S[^,]*?(?:, [^,:]+)*?) ?, (?:Translated|Mapped): (\S.*)|([^,]+(?:, [^,:]+)*))$/,
    ({ last }, [side, before, translated, alone]) => {
      const origin = before ?? alone ?? '';
      if (last) (last.origins ??= []).push({ side, origin, ...(translated === undefined ? {} : { translated }) });
    },
    hasRule,
  ),
]);

export function parseShowNat(text: string): Parsed<AsaNat> {
  const rules = new Rules();
  const reading = readLines(text, TABLE, rules);
  return conclude(
    reading,
    rules.all,
    rules.last !== undefined && (reading.isLoose || rules.last.translateHits === undefined),
  );
}
