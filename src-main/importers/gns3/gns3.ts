/**
 * GNS3 projects (.gns3), revisions 8 to 10: GNS3 2.1, 2.2 and 3.x. The file names adapters and ports by number; their
 * names follow from the kind of the node (`node-kinds.ts`). Start configurations lie in files beside it.
 */
import { isRecord } from '../field.ts';
import type { Importer } from '../importer.ts';
import { Nodes } from '../nodes.ts';
import { readLinks } from '../links.ts';
import { linkEnds } from './link-ends.ts';
import { readNode } from './node.ts';
import { knownRevision } from './revisions.ts';

export const gns3: Importer = {
  format: 'gns3',

  recognises(value) {
    if (!isRecord(value)) return false;
    return value.type === 'topology' || (isRecord(value.topology) && ('project_id' in value || 'revision' in value));
  },

  read(project, source) {
    const revision = knownRevision(project);
    const topology = project.get('topology');
    if (!isRecord(topology.value))
      topology.complain('error', 'expected a map with nodes and links', 'open the project in GNS3 and save it again');
    const nodes = Nodes.read(topology.get('nodes'), 'node_id', (field, id) => readNode(field, id, source));
    const links = readLinks(topology.get('links'), 'link_id', (link) => linkEnds(link, nodes));
    const name = project.get('name').name() ?? source.name;
    return { version: String(revision), topology: { name, nodes: nodes.list, links } };
  },
};
