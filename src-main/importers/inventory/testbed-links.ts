import type { LinkEnd } from '../../lab/topology.ts';
import type { Field } from '../field.ts';
import type { Joined } from './inventory-importer.ts';

/** A pyATS testbed joins interfaces by the name of a link that they share. */
export function testbedLinks(root: Field): Joined[] {
  const topology = root.get('topology');
  const byName = new Map<string, { ends: LinkEnd[]; field: Field }>();
  for (const device of topology.keys.filter((key) => key !== 'links')) {
    const interfaces = topology.get(device).get('interfaces');
    for (const name of interfaces.keys) {
      const field = interfaces.get(name).get('link');
      const link = field.text();
      if (link === undefined) continue;
      const known = byName.get(link) ?? { ends: [], field };
      known.ends.push({ node: device, interface: name });
      byName.set(link, known);
    }
  }
  return [...byName.values()].flatMap(({ ends, field }): Joined[] => {
    const [a, b] = ends;
    if (a && b && ends.length === 2) return [[a, b]];
    field.complain('note', `the link ${JSON.stringify(field.text())} has ${ends.length} ends: links with two are kept`);
    return [];
  });
}
