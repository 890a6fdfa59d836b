/** router eigrp: processes by number, with address families for VRFs, and the names of the others. */
import { block } from '../../cli/configuration.ts';
import type { ConfigurationLine } from '../../cli/declaration.ts';
import { Refusal } from '../../cli/refusal.ts';
import type { EigrpConfiguration } from '../../routing/eigrp/configuration.ts';
import type { IosDevice } from '../device.ts';
import { declareEigrpInterface } from './eigrp-interface.ts';
import { eigrpFamilyMode, namedEigrpMode, namedFamilyMode, routerEigrpMode } from './eigrp-modes.ts';
import { declareNamedEigrp } from './eigrp-named.ts';
import { declareDistances, declareNetworks, declareOthers, declareRedistribution } from './eigrp-settings.ts';
import { configureMode } from '../modes.ts';
import { declarePassive } from './routing-passive.ts';
import { requireVrf } from './vrf-named.ts';

export function declareRouterEigrp(): void {
  configureMode
    .words({
      router: 'Enable a routing process',
      'router eigrp': 'Enhanced Interior Gateway Routing Protocol (EIGRP)',
      'router eigrp system': 'Autonomous system number',
      'router eigrp name': 'EIGRP Virtual-Instance Name',
    })
    .add('router eigrp <1-65535>:system', {
      section: 'router',
      run: (device, { system: autonomousSystem }, exec) => {
        refuseOtherKind(device, autonomousSystem);
        const { configuration } = device.router.routing.eigrpProcess({ autonomousSystem, vrf: undefined });
        exec.enter(routerEigrpMode, { device, configuration });
      },
      no: ({ router }, { system }) =>
        router.routing.removeEigrp((one) => isClassic(one, system) || isFamilyOf(one, system)),
      show: (device) => device.router.routing.eigrp.flatMap(({ configuration }) => processLines(device, configuration)),
    })
    .add('router eigrp WORD:name', {
      section: 'router',
      when: ({ flavour }) => flavour.hasNamedEigrp,
      run: (device, { name }, exec) => {
        device.router.routing.eigrpNames.add(name);
        exec.enter(namedEigrpMode, { device, name });
      },
      no: ({ router }, { name }) => {
        router.routing.eigrpNames.delete(name);
        router.routing.removeEigrp(({ under }) => under?.kind === 'name' && under.name === name);
      },
      show: (device) => [...device.router.routing.eigrpNames].flatMap((name) => nameLines(device, name)),
    });
  for (const mode of [routerEigrpMode, eigrpFamilyMode]) {
    declareNetworks(mode);
    declarePassive(mode);
    declareRedistribution(mode);
    declareDistances(mode);
    declareOthers(mode);
  }
  declareFamilies();
  declareNamedEigrp();
  declareEigrpInterface();
}

/** Worded from memory of IOS 15, which has one process for an autonomous system in a table. */
function refuseOtherKind({ router }: IosDevice, system: number): void {
  const other = router.routing.eigrp.find(({ configuration: one }) => one.autonomousSystem === system && one.under && one.vrf === undefined); // prettier-ignore
  if (other) throw Refusal.because(`% EIGRP: AS ${system} is configured by name already`);
}

const isClassic = ({ under, autonomousSystem }: EigrpConfiguration, system: number): boolean =>
  !under && autonomousSystem === system;
const isFamilyOf = ({ under }: EigrpConfiguration, system: number): boolean =>
  under?.kind === 'number' && under.number === system;

function processLines(device: IosDevice, configuration: EigrpConfiguration): ConfigurationLine[] {
  if (configuration.under) return [];
  return [block(`router eigrp ${configuration.autonomousSystem}`, routerEigrpMode, { device, configuration }), '!'];
}

function nameLines(device: IosDevice, name: string): ConfigurationLine[] {
  return [block(`router eigrp ${name}`, namedEigrpMode, { device, name }), '!'];
}

function declareFamilies(): void {
  routerEigrpMode
    .words({
      'address-family': 'Enter Address Family command mode',
      'address-family ipv4': 'Address Family IPv4',
      'ipv4 vrf': 'Specify parameters for a VPN Routing/Forwarding instance',
      'vrf name': 'VPN Routing/Forwarding instance name',
      'name autonomous-system': 'Specify Address-Family Autonomous System Number',
      'autonomous-system number': 'Autonomous System',
    })
    .add('address-family ipv4 vrf WORD:name [autonomous-system <1-65535>:number]', {
      section: 'address-family',
      run: (context, { name, number }, exec) => {
        const { device, configuration } = context;
        requireVrf(device, name);
        const under = { kind: 'number', number: configuration.autonomousSystem } as const;
        const family = device.router.routing.eigrpProcess({ autonomousSystem: 0, vrf: name, under });
        if (number !== undefined) setSystem({ device, configuration: family.configuration }, number);
        exec.enter(eigrpFamilyMode, { device, configuration: family.configuration });
      },
      no: ({ device, configuration: { autonomousSystem } }, { name }) =>
        device.router.routing.removeEigrp((one) => one.vrf === name && isFamilyOf(one, autonomousSystem)),
      show: ({ device, configuration: { autonomousSystem } }) =>
        device.router.routing.eigrp.flatMap(({ configuration }) =>
          isFamilyOf(configuration, autonomousSystem) ? familyLines(device, configuration) : [],
        ),
    });
  eigrpFamilyMode
    .words({
      'autonomous-system': 'Specify Address-Family Autonomous System Number',
      'autonomous-system number': 'Autonomous System',
      'exit-address-family': 'Exit Address Family configuration mode',
    })
    .add('autonomous-system ![<1-65535>:number]', {
      section: 'autonomous-system',
      run: (context, { number }) => setSystem(context, number),
      no: (context) => setSystem(context, 0),
      show: ({ configuration: { autonomousSystem: number } }) => (number === 0 ? [] : [`autonomous-system ${number}`]),
    });
  for (const mode of [eigrpFamilyMode, namedFamilyMode])
    mode.add('exit-address-family', { run: (_, __, exec) => exec.leave() });
}

function setSystem(
  { device, configuration }: { device: IosDevice; configuration: EigrpConfiguration },
  number: number,
): void {
  if (configuration.autonomousSystem === number) return;
  configuration.autonomousSystem = number;
  device.router.routing.restartEigrp(configuration);
}

function familyLines(device: IosDevice, configuration: EigrpConfiguration): ConfigurationLine[] {
  const title = `address-family ipv4 vrf ${configuration.vrf ?? ''}`;
  return ['!', block(title, eigrpFamilyMode, { device, configuration }), 'exit-address-family'];
}
