/**
 * How the ports of a device are named, in the language of GNS3's `port_name_format`: `{0}` and `{port0}` are the
 * number of the port in its segment, `{1}` and `{segment0}` the number of the segment, `{port1}` and `{segment1}` the
 * same counted from 1 (and so on to 9), `{adapter}` the number of the adapter.
 * Source: GNS3 server, controller/ports/port_factory.py (StandardPortFactory), read for its facts.
 */
export interface PortNaming {
  /** The name of the first adapter, which is then not counted. */
  first?: string;
  /** The names of the adapters after the first one that the device keeps for itself; they are not counted either. */
  reserved?: readonly string[];
  format: string;
  /** Ports of a segment; without it every port is a segment of its own. */
  segment?: number;
}

interface Numbers {
  port: number;
  segment: number;
  adapter: number;
}

const placeholder = /\{\{|\}\}|\{(?:0|1|port\d|segment\d|adapter)\}/g;

/** Whether the format has no placeholder but those that are known. */
export function isPortNameFormat(format: string): boolean {
  return format.length <= 100 && !/[{}]/.test(format.replace(placeholder, ''));
}

/** The name of a port; the first name, if there is one, is that of all ports of the first adapter. */
export function portName(naming: PortNaming, adapter: number, port = 0, portsPerAdapter = 1): string {
  const { first, reserved = [], format, segment: size = 0 } = naming;
  const apart = first ? [first, ...reserved] : reserved;
  const name = apart[adapter];
  if (name !== undefined) return name;
  const counted = portsPerAdapter * (adapter - apart.length) + port;
  const numbers =
    size === 0
      ? { port: counted, segment: counted, adapter }
      : { port: counted % size, segment: Math.floor(counted / size), adapter };
  return format.replace(placeholder, (braces) => fill(braces, numbers));
}

function fill(braces: string, { port, segment, adapter }: Numbers): string {
  if (braces === '{{' || braces === '}}') return braces.slice(1);
  if (braces === '{adapter}') return String(adapter);
  if (braces === '{0}') return String(port);
  if (braces === '{1}') return String(segment);
  const from = Number(braces.at(-2));
  return String((braces.startsWith('{port') ? port : segment) + from);
}
