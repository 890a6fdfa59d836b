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

type Gateway = Extract<Uplink['way'], { kind: 'gateway' }>;
type Published = Gateway['published'][number];
type Forwarded = NonNullable<Gateway['forwarded']>[number];

const gatewayForm =
  'Expected NODE:INTERFACE=ADDRESS:PORT:127.x.x.x:PORT, or the two the other way round, and more after commas.';

/**
 * NODE:INTERFACE=ADDRESS:PORT:HOST:PORT[,…]: from the left to the right. What a router sends to ADDRESS goes to the program
 * at HOST; HOST:PORT:ADDRESS:PORT takes what programs send to HOST to a router's ADDRESS.
 */
export function gateway(text: string, before: readonly Uplink[] = []): readonly Uplink[] {
  const [, node = '', name = '', rest = ''] = /^([^:=]+):([^=]+)=(.+)$/.exec(text) ?? [];
  const ways = rest.split(',').map(gatewayPart);
  const published = ways.flatMap((way) => ('program' in way ? [way] : []));
  const forwarded = ways.flatMap((way) => ('at' in way ? [way] : []));
  return [...before, { node, interface: name, way: { kind: 'gateway', published, forwarded } }];
}

function gatewayPart(text: string): Published | Forwarded {
  const [from, to, ...more] = [...text.matchAll(/([\d.]+):(\d+)(?::(?=.)|$)/gy)].map(placeOf);
  if (!from || !to || more.length > 0 || isLoopback(from.host) === isLoopback(to.host))
    throw new InvalidArgumentError(gatewayForm);
  const insideOf = ({ address, port }: typeof to): { address: number; port: number } => ({ address, port });
  return isLoopback(to.host) ? { ...insideOf(from), program: to } : { ...insideOf(to), at: from };
}

function placeOf([, host = '', port = '']: RegExpMatchArray): { host: string; address: number; port: number } {
  const address = parseIpv4(host);
  if (address === undefined || !isPort(port)) throw new InvalidArgumentError(gatewayForm);
  return { host, address, port: Number(port) };
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
