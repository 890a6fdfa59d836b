/** Where a start configuration goes in a project, in the words of the emulator that reads it. */
import type { TopologyNode } from '../../lab/topology.ts';
import type { CompanionFile } from '../exported.ts';
import { renamed } from '../renaming.ts';
import { containerFiles } from './container-files.ts';
import { vpcsScript } from './host.ts';
import type { Gns3Kind } from './kinds.ts';

interface Written {
  id: string;
  /** Of a router of Dynamips, in the project. */
  number: number | undefined;
  name: string;
}

interface Placed {
  files?: CompanionFile[];
  shortfall?: string;
}

export function configurationFor(node: TopologyNode, configuration: string, kind: Gns3Kind, written: Written): Placed {
  const folder = `project-files/${kind.type}/${written.id}`;
  const text = renamed(configuration, kind.names);
  switch (kind.type) {
    case 'dynamips':
      return { files: [{ path: `${folder}/configs/i${written.number ?? 1}_startup-config.cfg`, text }] };
    case 'iou':
      return { files: [{ path: `${folder}/startup-config.cfg`, text }] };
    case 'vpcs': {
      const script = node.platform === 'vpcs' ? configuration : (vpcsScript(configuration, written.name) ?? '');
      return { files: [{ path: `${folder}/startup.vpc`, text: script }] };
    }
    case 'qemu':
      return keptBeside(node, kind, folder, text);
    case 'docker':
      return inContainer(node, kind, folder, text);
    default:
      return { shortfall: `the configuration of ${node.name} is left out` };
  }
}

function inContainer(node: TopologyNode, kind: Gns3Kind, folder: string, text: string): Placed {
  const beside = keptBeside(node, kind, folder, text);
  const files = containerFiles(node.platform, text);
  const found = files?.map(({ path, text: content }) => ({ path: `${folder}/${path}`, text: content }));
  return found ? { files: [...(beside.files ?? []), ...found] } : beside;
}

/** GNS3 gives it to no such node: QuickMode types it when it starts the node for the first time. */
function keptBeside({ name }: TopologyNode, { type }: Gns3Kind, folder: string, text: string): Placed {
  const why = `GNS3 gives none to a ${type} node. It lies in ${folder}, and QuickMode types it when it starts the node`;
  return {
    files: [{ path: `${folder}/startup-config.cfg`, text }],
    shortfall: `${name} starts without its configuration: ${why}`,
  };
}
