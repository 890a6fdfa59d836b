/** show ip vrf: the tables, their distinguishers and interfaces, as 12.4 lays them out. */
import type { Vrf } from '../../router/routing/vrf.ts';
import type { IosDevice } from '../device.ts';
import { shortNameOf } from '../interface/interface-state.ts';
import { execMode } from '../modes.ts';

export function declareShowVrf(): void {
  execMode
    .words({
      'show ip vrf': 'VPN Routing/Forwarding instance information',
      'show vrf': 'VPN Routing/Forwarding instance information',
      'vrf name': 'VPN Routing/Forwarding instance name',
    })
    .add('show ip vrf [WORD:name]', {
      run: (device, { name }, exec) => {
        const meant = vrfsOf(device, name);
        exec.print('  Name                             Default RD          Interfaces', ...meant.flatMap((vrf) => oldLines(device, vrf))); // prettier-ignore
      },
    })
    .add('show vrf [WORD:name]', {
      when: ({ flavour }) => flavour.train === '15' || flavour.train === '17',
      run: (device, { name }, exec) => {
        const meant = vrfsOf(device, name);
        exec.print('  Name                             Default RD            Protocols   Interfaces', ...meant.flatMap((vrf) => newLines(device, vrf))); // prettier-ignore
      },
    });
}

function vrfsOf({ router }: IosDevice, name: string | undefined): Vrf[] {
  return [...router.vrfs.values()].filter((vrf) => (name ?? vrf.name) === vrf.name);
}

function membersOf({ router }: IosDevice, { name }: Vrf): string[] {
  return [...router.interfaces.values()].filter(({ vrf }) => vrf === name).map((one) => shortNameOf(one.name));
}

/** The first interface stands beside the name, the others below it. */
function oldLines(device: IosDevice, vrf: Vrf): string[] {
  const [first = '', ...others] = membersOf(device, vrf);
  const start = `  ${vrf.name.padEnd(32)} ${(vrf.distinguisher ?? '<not set>').padEnd(20)}`;
  return [start + first, ...others.map((name) => ' '.repeat(start.length) + name)];
}

function newLines(device: IosDevice, vrf: Vrf): string[] {
  const [first = '', ...others] = membersOf(device, vrf);
  const protocols = (vrf.hasIpv4 ? 'ipv4' : '').padEnd(12);
  const start = `  ${vrf.name.padEnd(32)} ${(vrf.distinguisher ?? '<not set>').padEnd(22)}${protocols}`;
  return [start + first, ...others.map((name) => ' '.repeat(start.length) + name)];
}
