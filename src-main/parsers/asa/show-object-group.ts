/** show object-group [id G | KIND], show object [id O]: what they hold, and how often rules matched each. */
import { conclude } from '../account.ts';
import type { Parsed, Sourced } from '../parsed.ts';
import { Records } from '../records.ts';
import { RuleTable, readLines, rule } from '../rules.ts';
import { integer } from '../values.ts';

export interface ShownObject extends Sourced {
  isGroup: boolean;
  /** network, service, protocol, icmp-type, user, security, network-service. */
  kind: string;
  name: string;
  /** A service group for one protocol: "tcp", "tcp-udp". */
  protocol?: string;
  description?: string;
  hits?: number;
  members: { text: string; hits?: number }[];
}

type Head = [group: string | undefined, kind: string, name: string, protocol: string | undefined, hits: string | undefined]; // prettier-ignore

const hasOne = ({ last }: Records<ShownObject>): boolean => last !== undefined;

const TABLE = new RuleTable<Records<ShownObject>>([
  rule<Records<ShownObject>, Head>(
    /^object(-group)? (network-service|network|service|protocol|icmp-type|user|security) (\S+)(?: (tcp|udp|tcp-udp|dynamic))?(?: \(hitcnt=(\d+)\))?$/,
    (objects, [group, kind, name, protocol, hits], line) =>
      objects.begin(line, { isGroup: group !== undefined, kind, name, protocol, hits: integer(hits), members: [] }),
  ),
  rule<Records<ShownObject>, [string]>(
    /^description:? ?(.*)$/,
    (objects, [description], line) => objects.set(line, { description }),
    hasOne,
  ),
  rule<Records<ShownObject>, [string, string | undefined]>(
    /^((?:(?:network|port|service|protocol|icmp|group|network-service)-object|group-object|host|subnet|range|fqdn|service|user|security-group|nat|app-id|domain) .*?)(?: \(hitcnt=(\d+)\))?$/,
    ({ last }, [text, hits]) => {
      const count = integer(hits);
      last?.members.push(count === undefined ? { text } : { text, hits: count });
    },
    hasOne,
  ),
]);

export function parseShowObjectGroup(text: string): Parsed<ShownObject> {
  const objects = new Records<ShownObject>();
  const reading = readLines(text, TABLE, objects);
  // A configuration holds such lines too, and is the answer to another command.
  if (/^\s{0,8}(?:: Saved|hostname )/m.test(text)) return conclude({ ...reading, understood: 0 }, []);
  return conclude(reading, objects.all, reading.isLoose && objects.last !== undefined);
}
