/** show failover [state is another answer]: the pair, as one record with both hosts. */
import { conclude } from '../account.ts';
import { put, type Parsed, type Sourced } from '../parsed.ts';
import { Records, passes, type Fields } from '../records.ts';
import { RuleTable, readLines, rule, type Groups, type Rule } from '../rules.ts';
import { integer } from '../values.ts';

export interface Failover extends Sourced {
  isOn: boolean;
  /** "Primary", "Secondary". */
  unit?: string;
  /** "failover GigabitEthernet0/3 (up)", "not Configured", as printed. */
  lanInterface?: string;
  version?: string;
  mateVersion?: string;
  serialNumber?: string;
  mateSerialNumber?: string;
  lastFailoverAt?: string;
  hosts: FailoverHost[];
  /** "state GigabitEthernet0/4 (up)", "Unconfigured". */
  stateLink?: string;
  /** Of what is told to the mate: sent, errors, received, errors; by name. */
  updates: Record<string, number[]>;
  /** All else that it says of itself, by the printed words. */
  settings: Record<string, string>;
}

export interface FailoverHost extends Sourced {
  isThis: boolean;
  /** "Primary", "Secondary". */
  unit?: string;
  /** "Active", "Standby Ready", "Failed", "Cold Standby" … */
  state: string;
  activeSeconds?: number;
  slots: string[];
  interfaces: { name: string; address: string; status: string; isMonitored?: boolean }[];
}

class Failovers extends Records<Failover> {
  host: FailoverHost | undefined;
  isInUpdates = false;

  get only(): Failover | undefined {
    return this.last;
  }
}

const hasOne = ({ last }: Failovers): boolean => last !== undefined;
const hasHost = ({ host }: Failovers): boolean => host !== undefined;

function says<G extends Groups>(pattern: RegExp, fields: (groups: G) => Fields<Failover>): Rule<Failovers, G> {
  return rule<Failovers, G>(pattern, (failovers, groups, line) => failovers.set(line, fields(groups)), hasOne);
}

type Host = [which: 'This' | 'Other', unit: string | undefined, state: string];
type Interface = [name: string, address: string, status: string, monitored: string | undefined];

const HOSTS = [
  rule<Failovers, Host>(
    /^(This|Other) host: (?:(Primary|Secondary) - )?(.+)$/,
    (failovers, [which, unit, state], line) => {
      const host: FailoverHost = { line, at: {}, isThis: which === 'This', state, slots: [], interfaces: [] };
      put(host, line, { unit, state });
      failovers.last?.hosts.push(host);
      failovers.host = host;
    },
    hasOne,
  ),
  rule<Failovers, [string]>(
    /^Active time: (\d+) \(sec\)$/,
    ({ host }, [seconds], line) => {
      if (host) put(host, line, { activeSeconds: integer(seconds) });
    },
    hasHost,
  ),
  rule<Failovers, [string]>(/^(slot .+)$/, ({ host }, [slot]) => host?.slots.push(slot), hasHost),
  rule<Failovers, Interface>(
    /^Interface (\S+) \(([^)]*)\): (.+?)(?: \((Not-Monitored|Not Monitored|Monitored)\))?$/,
    ({ host }, [name, address, status, monitored]) =>
      host?.interfaces.push({ name, address, status, ...(monitored === undefined ? {} : { isMonitored: monitored === 'Monitored' }) }), // prettier-ignore
    hasHost,
  ),
];

const TABLE = new RuleTable<Failovers>([
  rule<Failovers, ['On' | 'Off', string | undefined]>(/^Failover (On|Off)(?: \((.*)\))?$/, (failovers, [state], line) => {
    failovers.begin(line, { isOn: state === 'On', hosts: [], updates: {}, settings: {} });
    return failovers.set(line, { isOn: state === 'On' });
  }), // prettier-ignore
  says<[string]>(/^Failover unit (.+)$/, ([unit]) => ({ unit })),
  says<[string]>(/^Failover LAN Interface: (.+)$/, ([lanInterface]) => ({ lanInterface })),
  says<[string, string]>(/^Version: Ours ([^,]+), Mate (.+)$/, ([version, mateVersion]) => ({ version, mateVersion })),
  says<[string, string]>(/^Serial Number: Ours ([^,]+), Mate (.+)$/, ([serialNumber, mateSerialNumber]) => ({ serialNumber, mateSerialNumber })), // prettier-ignore
  says<[string]>(/^Last Failover at: (.+)$/, ([lastFailoverAt]) => ({ lastFailoverAt })),
  ...HOSTS,
  rule<Failovers>(
    /^Stateful Failover Logical Update Statistics$/,
    (failovers) => (failovers.isInUpdates = true),
    hasOne,
  ),
  says<[string]>(/^Link : (.+)$/, ([stateLink]) => ({ stateLink })),
  passes(/^(?:Stateful Obj\s+xmit\s+xerr\s+rcv\s+rerr|Logical Update Queue Information|Cur\s+Max\s+Total)$/),
  rule<Failovers, [string, string]>(
    /^([A-Za-z][\w /&.+-]{0,40}?):?\s+(\d+(?:\s+\d+){1,3})$/,
    ({ last }, [name, numbers]) => {
      if (last) last.updates[name.trim()] = numbers.split(/\s+/).map(Number);
    },
    ({ isInUpdates }) => isInUpdates,
  ),
  // `Unit Poll frequency 1 seconds, holdtime 15 seconds`, `Interface Policy 1`
  rule<Failovers, [string, string]>(
    /^((?:Reconnect timeout|Unit Poll frequency|Interface Poll frequency|Interface Policy|Monitored Interfaces|MAC Address Move Notification Interval|failover replication|Config sync|Negotiated Encryption|Encryption|IPsec|Group \d+ last failover at:?|Cipher))\s?(.*)$/,
    ({ last }, [name, value], line) => {
      if (!last) return;
      last.settings[name] = value;
      last.at[name] ??= line;
    },
    hasOne,
  ),
]);

export function parseShowFailover(text: string): Parsed<Failover> {
  const failovers = new Failovers();
  const reading = readLines(text, TABLE, failovers);
  const { last } = failovers;
  const isCut = last !== undefined && (reading.isLoose || (last.isOn && last.hosts.length < 2));
  return conclude(reading, failovers.all, isCut);
}
