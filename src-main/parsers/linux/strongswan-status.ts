/**
 * ipsec status and ipsec statusall of strongSwan 4.3 to 6, as one record: the daemon, its connections and what is up.
 * Names are at the beginnings of lines, right-adjusted: `net{2}` is a child, `gw[1]` an association of IKE.
 */
import { conclude } from '../account.ts';
import { put, type Parsed } from '../parsed.ts';
import type { Fields } from '../records.ts';
import { RuleTable, readLines, rule, type Groups, type Rule } from '../rules.ts';
import { integer, words } from '../values.ts';
import { statusOf, type StatusState, type StrongswanConnection, type StrongswanStatus } from './strongswan-status-record.ts'; // prettier-ignore
import { SA_RULES } from './strongswan-status-sas.ts';

/** A line that tells something of the daemon. */
function daemon<G extends Groups>(
  pattern: RegExp,
  fields: (groups: G) => Fields<StrongswanStatus>,
): Rule<StatusState, G> {
  // prettier-ignore
  return rule<StatusState, G>(pattern, (state, groups, line) => put(statusOf(state, line), line, fields(groups)));
}

/** A heading. */
function heading(pattern: RegExp, section: StatusState['section']): Rule<StatusState> {
  return rule<StatusState>(pattern, (state, _, line) => {
    statusOf(state, line);
    state.section = section;
    state.child = undefined;
  });
}

function inSection(section: StatusState['section']): (state: StatusState) => boolean {
  return (state) => state.section === section;
}

const numbers = (text: string): number[] => text.split('/').map(Number);

const DAEMON: readonly Rule<StatusState>[] = [
  daemon<[string, string | undefined]>(
    /^Status of IKE(?:v[12])? ?\w* daemon(?: \(strongSwan ([\w.-]+)(?:, (.*))?\))?:?$/,
    ([version, system]) => ({ version, system }),
  ),
  daemon<[string, string]>(/^uptime: (.*), since (.*)$/, ([uptime, since]) => ({ uptime, since })),
  daemon<[string, string, string | undefined, string | undefined, string]>(
    /^worker threads: (\d+) of (\d+) idle, (?:([\d/]+) working, )?job queue: ([\d/]+), scheduled: (\d+)$/,
    ([idle, total, working, queue, scheduled]) => ({
      idleWorkers: integer(idle),
      workers: integer(total),
      busyWorkers: working === undefined ? undefined : numbers(working),
      queuedJobs: queue === undefined ? undefined : numbers(queue),
      scheduledJobs: integer(scheduled),
    }),
  ),
  daemon<[string, string, string, string]>(
    /^worker threads: (\d+) idle of (\d+), job queue load: (\d+), scheduled events: (\d+)$/,
    ([idle, total, queue, scheduled]) => ({
      idleWorkers: integer(idle),
      workers: integer(total),
      queuedJobs: [Number(queue)],
      scheduledJobs: integer(scheduled),
    }),
  ),
  daemon(/^(?:malloc|mallinfo): .*$/, () => ({})),
  daemon<[string]>(/^loaded plugins: (.*)$/, ([plugins]) => ({ plugins: words(plugins) })),
  heading(/^Virtual IP pools \(size\/online\/offline\):$/, 'pools'),
  heading(/^Listening IP addresses:$/, 'addresses'),
  heading(/^Connections:$/, 'connections'),
  heading(/^Routed Connections:$/, 'routed'),
  heading(/^Shunted Connections:$/, 'shunted'),
  rule<StatusState, [string | undefined, string | undefined]>(
    /^Security Associations(?: \((\d+) up, (\d+) connecting\))?:$/,
    (state, [up, connecting], line) => {
      state.section = 'sas';
      put(statusOf(state, line), line, { up: integer(up), connecting: integer(connecting) });
    },
  ),
  rule<StatusState>(/^none$/, () => undefined, inSection('sas')),
  rule<StatusState, [string]>(/^([0-9a-fA-F]{0,4}[.:\d][0-9a-fA-F]{0,4}[.:][0-9a-fA-F.:]*(?:%\S+)?)$/, ({ status }, [address]) => status?.addresses.push(address), inSection('addresses')), // prettier-ignore
  rule<StatusState, [string, string, string, string]>(
    /^(\S+): (\d+)\/(\d+)\/(\d+)$/,
    ({ status }, [name, size, online, offline]) =>
      status?.pools.push({ name, size: Number(size), online: Number(online), offline: Number(offline) }),
    inSection('pools'),
  ),
];

const connectionNamed = ({ status }: StatusState, name: string): StrongswanConnection | undefined =>
  status?.connections.findLast((one) => one.name === name) ?? status?.connections.at(-1);

/** What is before and after the `===`. */
function halvesOf(text: string): [string, string] {
  const at = text.indexOf('===');
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 3)];
}

const CONNECTIONS: readonly Rule<StatusState>[] = [
  rule<StatusState, [string, string, string]>(
    /^([^:]{1,200}):\s{1,10}(local|remote):\s{1,10}(.*)$/,
    (state, [name, side, text]) => {
      const connection = connectionNamed(state, name);
      const [, id, authentication = ''] = /^(?:\[(.*)\] )?uses (.{1,80}?) authentication/.exec(text) ?? [];
      if (!connection || authentication === '') return false;
      const [ids, ways] = side === 'local' ? [connection.localIds, connection.localAuthentications] : [connection.remoteIds, connection.remoteAuthentications]; // prettier-ignore
      if (id !== undefined) ids.push(id);
      ways.push(authentication);
      return true;
    },
    inSection('connections'),
  ),
  rule<StatusState, [string, string]>(
    /^([^:]{1,200}):\s{1,10}child:\s{1,10}(.*)$/,
    ({ status }, [name, text]) => {
      const [local, rest] = halvesOf(text);
      const [, remote, mode = '', options] = /^(.*?)(?: ([A-Z][A-Z_]+))?(?:, ([a-z]+=.*))?$/.exec(` ${rest}`) ?? [];
      if (remote === undefined || words(remote).length === 0) return false;
      const child = { name, local: words(local), remote: words(remote), mode };
      return status?.connections.at(-1)?.children.push(options === undefined ? child : { ...child, options });
    },
    inSection('connections'),
  ),
  rule<StatusState>(
    /^[^:]{1,200}:\s{1,10}(?:cert|ca|crl|group|key|ocsp): .*$/,
    () => undefined,
    inSection('connections'),
  ),
  rule<StatusState, [string, string, string, string | undefined, string | undefined]>(
    /^([^:]{1,200}):\s{1,10}(\S{1,200}?)\.\.\.(\S{1,200}?)(?:\s{1,10}(IKEv[12](?:\/2)?))?(?:, (.*))?$/,
    (state, [name, local, remote, version, options], line) => {
      const connection: StrongswanConnection = { line, at: {}, name, local, remote, localIds: [], remoteIds: [], localAuthentications: [], remoteAuthentications: [], children: [] }; // prettier-ignore
      put(connection, line, { name, local, remote, version, options });
      state.status?.connections.push(connection);
    },
    inSection('connections'),
  ),
  rule<StatusState, [string, string, string]>(
    /^([^:]{1,200}):\s{1,10}(.*) (PASS|DROP)$/,
    ({ status }, [name, text, action]) => {
      const [local, remote] = halvesOf(text);
      return status?.shunted.push({ name, local: words(local), remote: words(remote), action });
    },
    inSection('shunted'),
  ),
];

const TABLE = new RuleTable<StatusState>([...DAEMON, ...SA_RULES, ...CONNECTIONS]);

export function parseStrongswanStatus(text: string): Parsed<StrongswanStatus> {
  const state: StatusState = { status: undefined, section: undefined, child: undefined };
  const reading = readLines(text, TABLE, state);
  const { status } = state;
  if (!status) return conclude(reading, []);
  const hasNothing =
    status.version === undefined && status.connections.length + status.routed.length + status.sas.length === 0;
  return conclude(reading, hasNothing && status.shunted.length === 0 ? [] : [status], isCut(state, reading.isLoose));
}

/** The associations are the end of it, and each child ends with its selectors. */
function isCut({ status, section, child }: StatusState, isLoose: boolean): boolean {
  if (status?.version !== undefined && section !== 'sas') return true;
  return child !== undefined && (child.localSelectors === undefined || isLoose);
}
