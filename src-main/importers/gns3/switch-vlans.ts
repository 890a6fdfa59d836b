/** VLANs of GNS3's own switch: each port is of one (access), or carries all (dot1q, with a native one). */
import type { PortVlan } from '../../lab/topology.ts';
import type { Field } from '../field.ts';
import type { Port } from './ports.ts';

/** A switch whose ports are all of VLAN 1 has none to speak of: it passes frames on as they are. */
export function withVlans(node: Field, ports: readonly Port[]): readonly Port[] {
  const fields = node.get('properties').getFirst('ports_mapping', 'ports').items();
  const vlans = new Map(fields.map((field, index) => [field.get('port_number').count() ?? index, vlanOf(field)]));
  const isPlain = [...vlans.values()].every((one) => one === undefined || (one.mode === 'access' && one.id === 1));
  if (isPlain) return ports;
  return ports.map((port): Port => {
    const vlan = vlans.get(port.port);
    return vlan ? { ...port, vlan } : port;
  });
}

function vlanOf(field: Field): PortVlan | undefined {
  const type = field.get('type').text();
  if (type === undefined) return undefined;
  const id = field.get('vlan').count() ?? 1;
  if (type === 'qinq')
    field.complain('note', 'tags inside tags (qinq) are not simulated: it is taken for an access port');
  if (id >= 1 && id <= 4094) return { mode: type === 'dot1q' ? 'trunk' : 'access', id };
  field.get('vlan').complain('note', `expected a VLAN from 1 to 4094, found ${id}: VLAN 1 is taken`);
  return { mode: type === 'dot1q' ? 'trunk' : 'access', id: 1 };
}
