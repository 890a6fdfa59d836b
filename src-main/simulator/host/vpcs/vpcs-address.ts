/** `ip ADDRESS[/LENGTH | MASK] [GATEWAY]` of VPCS, and what `show ip` says about it. */
import { Refusal } from '../../cli/refusal.ts';
import { formatIpv4, formatMac, lengthOfMask, maskOfLength, networkOf, parseIpv4 } from '../../../base/address.ts';
import type { HostPort } from '../host-port.ts';
import type { HostExec, HostMachine } from '../host-shell.ts';
import type { HostStack } from '../host-stack.ts';
import type { Interface } from '../../router/interface.ts';

interface Wanted {
  readonly address: number;
  readonly mask: number;
  readonly gateway: number | undefined;
}

const defaultRoute = { network: 0, mask: 0 };

/** The one address of a PC, and where everything else goes. */
export class VpcsAddress {
  gateway: number | undefined;

  constructor(readonly stack: HostStack) {}

  /** Undefined on a node without a card. */
  get port(): Interface<HostPort> | undefined {
    const [port] = this.stack.ports.values();
    return port;
  }

  /** Takes it without asking the others. @returns why not, if not */
  take(words: readonly string[]): string | undefined {
    const wanted = wantedOf(words);
    if (typeof wanted === 'string') return wanted;
    this.set(wanted);
    return undefined;
  }

  /** @param wanted undefined takes the address away */
  set(wanted: Wanted | undefined): void {
    const { port, stack } = this;
    if (!port) return;
    stack.removeRoute(defaultRoute);
    stack.setAddress(port, wanted && { address: wanted.address, mask: wanted.mask });
    this.gateway = wanted?.gateway;
    if (wanted?.gateway === undefined) return;
    stack.addRoute({ ...defaultRoute, nextHop: wanted.gateway, interfaceName: port.name, distance: 1 });
  }

  /**
   * The neighbour that packets to this address go to.
   * @returns a line that says why there is none
   */
  async neighbourFor(destination: number, exec: HostExec): Promise<string | undefined> {
    const own = this.port?.address;
    const isNear = own !== undefined && networkOf(destination, own.mask) === networkOf(own.address, own.mask);
    const neighbour = isNear ? destination : this.gateway;
    if (neighbour === undefined) return 'No gateway found';
    const isFound = await exec.wait(this.port?.carrier.resolve(neighbour) ?? Promise.resolve(false));
    return isFound ? undefined : `host (${formatIpv4(neighbour)}) not reachable`;
  }
}

export async function setAddress(
  machine: HostMachine,
  address: VpcsAddress,
  words: readonly string[],
  exec: HostExec,
): Promise<void> {
  const wanted = wantedOf(words);
  if (typeof wanted === 'string') throw Refusal.because(wanted);
  address.set({ ...wanted, gateway: undefined });
  exec.print('Checking for duplicate address...');
  await assertUnused(address, wanted.address, exec);
  address.set(wanted);
  const gateway = wanted.gateway === undefined ? '' : ` gateway ${formatIpv4(wanted.gateway)}`;
  exec.print(`${machine.name} : ${formatIpv4(wanted.address)} ${formatIpv4(wanted.mask)}${gateway}`);
  machine.keep(`ip ${words.join(' ')}`);
}

/** @throws Refusal when somebody answers to it */
async function assertUnused(address: VpcsAddress, wanted: number, exec: HostExec): Promise<void> {
  const { port } = address;
  if (!port || !(await exec.wait(port.carrier.resolve(wanted)))) return;
  const mac = port.carrier.ethernet.arp.find(wanted)?.mac;
  address.set(undefined);
  const owner = mac ? formatMac(mac) : 'an unknown station';
  throw Refusal.because(`${formatIpv4(wanted)} is being used by MAC ${owner}\nAddress not changed`);
}

/** Where the program has its end of the cable, and the other one, when it is started without being told. */
const ports = { local: 20_000, remote: 30_000 };

export function showIp(name: string, { port, gateway }: VpcsAddress): string[] {
  const own = port?.address ?? { address: 0, mask: 0 };
  const row = (label: string, value: string): string => `${label.padEnd(12)}: ${value}`;
  return [
    row('NAME', `${name}[1]`),
    row('IP/MASK', `${formatIpv4(own.address)}/${lengthOfMask(own.mask) ?? 0}`),
    row('GATEWAY', formatIpv4(gateway ?? 0)),
    row('DNS', ''),
    row('MAC', port ? formatMac(port.carrier.ethernet.mac) : ''),
    row('LPORT', String(ports.local)),
    row('RHOST:PORT', `127.0.0.1:${ports.remote}`),
    row('MTU', String(port?.ipMtu ?? 1500)),
  ];
}

/** The program takes 24 bits where none are given, and where it does not believe those that are. */
function wantedOf(words: readonly string[]): Wanted | string {
  const [what = ''] = words;
  if (/^(dhcp|auto|dns|domain|mtu)$/.test(what)) return `ip ${what}: not simulated`;
  const [first = '', ...rest] = words.flatMap((word) => word.split('/'));
  const address = parseIpv4(first);
  if (address === undefined) return 'Invalid address';
  const lengths = rest.map(lengthOf);
  const gateways = rest.filter((_, index) => lengths[index] === undefined).map(parseIpv4);
  if (gateways.includes(undefined)) return 'Invalid options';
  const length = lengths.findLast((one) => one !== undefined) ?? 24;
  const mask = maskOfLength(length < 1 || length > 30 ? 24 : length);
  const wanted = { address, mask, gateway: gateways.at(-1) };
  return faultOf(wanted) ?? wanted;
}

/** Of a word that says how long the network's part is. */
function lengthOf(word: string): number | undefined {
  if (/^\d{1,2}$/.test(word)) return Number(word);
  return word.startsWith('255.') ? (lengthOfMask(parseIpv4(word) ?? 0) ?? 24) : undefined;
}

function faultOf({ address, mask, gateway }: Wanted): string | undefined {
  if (address === gateway) return 'Invalid address';
  if (!isHostPart(address, mask)) return 'Invalid host address';
  if (gateway === undefined) return undefined;
  if (!isHostPart(gateway, mask)) return 'Invalid gateway address';
  return networkOf(address, mask) === networkOf(gateway, mask) ? undefined : 'not same subnet';
}

function isHostPart(address: number, mask: number): boolean {
  const part = (address & ~mask) >>> 0;
  return part !== 0 && part !== ~mask >>> 0;
}
