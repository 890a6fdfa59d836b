/** The ports of TCP and UDP as a line gives them: an operator with a port, or a range. */
import { Refusal } from '../../cli/refusal.ts';
import type { PortMatch } from '../../router/access/access-list.ts';
import { portOf } from '../services.ts';

export interface Ports {
  readonly operator?: PortMatch['operator'] | undefined;
  readonly port?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** Undefined when nothing is said of ports. @throws Refusal for a port that there is not */
export function portsFrom({ operator, port, from, to }: Ports, protocol: number): PortMatch | undefined {
  if (operator !== undefined && from !== undefined) throw Refusal.because('ERROR: either one port or a range');
  if (operator !== undefined && port !== undefined) return { operator, ports: [numberOf(port, protocol)] };
  if (from === undefined || to === undefined) return undefined;
  const ports = [numberOf(from, protocol), numberOf(to, protocol)];
  if ((ports[0] ?? 0) > (ports[1] ?? 0)) throw Refusal.because('ERROR: invalid port range');
  return { operator: 'range', ports };
}

function numberOf(word: string, protocol: number): number {
  const port = portOf(word, protocol);
  if (port === undefined) throw Refusal.because(`ERROR: ${word} is not a port that is known`);
  return port;
}
