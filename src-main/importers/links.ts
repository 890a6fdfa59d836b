/** The links of a topology while it is read. */
import type { LinkConditioning, LinkEnd, TopologyLink } from '../lab/topology.ts';
import type { Field } from './field.ts';
import { limits } from './limits.ts';
import { UniqueIds } from './nodes.ts';

/**
 * Reads the links of a list.
 *
 * @param idKey the key that holds the id of a link; undefined where links have none
 * @param readEnds the two ends of a link, which exist; undefined when it has complained and the link is left out
 * @param readConditions how good a link is, where the file has that
 */
export function readLinks(
  list: Field,
  idKey: string | undefined,
  readEnds: (link: Field) => [LinkEnd, LinkEnd] | undefined,
  readConditions: (link: Field) => LinkConditioning | undefined = () => undefined,
): TopologyLink[] {
  const fields = list.items();
  list.refuseMoreThan(limits.links, fields.length, 'links');
  const links: TopologyLink[] = [];
  const ids = new UniqueIds('link', idKey);
  const users = new Map<string, string>();
  for (const field of fields) {
    const ends = readEnds(field);
    if (!ends || isLoop(field, ends)) continue;
    const id = ids.of(field);
    for (const end of ends) complainOfSharing(field, end, id, users);
    const conditions = readConditions(field);
    links.push({ id, ends, ...(conditions && { conditions }) });
  }
  return links;
}

function isLoop(field: Field, [a, b]: [LinkEnd, LinkEnd]): boolean {
  if (a.node !== b.node || a.interface !== b.interface) return false;
  field.complain('error', `the link joins ${a.interface} to itself; it is left out`, 'remove the link');
  return true;
}

function complainOfSharing(field: Field, end: LinkEnd, id: string, users: Map<string, string>): void {
  const key = `${end.node}\n${end.interface}`;
  const other = users.get(key);
  if (other === undefined) users.set(key, id);
  else
    field.complain(
      'warning',
      `${end.interface} of the node ${JSON.stringify(end.node)} is already used by the link ${JSON.stringify(other)}`,
      'an interface has one link: remove one of the two',
    );
}

/** The end of a link names no node: the link is left out. */
export function complainOfDangling(end: Field): void {
  const node = end.name();
  const found = node === undefined ? 'nothing' : JSON.stringify(node);
  end.complain('error', `expected the id of a node, found ${found}; the link is left out`, 'remove or redraw the link');
}
