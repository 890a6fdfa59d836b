/** Values of the options of `quickmode sim`. What is wrong with one is said with the option's name. */
import { InvalidArgumentError } from 'commander';
import { parseIpv4 } from '../base/address.ts';
import type { Conditioning, Uplink } from '../engine/simulation.ts';
import { conditionsOf } from './link-words.ts';
import type { WantedCapture } from './live-capture.ts';
import { paceOf, type Pace } from './pace-word.ts';

export function speed(text: string): Pace {
  const pace = paceOf(text);
  if (pace) return pace;
  throw new InvalidArgumentError('Expected how many seconds of the routers one second is (0.01 to 10000), or max.');
}

const uplinkForm = 'Expected NODE:INTERFACE=LOCALPORT:127.x.x.x:PORT.';

/** NODE:INTERFACE=LOCALPORT:HOST:PORT */
export function uplink(text: string, before: readonly Uplink[] = []): readonly Uplink[] {
  const found = /^([^:=]+):([^=]+)=(\d+):([\d.]+):(\d+)$/.exec(text);
  if (!found) throw new InvalidArgumentError(uplinkForm);
  const [node, name, local, host, remote] = found.slice(1) as [string, string, string, string, string];
  if (!isLoopback(host) || !isPort(local) || !isPort(remote)) throw new InvalidArgumentError(uplinkForm);
  const cable = { local: { host: '127.0.0.1', port: Number(local) }, remote: { host, port: Number(remote) } };
  return [...before, { node, interface: name, way: { kind: 'cable', cable } }];
}

/** NODE:INTERFACE=ADDRESS:PORT:HOST:PORT[,ADDRESS:PORT:HOST:PORT]… */
export function gateway(text: string, before: readonly Uplink[] = []): readonly Uplink[] {
  const [, node = '', name = '', rest = ''] = /^([^:=]+):([^=]+)=(.+)$/.exec(text) ?? [];
  const published = rest.split(',').map((one) => {
    const [inner = '', port = '', host = '', outer = '', ...more] = one.split(':');
    const address = parseIpv4(inner);
    if (address === undefined || !isPort(port) || !isLoopback(host) || !isPort(outer) || more.length > 0)
      throw new InvalidArgumentError('Expected NODE:INTERFACE=ADDRESS:PORT:127.x.x.x:PORT, and more after commas.');
    return { address, port: Number(port), program: { host, port: Number(outer) } };
  });
  return [...before, { node, interface: name, way: { kind: 'gateway', published } }];
}

/** LINK:CONDITION,CONDITION… */
export function condition(text: string, before: readonly Conditioning[] = []): readonly Conditioning[] {
  const [, link = '', words = ''] = /^(.+):([^:]*)$/.exec(text) ?? [];
  const change = conditionsOf(words.split(',').filter((word) => word !== ''));
  if (typeof change === 'string') throw new InvalidArgumentError(change);
  return [...before, { link, change }];
}

/** LINK=FILE */
export function captured(text: string, before: readonly WantedCapture[] = []): readonly WantedCapture[] {
  const [, link, file] = /^(.+?)=(.+)$/.exec(text) ?? [];
  if (link === undefined || file === undefined) throw new InvalidArgumentError('Expected LINK=FILE; - is the output.');
  return [...before, { link, file }];
}

function isPort(text: string): boolean {
  return /^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535;
}

/** The outside of a network is other programs on this machine, and nobody else. */
function isLoopback(host: string): boolean {
  return host.startsWith('127.') && parseIpv4(host) !== undefined;
}
