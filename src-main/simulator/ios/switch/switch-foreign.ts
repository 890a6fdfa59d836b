/** What switches can that these cannot: refused by its name, so that nobody believes in it. */
import { refuseByPurpose } from '../../cli/refuse-by-name.ts';
import { interfaceMode, configureMode } from '../modes.ts';
import { hasSwitch } from './switch-words.ts';

const ofPorts = {
  'channel-group': 'A bundle of links (EtherChannel)',
  'switchport port-security': 'Port security',
  'switchport voice': 'A voice VLAN',
  'switchport protected': 'A protected port',
  'storm-control': 'Storm control',
  'spanning-tree guard': 'Guarding of the root of a tree',
  'spanning-tree bpduguard': 'Guarding against BPDUs',
  'spanning-tree bpdufilter': 'Filtering of BPDUs',
} as const;

const ofSwitch = {
  'spanning-tree mst': 'A multiple spanning tree',
  'spanning-tree loopguard': 'Guarding against loops',
  'ip dhcp snooping': 'DHCP snooping',
  'ip arp inspection': 'Inspection of ARP',
  'monitor session': 'Copying of frames to another port (SPAN)',
} as const;

export function declareForeignSwitching(): void {
  refuseByPurpose(interfaceMode, ofPorts, ({ device }) => hasSwitch(device));
  refuseByPurpose(configureMode, ofSwitch, hasSwitch);
}
