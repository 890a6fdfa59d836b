/** Lists of VLANs as they are typed and printed, and what the commands of a switch ask of their device. */
import { Refusal } from '../../cli/refusal.ts';
import type { EthernetSwitch } from '../../switch/ethernet-switch.ts';
import type { SwitchPort } from '../../switch/switch-port.ts';
import type { InterfaceContext, IosDevice } from '../device.ts';

export const hasSwitch = ({ switching }: IosDevice): boolean => switching !== undefined;

/** A command of a switch exists on no router: whoever runs it has one. */
export function switchOf({ switching }: IosDevice): EthernetSwitch {
  if (!switching) throw Refusal.notSimulated('This device is no switch');
  return switching;
}

/** Lines of the running configuration: a router has none of them. */
export function linesOfSwitch({ switching }: IosDevice, linesOf: (switching: EthernetSwitch) => string[]): string[] {
  return switching ? linesOf(switching) : [];
}

export function switchPortOf({ device, one }: InterfaceContext): SwitchPort | undefined {
  return device.switching?.ports.get(one.name);
}

/** '1,5-7': every number of it. */
export function vlansOf(text: string): number[] {
  const numbers = text.split(',').flatMap((part) => {
    const [, first, last = first] = /^(\d{1,4})(?:-(\d{1,4}))?$/.exec(part) ?? [];
    const [from, to] = [Number(first), Number(last)];
    if (!(from >= 1 && to <= 4094 && from <= to)) throw Refusal.because(`Command rejected: Bad VLAN list - ${text}`);
    return Array.from({ length: to - from + 1 }, (_, index) => from + index);
  });
  return [...new Set(numbers)].sort((a, b) => a - b);
}

/** '1,5-7'; of two that follow each other both are written. */
export function textOfVlans(vlans: Iterable<number>): string {
  const runs: [first: number, last: number][] = [];
  for (const vlan of [...vlans].sort((a, b) => a - b)) {
    const run = runs.at(-1);
    if (run?.[1] === vlan - 1) run[1] = vlan;
    else runs.push([vlan, vlan]);
  }
  return runs
    .map(([first, last]) => (first === last ? String(first) : `${first}${last - first === 1 ? ',' : '-'}${last}`))
    .join(',');
}
