/**
 * The ports of QEMU, IOU, VirtualBox and VMware nodes: so many adapters, named by a format that the project holds.
 * Source: GNS3 server, controller/ports/port_factory.py (StandardPortFactory) and controller/node.py, read for facts.
 */
import { ciscoPlatforms, type Device } from '../devices.ts';
import type { Field } from '../field.ts';
import { fullInterfaceName } from '../interface-names.ts';
import { limits } from '../limits.ts';
import { isPortNameFormat, portName, type PortNaming } from '../port-naming.ts';
import type { NodePorts, Port } from './ports.ts';

const defaultFormat = 'Ethernet{0}';

export function standardPorts(node: Field, device: Device): NodePorts {
  const properties = node.get('properties');
  const adapters = adapterCount(properties.getFirst('ethernet_adapters', 'adapters'), 1);
  const custom = customAdapters(node);
  const stated = namingOf(node, { format: defaultFormat });
  const own = [...custom.values()].some(({ name }) => name !== undefined) ? undefined : device.ports;
  const naming = own && !isTelling(stated, adapters) ? own : stated;
  const full = ciscoPlatforms.has(device.platform) ? fullInterfaceName : (name: string) => name;
  const macs = macsFrom(properties.get('mac_address').text());
  const ports = Array.from({ length: adapters }, (_, adapter): Port => {
    const mac = custom.get(adapter)?.mac ?? macs(adapter);
    const name = full(custom.get(adapter)?.name ?? portName(naming, adapter));
    return { adapter, port: 0, name, ...(mac === undefined ? {} : { mac }) };
  });
  return { ports, nameOf: (adapter, port) => full(portName(naming, adapter)) + (port === 0 ? '' : `/${port}`) };
}

/** Four ports to an adapter; the serial adapters follow the Ethernet adapters and are numbered on. */
export function iouPorts(node: Field): NodePorts {
  const properties = node.get('properties');
  const ethernet = adapterCount(properties.get('ethernet_adapters'), 2);
  const serial = adapterCount(properties.get('serial_adapters'), 2);
  const naming = namingOf(node, { format: 'Ethernet{segment0}/{port0}', segment: 4 });
  const nameOf = (adapter: number, port: number): string =>
    adapter < ethernet ? fullInterfaceName(portName(naming, adapter, port, 4)) : `Serial${adapter}/${port}`;
  const ports: Port[] = [];
  for (let adapter = 0; adapter < ethernet + serial; adapter++)
    for (let port = 0; port < 4; port++) ports.push({ adapter, port, name: nameOf(adapter, port) });
  return { ports, nameOf };
}

function adapterCount(field: Field, usual: number): number {
  const count = field.count() ?? usual;
  field.refuseMoreThan(limits.adapters, count, 'adapters of one node');
  return count;
}

/** How the project says that the ports are named. */
function namingOf(node: Field, usual: PortNaming): PortNaming {
  const formatField = node.get('port_name_format');
  let format = formatField.name() ?? usual.format;
  if (!isPortNameFormat(format)) {
    formatField.complain('warning', `expected a port name format such as ${usual.format}; that one is used`);
    format = usual.format;
  }
  const first = node.get('first_port_name').name();
  const segment = node.get('port_segment_size').count() || usual.segment;
  return { format, ...(first === undefined ? {} : { first }), ...(segment === undefined ? {} : { segment }) };
}

/** Somebody chose these names, and they tell the ports apart. */
function isTelling(naming: PortNaming, adapters: number): boolean {
  if (naming.format === defaultFormat && naming.first === undefined) return false;
  const names = Array.from({ length: adapters }, (_, adapter) => portName(naming, adapter));
  return new Set(names).size === adapters;
}

interface CustomAdapter {
  name?: string;
  mac?: string;
}

function customAdapters(node: Field): Map<number, CustomAdapter> {
  const custom = new Map<number, CustomAdapter>();
  for (const field of node.get('custom_adapters').items()) {
    const adapter = field.get('adapter_number').count();
    const name = field.get('port_name').name();
    const mac = macsFrom(field.get('mac_address').text())(0);
    if (adapter === undefined || custom.has(adapter)) continue;
    custom.set(adapter, { ...(name === undefined ? {} : { name }), ...(mac === undefined ? {} : { mac }) });
  }
  return custom;
}

/** The addresses of a node's adapters: the node's own for the first, and one more for each further one. */
function macsFrom(text: string | undefined): (adapter: number) => string | undefined {
  const digits = text?.replace(/[:.-]/g, '') ?? '';
  if (!/^[0-9a-f]{12}$/i.test(digits)) return () => undefined;
  const base = parseInt(digits, 16);
  return (adapter) => (base + adapter).toString(16).padStart(12, '0').slice(-12).match(/../g)?.join(':');
}
