/** Where a start configuration goes in a project, in the words of the emulator that reads it. */
import type { TopologyNode } from '../../lab/topology.ts';
import type { CompanionFile } from '../exported.ts';
import { renamed } from '../renaming.ts';
import { vpcsScript } from './host.ts';
import type { Gns3Kind } from './kinds.ts';

interface Written {
  id: string;
  /** Of a router of Dynamips, in the project. */
  number: number | undefined;
  name: string;
}

interface Placed {
  file?: CompanionFile;
  shortfall?: string;
}

export function configurationFor(node: TopologyNode, configuration: string, kind: Gns3Kind, written: Written): Placed {
  const folder = `project-files/${kind.type}/${written.id}`;
  const text = renamed(configuration, kind.names);
  switch (kind.type) {
    case 'dynamips':
      return { file: { path: `${folder}/configs/i${written.number ?? 1}_startup-config.cfg`, text } };
    case 'iou':
      return { file: { path: `${folder}/startup-config.cfg`, text } };
    case 'vpcs': {
      const script = node.platform === 'vpcs' ? configuration : (vpcsScript(configuration, written.name) ?? '');
      return { file: { path: `${folder}/startup.vpc`, text: script } };
    }
    case 'qemu':
    case 'docker':
      return {
        file: { path: `${folder}/startup-config.cfg`, text },
        shortfall: `${node.name} starts without its configuration: GNS3 gives none to a ${kind.type} node (it lies in ${folder})`,
      };
    default:
      return { shortfall: `the configuration of ${node.name} is left out` };
  }
}
