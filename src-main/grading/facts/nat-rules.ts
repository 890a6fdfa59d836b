/** Which rule of a router or an ASA translates traffic from one network to another, if any does. */
import type { AsaConfiguration, AsaNatRule } from '../../parsers/asa/configuration.ts';
import type { RunningConfiguration } from '../../parsers/ios/configuration.ts';
import type { Exercise } from '../../lab/exercise.ts';
import { membersOf } from '../diagnosis/asa-configuration.ts';
import { networkOfAddress, type Network } from '../diagnosis/flows.ts';
import { matches } from '../diagnosis/tree.ts';
import type { Quote } from '../verdict.ts';
import { quoteOf, quotesOfNothing, type Captures } from './captures.ts';
import { readConfiguration } from './configurations.ts';
import { roleNamed } from './places.ts';
import { showOn } from './shows.ts';
import { decide } from './traffic.ts';

export interface Translating {
  /** Whether one does. */
  is: boolean;
  /** The rule that does, or that keeps it as it is. */
  text: string;
  quotes: Quote[];
}

interface Ends {
  from: Network;
  to: Network;
}

/** @throws {Unreadable} */
export function translatingRule(
  known: { exercise: Exercise; captures: Captures },
  role: string,
  ends: Ends,
): Translating {
  const { evidence, configuration } = readConfiguration(known, role);
  const isAsa = roleNamed(known.exercise, role).platform === 'asa';
  const found = isAsa ? asaRule(asaOf(known.captures, role), ends) : iosRule(configuration, ends);
  const quotes = found.lines.map((line) => quoteOf(evidence, line));
  return { is: found.is, text: found.text, quotes: quotes.length > 0 ? quotes : quotesOfNothing(evidence) };
}

function asaOf(captures: Captures, role: string): AsaConfiguration | undefined {
  return captures.read(role, showOn<AsaConfiguration>('asa', 'more system:running-config'), 'end').records[0];
}

interface Found {
  is: boolean;
  text: string;
  lines: number[];
}

const NONE: Found = { is: false, text: '', lines: [] };

const traffic = ({ from, to }: Ends) => ({ from, to, protocol: undefined, port: undefined, sourcePort: undefined });

/** The first rule whose list, or whose route map's list, takes the traffic or a part of it. */
function iosRule(configuration: RunningConfiguration, ends: Ends): Found {
  const rules = matches(configuration.lines, /^ip nat inside source (list|route-map) (\S+) /);
  const decided = rules.flatMap(({ line, text, groups: [kind, name = ''] }) =>
    listsOf(configuration, kind, name).map((list) => ({ line, text, ...decide(list.entries, traffic(ends)) })),
  );
  const taking = decided.find(({ is }) => is !== 'deny');
  const shown = taking ?? decided[0];
  if (!shown) return NONE;
  return {
    is: taking !== undefined,
    text: shown.text,
    lines: [...(shown.entry ? [shown.entry.line] : []), shown.line],
  };
}

function listsOf({ accessLists, lines }: RunningConfiguration, kind: string | undefined, name: string) {
  const names =
    kind === 'list'
      ? [name]
      : matches(lines, /^route-map (\S+) permit/)
          .filter(({ groups }) => groups[0] === name)
          .flatMap(({ children }) =>
            matches(children, /^match ip address (\S.*)$/).flatMap(({ groups: [all = ''] }) => all.split(/\s+/)),
          );
  return accessLists.filter((list) => names.includes(list.name));
}

/** In the order in which an ASA takes them: by hand, of objects, and those after them. */
function asaRule(asa: AsaConfiguration | undefined, ends: Ends): Found {
  if (!asa) return NONE;
  const order = (rule: AsaNatRule): number => (rule.object !== undefined ? 1 : rule.isAfterAuto ? 2 : 0);
  const sorted = asa.nat.toSorted((a, b) => order(a) - order(b));
  const first = sorted.find((rule) => isFor(rule, asa, ends));
  if (!first) return NONE;
  return { is: !isIdentity(first), text: `nat (${first.real},${first.mapped}) ${first.text}`, lines: [first.line] };
}

function isIdentity({ text }: AsaNatRule): boolean {
  const [, real, mapped] = /^source static (\S+) (\S+)/.exec(text) ?? [];
  const [, own, other] = /destination static (\S+) (\S+)/.exec(text) ?? [];
  return real !== undefined && real === mapped && own === other;
}

function isFor({ text, object }: AsaNatRule, asa: AsaConfiguration, { from, to }: Ends): boolean {
  const source = object ?? /^source \S+ (\S+)/.exec(text)?.[1];
  const destination = /destination static \S+ (\S+)/.exec(text)?.[1];
  return covers(source, asa, from) && (destination === undefined || covers(destination, asa, to));
}

function covers(name: string | undefined, asa: AsaConfiguration, wanted: Network): boolean {
  if (name === undefined || name === 'any' || name === 'any4') return true;
  return membersOf(name, asa, 4).some((member) => {
    const network = networkOfAddress(member);
    return network !== undefined && ((network.address ^ wanted.address) & network.mask & wanted.mask) === 0;
  });
}
