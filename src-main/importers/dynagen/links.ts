/**
 * Links as dynagen writes them, on one end or on both: `f0/0 = R2 f0/0`, `s1/0 = FR1 1`, `e0/0 = LAN 5`, `f0/1 =
 * nio_gen_eth:eth0`; in a switch `1 = access 1 R1 f0/0`; in a cloud of GNS3 `connections = R1:f0/0:nio_gen_eth:eth0`.
 */
import type { LinkEnd } from '../../lab/topology.ts';
import type { Field } from '../field.ts';
import { limits } from '../limits.ts';
import type { DynagenNode, Entry } from './node.ts';
import { Outside, type Nodes } from './outside.ts';

const interfaceKey =
  /^(?:an?|at|atm|b|br|bri|e|et|eth|ethernet|em|f|fa|fastethernet|g|gi|gigabitethernet|i|p|po|pos|s|se|serial)\s?\d{1,4}(?:\/\d{1,3}){0,2}$/i;
const portKey = /^\d{1,4}$/;
const ofHost = /^nio_\w{1,30}:/i;

export function readLinks(nodes: Nodes, root: Field): [LinkEnd, LinkEnd][] {
  const outside = new Outside(nodes);
  const links: [LinkEnd, LinkEnd][] = [];
  const used = new Set<string>();
  for (const from of [...nodes.all()])
    for (const entry of from.entries) {
      const target = targetOf(entry, from);
      if (target === undefined) continue;
      const other = ofHost.test(target)
        ? outside.end(from.node.name, entry.key, target)
        : endNamed(target, nodes, outside);
      if (!other)
        entry.field.complain(
          'error',
          `there is no node for ${JSON.stringify(target.slice(0, 80))}; the link is left out`,
        );
      else addLink({ node: from.node.id, interface: from.interfaceNamed(entry.key) }, other);
      root.refuseMoreThan(limits.links, links.length, 'links');
    }
  return links;

  /** A link that is written at both ends is one link. */
  function addLink(a: LinkEnd, b: LinkEnd): void {
    const keys = [a, b].map((end) => `${end.node}\n${end.interface}`);
    if (keys[0] === keys[1] || keys.some((key) => used.has(key))) return;
    for (const key of keys) used.add(key);
    links.push([a, b]);
  }
}

/** What a line says that its interface is joined to; undefined for a line that is about something else. */
function targetOf({ key, value }: Entry, { node }: DynagenNode): string | undefined {
  if (portKey.test(key)) {
    if (node.platform !== 'switch') return undefined;
    const target = value.replace(/^(?:access|dot1q|qinq)\s+\d+\s*/i, '').replace(/^\d+\s*$/, '');
    return target === '' || /^(?:access|dot1q|qinq)\b/i.test(target) ? undefined : target;
  }
  return interfaceKey.test(key) && value !== '' ? value : undefined;
}

function endNamed(target: string, nodes: Nodes, outside: Outside): LinkEnd | undefined {
  const parts = /^(.+?)\s+(\S+)$/.exec(target);
  const [, name = '', port = ''] = parts ?? [];
  const node = nodes.byName(name);
  if (node) return { node: node.node.id, interface: node.interfaceNamed(port) };
  return /^lan$/i.test(name) ? outside.lan(port) : undefined;
}
