/**
 * The ports of nodes that do not name them by a format. Source: GNS3 server, controller/node.py (`_list_ports`), read
 * for its facts, and the nodes of a recorded GNS3 2.2 and 3.0 server.
 */
import type { Field } from '../field.ts';
import { limits } from '../limits.ts';
import type { NodePorts, Port } from './ports.ts';

/** VPCS and TraceNG have one port. */
export function onePort(): NodePorts {
  return {
    ports: [{ adapter: 0, port: 0, name: 'Ethernet0' }],
    nameOf: (adapter, port) => `Ethernet${adapter}/${port}`,
  };
}

/** Containers: one port to an adapter, as Linux names them unless the project says otherwise. */
export function containerPorts(node: Field): NodePorts {
  const field = node.get('properties').get('adapters');
  const adapters = field.count() ?? 1;
  field.refuseMoreThan(limits.adapters, adapters, 'adapters of one node');
  const custom = new Map(
    node
      .get('custom_adapters')
      .items()
      .map((one) => [one.get('adapter_number').count(), one.get('port_name').name()]),
  );
  const ports = Array.from({ length: adapters }, (_, adapter): Port => {
    return { adapter, port: 0, name: custom.get(adapter) ?? `eth${adapter}` };
  });
  return { ports, nameOf: (adapter, port) => `eth${adapter}${port === 0 ? '' : `/${port}`}` };
}

/** Switches, hubs, clouds and NATs list their ports. */
export function listedPorts(node: Field, usual: readonly string[], nameOf: NodePorts['nameOf']): NodePorts {
  const list = node.get('properties').getFirst('ports_mapping', 'ports');
  const ports = list.items().map((field, index): Port => {
    const port = field.get('port_number').count() ?? index;
    return { adapter: 0, port, name: field.get('name').name() ?? nameOf(0, port, undefined) };
  });
  if (list.isPresent) return { ports, nameOf };
  return { ports: usual.map((name, port) => ({ adapter: 0, port, name })), nameOf };
}

/** From port and circuit to port and circuit, as GNS3 has them: "1:101" to "2:201", of ATM "1:0:100" to "10:0:200". */
export function circuitsOf(properties: Field): [from: string, to: string][] | undefined {
  const mappings = properties.get('mappings');
  const circuits = mappings.keys.flatMap((from): [string, string][] => {
    const to = mappings.get(from).text() ?? '';
    return [from, to].every((end) => /^\d{1,9}(?::\d{1,9}){1,2}$/.test(end)) ? [[from, to]] : [];
  });
  return circuits.length === 0 ? undefined : circuits;
}

/** Frame Relay and ATM switches: the ports are those that their mappings ("1:101" to "2:201") begin with. */
export function mappedPorts(node: Field): NodePorts {
  const mappings = node.get('properties').get('mappings');
  const circuits = mappings.keys.flatMap((key) => [key, mappings.get(key).text() ?? '']);
  const numbers = new Set(
    circuits.map((circuit) => /^\d{1,9}(?=:)/.exec(circuit)?.[0]).filter((one) => one !== undefined),
  );
  const ports = [...numbers].map(Number).toSorted((a, b) => a - b);
  return { ports: ports.map((port) => ({ adapter: 0, port, name: String(port) })), nameOf: (_, port) => String(port) };
}
