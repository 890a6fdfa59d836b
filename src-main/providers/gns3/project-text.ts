/**
 * A project as the file that GNS3 would keep of it, with the start configurations in it as text: what importers read.
 * The server's own file is not asked for: it is written a while after a change, and holds no configuration.
 */
import { Failure } from '../../base/errors.ts';
import { eachOf } from '../each-of.ts';
import type { Gns3Node } from './answers.ts';
import type { Gns3Calls } from './gns3-calls.ts';
import { projectPathOf, startFileOf, type StartFile } from './start-files.ts';

/** So many files are asked for at a time. */
const atOnce = 8;

/** @throws Failure unknown-project, and those of the client */
export async function projectText(calls: Gns3Calls, id: string): Promise<{ name: string; text: string }> {
  const project = await calls.project(id);
  const [nodes, links, drawings] = await Promise.all([calls.nodes(id), calls.links(id), calls.drawings(id)]);
  await withConfigurations(calls, { project: id, isOpen: project.status === 'opened' }, nodes);
  const { name, project_id, auto_close, auto_open, auto_start, scene_width, scene_height } = project;
  const document = {
    auto_close,
    auto_open,
    auto_start,
    name,
    project_id,
    revision: calls.client.major === 2 ? 9 : 10,
    scene_height,
    scene_width,
    topology: { computes: [], drawings, links, nodes },
    type: 'topology',
    version: calls.client.version,
  };
  return { name: `${name}.gns3`, text: `${JSON.stringify(document, null, 2)}\n` };
}

interface Place {
  project: string;
  isOpen: boolean;
}

async function withConfigurations(calls: Gns3Calls, place: Place, nodes: readonly Gns3Node[]): Promise<void> {
  await eachOf(nodes, atOnce, async (node) => {
    const file = startFileOf(node);
    const text = file && (await configurationOf(calls, place, node, file));
    if (file && text) node.properties = { ...node.properties, [file.property]: text };
  });
}

/** A node that was never saved has none, and what may not be read is left out. */
async function configurationOf(
  calls: Gns3Calls,
  place: Place,
  node: Gns3Node,
  file: StartFile,
): Promise<string | undefined> {
  const { project, isOpen } = place;
  try {
    const bytes = isOpen
      ? await calls.nodeFile(project, node.node_id, file.path)
      : await calls.projectFile(project, projectPathOf(node, file));
    return file.unpack(bytes);
  } catch (error) {
    if (error instanceof Failure && (file.isKeptOnly || absent.has(error.code))) return undefined;
    throw error;
  }
}

const absent: ReadonlySet<string> = new Set(['not-found', 'not-allowed', 'permission-missing', 'project-closed']);
