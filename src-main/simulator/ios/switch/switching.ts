/** The commands of switches, for the list of all commands. */
import { declareShowSpanningTree } from './show-spanning-tree.ts';
import { declareShowSwitch } from './show-switch.ts';
import { declareForeignSwitching } from './switch-foreign.ts';
import { declareSwitchPorts } from './switch-port-commands.ts';
import { declareSpanningTree } from './switch-spanning-tree.ts';
import { declareSwitchVlans, vlanMode } from './switch-vlan.ts';

export const switchingDeclarations: readonly (() => void)[] = [
  declareSpanningTree,
  declareSwitchVlans,
  declareSwitchPorts,
  declareForeignSwitching,
  declareShowSwitch,
  declareShowSpanningTree,
];

export const switchingModes = [vlanMode];
