/** swanctl --list-conns, and the same with --raw and --pretty. (Printed by 5.9; older ones say less.) */
import { conclude } from '../account.ts';
import { put, type Parsed } from '../parsed.ts';
import { Records, type Fields } from '../records.ts';
import { RuleTable, readLines, rule, type Groups, type Rule } from '../rules.ts';
import { appended, integer, words } from '../values.ts';
import type { SwanAuthentication, SwanChildConfiguration, SwanConnection } from './swan-connection.ts';
import { positive, putVici, wholeNames, type ViciFields } from './vici-fields.ts';
import { ViciValues, isVici, readVici, type ViciSection } from './vici.ts';

class Connections extends Records<SwanConnection> {
  round: SwanAuthentication | undefined;
  child: SwanChildConfiguration | undefined;

  open(line: number, name: string): SwanConnection {
    this.begin(line, { name, localAddresses: [], remoteAddresses: [], local: [], remote: [], children: [] });
    this.round = undefined;
    this.child = undefined;
    return this.all.at(-1) ?? emptyConnection(name, line);
  }
}

function emptyConnection(name: string, line: number): SwanConnection {
  return { line, at: {}, name, localAddresses: [], remoteAddresses: [], local: [], remote: [], children: [] };
}

const secondsIn = (text: string, pattern: RegExp): number | undefined => integer(pattern.exec(text)?.[1]);

/** `every 3600s or 500000000 bytes or 1000000 packets`, `every 500000 bytes` */
function rekeyingOf(text: string): Fields<SwanChildConfiguration> {
  const every = /rekeying every ([^,]*)/.exec(text)?.[1] ?? '';
  return {
    rekeySeconds: secondsIn(every, /(\d+)s\b/),
    rekeyBytes: secondsIn(every, /(\d+) bytes/),
    rekeyPackets: secondsIn(every, /(\d+) packets/),
    dpdAction: /dpd action is (\S+)/.exec(text)?.[1],
  };
}

/** A line of the child, or of a round where there is none yet. */
function inRound<G extends Groups>(
  pattern: RegExp,
  fields: (groups: G) => Fields<SwanAuthentication>,
): Rule<Connections, G> {
  return rule<Connections, G>(
    pattern,
    ({ round }, groups, line) => {
      if (round) put(round, line, fields(groups));
    },
    ({ round }) => round !== undefined,
  );
}

const isOpen = ({ last }: Connections): boolean => last !== undefined;

const TABLE = new RuleTable<Connections>([
  rule<Connections, [string, string, string]>(
    /^(.{1,200}?): (IKEv[12](?:\/[12])?), (.*)$/,
    (connections, [name, version, text], line) => {
      put(connections.open(line, name), line, {
        name,
        version,
        reauthenticationSeconds: secondsIn(text, /reauthentication every (\d+)s/),
        rekeySeconds: secondsIn(text, /rekeying every (\d+)s/),
        dpdSeconds: secondsIn(text, /dpd delay (\d+)s/),
      });
    },
  ),
  rule<Connections, ['local' | 'remote', string]>(
    /^(local|remote) (.{1,60}) authentication:$/,
    (connections, [side, method], line) => {
      const round: SwanAuthentication = { line, at: {} };
      if (method !== 'unspecified') put(round, line, { method });
      connections.last?.[side].push(round);
      connections.round = round;
    },
    isOpen,
  ),
  rule<Connections, ['local' | 'remote', string]>(
    /^(local|remote):\s{1,4}(.*)$/,
    ({ last, child, round }, [side, text], line) => {
      if (child) put(child, line, { [`${side}Selectors`]: words(text) });
      // Once for each address, before how each end proves who it is.
      else if (round === undefined) last?.[`${side}Addresses`].push(text);
      else return false;
      return true;
    },
    isOpen,
  ),
  inRound<[string]>(/^id: (.*)$/, ([id]) => ({ id })),
  inRound<[string]>(/^eap_id: (.*)$/, ([eapId]) => ({ eapId })),
  inRound<[string]>(/^aaa_id: (.*)$/, ([aaaId]) => ({ aaaId })),
  inRound<[string]>(/^xauth_id: (.*)$/, ([xauthId]) => ({ xauthId })),
  rule<Connections, [string, string]>(
    /^(groups?|cert_policy|certs?|cacerts?): (.*)$/,
    ({ round }, [kind, name], line) => {
      if (!round) return;
      const field = LISTS[kind.replace(/s$/, '')] ?? 'certificates';
      round[field] = appended(round[field], name);
      round.at[field] ??= line;
    },
    ({ round }) => round !== undefined,
  ),
  rule<Connections, [string, string, string]>(
    /^(.{1,200}?): (TUNNEL|TRANSPORT|BEET|PASS|DROP|[A-Z_]{3,20}), (.*)$/,
    (connections, [name, mode, text], line) => {
      const child: SwanChildConfiguration = { line, at: {}, name };
      put(child, line, { name, mode, ...rekeyingOf(text) });
      connections.last?.children.push(child);
      connections.child = child;
    },
    isOpen,
  ),
]);

const LISTS: Readonly<Record<string, 'groups' | 'policies' | 'certificates' | 'authorities'>> = {
  group: 'groups',
  cert_policy: 'policies',
  cert: 'certificates',
  cacert: 'authorities',
};

const ROUND: ViciFields<SwanAuthentication> = [
  ['class', 'method'],
  ['eap-type', 'method'],
  ['id', 'id'],
  ['eap_id', 'eapId'],
  ['aaa_id', 'aaaId'],
  ['xauth_id', 'xauthId'],
  ['revocation', 'revocation'],
  ['groups', 'groups', 'list'],
  ['cert_policy', 'policies', 'list'],
  ['certs', 'certificates', 'list'],
  ['cacerts', 'authorities', 'list'],
];

const CHILD: ViciFields<SwanChildConfiguration> = [
  ['mode', 'mode'],
  ['dpd_action', 'dpdAction'],
  ['close_action', 'closeAction'],
  ['local-ts', 'localSelectors', 'list'],
  ['remote-ts', 'remoteSelectors', 'list'],
];

function childOf(section: ViciSection): SwanChildConfiguration {
  const { name, line } = section;
  const child = putVici<SwanChildConfiguration>({ line, at: {}, name }, section, CHILD);
  const values = new ViciValues(section);
  for (const [from, to] of [
    ['rekey_time', 'rekeySeconds'],
    ['rekey_bytes', 'rekeyBytes'],
    ['rekey_packets', 'rekeyPackets'],
  ] as const)
    // prettier-ignore
    put(child, values.lineOf(from), { [to]: positive(values.number(from)) });
  put(child, line, { name });
  return child;
}

function connectionOf(section: ViciSection): SwanConnection {
  const { name, line } = section;
  const values = new ViciValues(section);
  const rounds = (side: string): SwanAuthentication[] =>
    section.sections.filter((one) => new RegExp(`^${side}(?:-\\d+)?$`).test(one.name)).map((one) => putVici<SwanAuthentication>({ line: one.line, at: {} }, one, ROUND)); // prettier-ignore
  const connection: SwanConnection = {
    ...emptyConnection(name, line),
    localAddresses: wholeNames(values.list('local_addrs')) ?? [],
    remoteAddresses: wholeNames(values.list('remote_addrs')) ?? [],
    local: rounds('local'),
    remote: rounds('remote'),
    children: values.sections('children').map(childOf),
  };
  put(connection, line, { name });
  putVici(connection, section, [['version', 'version'], ['unique', 'unique']]); // prettier-ignore
  for (const [from, to] of [
    ['reauth_time', 'reauthenticationSeconds'],
    ['rekey_time', 'rekeySeconds'],
    ['dpd_delay', 'dpdSeconds'],
  ] as const)
    // prettier-ignore
    put(connection, values.lineOf(from), { [to]: positive(values.number(from)) });
  return connection;
}

export function parseSwanctlListConns(text: string): Parsed<SwanConnection> {
  if (isVici(text)) {
    const { messages, reading, isOpen: isCut } = readVici(text);
    const found = messages.filter(({ name }) => name === 'list-conn event').flatMap(({ sections }) => sections);
    return conclude(reading, found.map(connectionOf), isCut);
  }
  const connections = new Connections();
  const reading = readLines(text, TABLE, connections);
  const { last, child } = connections;
  const isCut = last !== undefined && (last.remote.length === 0 || (child !== undefined && child.remoteSelectors === undefined)); // prettier-ignore
  return conclude(reading, connections.all, isCut || (reading.isLoose && last !== undefined));
}
