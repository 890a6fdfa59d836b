/**
 * What the ports of a machine are called on the machine itself. A server names them by its template's format, which for
 * a template that somebody made by hand is "Ethernet0": no configuration of the router in it knows that name.
 */
import { Report } from '../../importers/complaint.ts';
import { Field } from '../../importers/field.ts';
import { nodeKind } from '../../importers/gns3/node-kinds.ts';
import { fullInterfaceName } from '../../importers/interface-names.ts';

interface NumberedPort {
  name: string;
  adapter_number: number;
  port_number: number;
}

const machines: ReadonlySet<string> = new Set(['qemu', 'virtualbox', 'vmware']);

/** The server's own names stay where they say the same, or abbreviate it. */
export function withOwnNames<Port extends NumberedPort>(
  node: Readonly<Record<string, unknown>> & { node_type: string },
  ports: readonly Port[],
): Port[] {
  if (!machines.has(node.node_type)) return [...ports];
  const field = new Field(node, new Report());
  const kind = nodeKind(node.node_type);
  const own = kind.ports(field, kind.device(field.get('properties'), field)).ports;
  return ports.map((one) => {
    const found = own.find(({ adapter, port }) => adapter === one.adapter_number && port === one.port_number);
    return found && fullInterfaceName(one.name) !== found.name ? { ...one, name: found.name } : one;
  });
}
