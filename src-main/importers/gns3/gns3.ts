/**
 * GNS3 projects (.gns3), of every revision that GNS3 1.0 to 3.x wrote. The file names adapters and ports by number;
 * their names follow from the kind of the node (`node-kinds.ts`). Start configurations lie in files beside it.
 */
import { isRecord } from '../field.ts';
import type { Importer } from '../importer.ts';
import { Nodes } from '../nodes.ts';
import { readLinks } from '../links.ts';
import { linkEnds } from './link-ends.ts';
import { conditionsOf } from './link-filters.ts';
import { readNode } from './node.ts';
import { noteMissingImages } from './images.ts';
import { readNotes } from './notes.ts';
import { isOlder, modernTopology } from './older.ts';
import { revisionOf } from './revisions.ts';

export const gns3: Importer = {
  format: 'gns3',

  recognises(value) {
    if (!isRecord(value)) return false;
    return value.type === 'topology' || (isRecord(value.topology) && ('project_id' in value || 'revision' in value));
  },

  read(project, source) {
    const revision = revisionOf(project);
    const given = project.get('topology');
    if (!isRecord(given.value))
      given.complain('error', 'expected a map with nodes and links', 'open the project in GNS3 and save it again');
    const topology = isOlder(project.value, revision) ? given.as(modernTopology(given.value)) : given;
    const nodes = Nodes.read(topology.get('nodes'), 'node_id', (field, id) => readNode(field, id, source));
    const links = readLinks(topology.get('links'), 'link_id', (link) => linkEnds(link, nodes), conditionsOf);
    const notes = readNotes(topology);
    if (source.archive) noteMissingImages(topology.get('nodes'), source.archive);
    const name = project.get('name').name() ?? source.name;
    return {
      version: String(revision ?? 1),
      topology: { name, nodes: nodes.list, links, ...(notes.length > 0 && { notes }) },
    };
  },
};
