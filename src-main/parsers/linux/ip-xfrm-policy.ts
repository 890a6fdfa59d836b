/** ip xfrm policy, with -s too. */
import { conclude } from '../account.ts';
import type { Parsed, Sourced } from '../parsed.ts';
import { Records, begins, passes, says } from '../records.ts';
import { RuleTable, readLines, rule } from '../rules.ts';
import { appended, integer } from '../values.ts';
import { ADDRESS, TWICE, lifetimeRules, spiIn, type XfrmLifetime } from './xfrm-lines.ts';

export interface XfrmTemplate {
  source: string;
  destination: string;
  protocol?: string;
  /** Of the SA that a policy was made for; others take any. */
  spi?: number;
  requestId?: number;
  mode?: string;
  /** "use" where traffic may pass without it. */
  level?: string;
}

export interface XfrmPolicy extends Sourced, XfrmLifetime {
  source: string;
  destination: string;
  /** gre, tcp, 89 …; any if it is not here. */
  protocol?: string;
  sourcePort?: number;
  destinationPort?: number;
  device?: string;
  direction?: 'in' | 'out' | 'fwd';
  /** Of a socket: it lets IKE's own packets pass. */
  isSocket?: boolean;
  action?: 'allow' | 'block';
  priority?: number;
  index?: number;
  flags?: string;
  templates?: XfrmTemplate[];
}

const NETWORK = String.raw`${ADDRESS}(?:\/\d+)`;
const SELECTOR = new RegExp(
  String.raw`^src (${NETWORK}) dst (${NETWORK})(?: proto (\S+))?(?: (?:sport|type) (\d+))?(?: (?:dport|code) (\d+))?(?: dev (\S+))?(?: uid \d+)?$`,
);
type SelectorGroups = [source: string, destination: string, protocol: string | undefined,
  sourcePort: string | undefined, destinationPort: string | undefined, device: string | undefined]; // prettier-ignore
const DIRECTION =
  /^(dir|socket) (in|out|fwd)(?: action (\w+))?(?: index (\d+))? priority (\S+)(?: ptype \w+)?(?: share \w+)?(?: flag(?:\s+([a-z][a-z, ]*?))?)?\s*(?:\(0x[0-9a-f]+\))?$/;
type Direction = [word: string, direction: 'in' | 'out' | 'fwd', action: string | undefined, index: string | undefined, priority: string, flags: string | undefined]; // prettier-ignore

const TABLE = new RuleTable<Records<XfrmPolicy>>([
  begins<XfrmPolicy, SelectorGroups>(
    SELECTOR,
    ([source, destination, protocol, sourcePort, destinationPort, device]) => ({
      source,
      destination,
      protocol,
      sourcePort: integer(sourcePort),
      destinationPort: integer(destinationPort),
      device,
    }),
  ),
  says<XfrmPolicy, Direction>(DIRECTION, ([word, direction, action, index, priority, flags]) => ({
    direction,
    isSocket: word === 'socket',
    action: action === 'block' ? 'block' : 'allow',
    index: integer(index),
    priority: integer(priority),
    flags,
  })),
  rule<Records<XfrmPolicy>, [string, string]>(
    new RegExp(`^tmpl src (${ADDRESS}) dst (${ADDRESS})$`),
    (policies, [source, destination], line) =>
      policies.set(line, { templates: appended(policies.last?.templates, { source, destination }) }),
    ({ last }) => last !== undefined,
  ),
  rule<Records<XfrmPolicy>, [string, string | undefined, string, string]>(
    new RegExp(String.raw`^proto (\S+)(?: spi (0x\w+)(?:\(\w+\))?)? reqid ${TWICE} mode (\S+)$`),
    ({ last }, [protocol, spi, request, mode]) => {
      const template = last?.templates?.at(-1);
      if (!template) return false;
      const [number, requestId] = [spiIn(spi), integer(request)];
      Object.assign(template, { protocol, mode });
      if (number !== undefined && number !== 0) template.spi = number;
      if (requestId !== undefined) template.requestId = requestId;
      return true;
    },
    ({ last }) => last?.templates !== undefined,
  ),
  rule<Records<XfrmPolicy>, [string]>(
    /^level (\w+)(?: share \w+)?$/,
    ({ last }, [level]) => Object.assign(last?.templates?.at(-1) ?? {}, { level }),
    ({ last }) => last?.templates !== undefined,
  ),
  passes(/^enc-mask \w+ auth-mask \w+ comp-mask \w+$/),
  ...lifetimeRules<XfrmPolicy>(),
]);

export function parseIpXfrmPolicy(text: string): Parsed<XfrmPolicy> {
  const policies = new Records<XfrmPolicy>();
  const reading = readLines(text, TABLE, policies);
  return conclude(reading, policies.all, policies.last !== undefined && isCut(policies.last));
}

function isCut({ direction, templates, hardSeconds, bytes }: XfrmPolicy): boolean {
  const template = templates?.at(-1);
  if (direction === undefined || (template !== undefined && template.mode === undefined)) return true;
  return hardSeconds !== undefined && bytes === undefined;
}
