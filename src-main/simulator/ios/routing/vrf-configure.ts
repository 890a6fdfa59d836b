/**
 * ip vrf, vrf definition, and what puts interfaces and tunnels into a VRF. Routes are not exchanged between tables:
 * route targets are kept and written, and say so.
 */
import { formatIpv4 } from '../../../base/address.ts';
import { block } from '../../cli/configuration.ts';
import type { Exec } from '../../cli/declaration.ts';
import { Mode } from '../../cli/mode.ts';
import { refuseByName, refuseByPurpose, type RefusedWords } from '../../cli/refuse-by-name.ts';
import { Refusal } from '../../cli/refusal.ts';
import { newVrf, type Vrf } from '../../router/routing/vrf.ts';
import { sayKept } from '../crypto/crypto-kept.ts';
import type { InterfaceContext, IosDevice } from '../device.ts';
import { configureMode, interfaceMode } from '../modes.ts';
import { forgetHostsIn } from '../log/syslog-hosts.ts';
import { requireVrf } from './vrf-named.ts';
import { changeTunnel, isTunnel, tunnelOf } from '../interface/tunnel-settings.ts';

interface VrfContext {
  readonly device: IosDevice;
  readonly vrf: Vrf;
}

const submode = { title: 'IP VPN Routing/Forwarding instance configuration commands:', privilege: 15 } as const;
const oldMode = new Mode<VrfContext>({ name: 'ip vrf', prompt: '(config-vrf)#', ...submode, parent: configureMode });
const definitionMode = new Mode<VrfContext>({
  name: 'vrf definition',
  prompt: '(config-vrf)#',
  ...submode,
  parent: configureMode,
  layout: ['description', 'rd', '!', 'address-family'],
});
const familyMode = new Mode<VrfContext>({
  name: 'vrf address family',
  prompt: '(config-vrf-af)#',
  ...submode,
  parent: definitionMode,
});

export const vrfModes = [oldMode, definitionMode, familyMode];

export function declareVrf(): void {
  declareTables();
  declareSettings(oldMode);
  declareSettings(definitionMode);
  declareRouteTargets(oldMode);
  declareFamily();
  declareForeign();
  declareMembership();
}

function declareTables(): void {
  configureMode.words({
    'ip vrf': 'Configure an IP VPN Routing/Forwarding instance',
    'vrf name': 'VPN Routing/Forwarding instance name',
    vrf: 'VPN Routing/Forwarding instance commands',
    'vrf definition': 'VRF definition configuration',
    'definition name': 'VRF name',
  });
  for (const [style, mode] of [
    ['ip vrf', oldMode],
    ['vrf definition', definitionMode],
  ] as const) {
    configureMode.add(`${style} WORD:name`, {
      section: 'vrf',
      run: (device, { name }, exec) => {
        const vrf = device.router.vrfs.get(name) ?? newVrf(name, style);
        if (vrf.style !== style) throw Refusal.because(`% VRF ${name} is defined with "${vrf.style}"`);
        device.router.vrfs.set(name, vrf);
        vrf.routes.isTrackUp = device.router.routes.isTrackUp;
        exec.enter(mode, { device, vrf });
      },
      no: (device, { name }, exec) => removeVrf(device, name, exec),
      show: (device) =>
        [...device.router.vrfs.values()]
          .filter((vrf) => vrf.style === style)
          .flatMap((vrf) => [block(`${style} ${vrf.name}`, mode, { device, vrf }), '!']),
    });
  }
}

function removeVrf(device: IosDevice, name: string, exec: Exec): void {
  const { router } = device;
  if (!router.vrfs.delete(name)) throw Refusal.because(`% No VRF named ${name}`);
  for (const one of router.interfaces.values()) {
    if (one.vrf !== name) continue;
    one.vrf = undefined;
    router.setAddress(one, undefined);
  }
  forgetVrf(device, name);
  exec.print(`% IPv4 addresses from all interfaces in VRF ${name} have been removed`);
  router.converge();
}

/** What names a table that is gone goes with it: its lines would be refused when the configuration is read again. */
function forgetVrf(device: IosDevice, name: string): void {
  const { router } = device;
  router.routing.removeVrf(name);
  router.nat.removeVrf(name);
  for (const { carrier } of router.tunnels()) if (carrier.settings.vrf === name) carrier.settings.vrf = undefined;
  for (const { entries } of router.routeMaps.values())
    for (const { set } of entries) if (set.table?.vrf === name) delete set.table;
  forgetHostsIn(device, name);
}

function declareSettings(mode: Mode<VrfContext>): void {
  mode
    .words({
      no: 'Negate a command or set its defaults',
      exit: 'Exit from VRF configuration mode',
      description: 'VRF specific description',
      text: 'Up to 80 characters describing this VRF',
      rd: 'Specify Route Distinguisher',
      distinguisher: 'ASN:nn or IP-address:nn  VPN Route Distinguisher',
    })
    .add('description ![LINE:text]', {
      run: ({ vrf }, { text }) => {
        vrf.description = text;
      },
      no: ({ vrf }) => {
        vrf.description = '';
      },
      show: ({ vrf: { description } }) => (description === '' ? [] : [`description ${description}`]),
    })
    .add('rd ![WORD:distinguisher]', {
      run: ({ vrf }, { distinguisher }) => {
        if (!/^[\d.]+:\d+$/.test(distinguisher)) throw Refusal.invalid('distinguisher');
        vrf.distinguisher = distinguisher;
      },
      no: ({ vrf }) => {
        vrf.distinguisher = undefined;
      },
      show: ({ vrf: { distinguisher } }) => (distinguisher === undefined ? [] : [`rd ${distinguisher}`]),
    })
    .add('exit', { run: (_, __, exec) => exec.leave() });
}

function declareRouteTargets(mode: Mode<VrfContext>): void {
  mode
    .words({
      'route-target': 'Specify Target VPN Extended Communities',
      import: 'Import Target-VPN community',
      export: 'Export Target-VPN community',
      both: 'Both import and export Target-VPN community',
      target: 'ASN:nn or IP-address:nn  Target VPN Extended Community',
    })
    .add('route-target {import|export|both}:way WORD:target', {
      run: ({ device, vrf }, { way, target }, exec) => {
        sayKept(device, exec, 'route-target', 'routes are not exchanged between tables here');
        const lines = linesOfTarget(way, target);
        vrf.routeTargets = [...new Set([...vrf.routeTargets, ...lines])];
      },
      no: ({ vrf }, { way, target }) => {
        const lines = linesOfTarget(way, target);
        vrf.routeTargets = vrf.routeTargets.filter((line) => !lines.includes(line));
      },
      show: ({ vrf }) => vrf.routeTargets,
    });
}

function linesOfTarget(way: 'import' | 'export' | 'both', target: string): string[] {
  const ways = way === 'both' ? ['export', 'import'] : [way];
  return ways.map((one) => `route-target ${one} ${target}`);
}

function declareFamily(): void {
  definitionMode
    .words({ 'address-family': 'Enter Address Family command mode', ipv4: 'Address family' })
    .add('address-family ipv4', {
      run: (context, _, exec) => {
        context.vrf.hasIpv4 = true;
        exec.enter(familyMode, context);
      },
      no: ({ vrf }) => {
        vrf.hasIpv4 = false;
      },
      show: (context) =>
        context.vrf.hasIpv4 ? [block('address-family ipv4', familyMode, context), 'exit-address-family'] : [],
    });
  declareRouteTargets(familyMode);
  familyMode
    .words({
      no: 'Negate a command or set its defaults',
      'exit-address-family': 'Exit from Address Family configuration mode',
      exit: 'Exit from Address Family configuration mode',
    })
    .add('exit-address-family', { run: (_, __, exec) => exec.leave() })
    .add('exit', { run: (_, __, exec) => exec.leave() });
}

/** Routes are not exchanged between tables, and not counted. */
const foreign: RefusedWords = { '': 'context export import maximum mdt route-replicate vpn' };

function declareForeign(): void {
  for (const mode of [oldMode, definitionMode, familyMode]) refuseByName(mode, foreign);
  refuseByPurpose(definitionMode, { 'address-family ipv6': 'IP version 6' });
  // What closes a block that was refused closes nothing.
  definitionMode.add('exit-address-family', { hidden: true, run: () => undefined });
}

function declareMembership(): void {
  interfaceMode.words({
    'ip vrf': 'VPN Routing/Forwarding parameters on the interface',
    'ip vrf forwarding': 'Configure forwarding table',
    vrf: 'VPN Routing/Forwarding parameters on the interface',
    'vrf forwarding': 'Configure forwarding table',
    'forwarding name': 'VRF name',
    'tunnel vrf': 'tunnel vrf membership',
    'tunnel vrf name': 'vrf name',
  });
  for (const style of ['ip vrf', 'vrf definition'] as const) {
    const words = style === 'ip vrf' ? 'ip vrf forwarding' : 'vrf forwarding';
    interfaceMode.add(`${words} ![WORD:name]`, {
      section: 'vrf',
      run: (context, { name }, exec) => join(context, name, exec),
      no: (context, _, exec) => join(context, undefined, exec),
      show: ({ device, one }) => {
        const vrf = device.router.vrfs.get(one.vrf ?? '');
        return vrf?.style === style ? [`${words} ${vrf.name}`] : [];
      },
    });
  }
  interfaceMode.add('tunnel vrf ![WORD:name]', {
    section: 'tunnel vrf',
    when: isTunnel,
    run: (context, { name }) => {
      requireVrf(context.device, name);
      changeTunnel(context, { vrf: name });
    },
    no: (context) => changeTunnel(context, { vrf: undefined }),
    show: (context) => {
      const vrf = tunnelOf(context)?.vrf;
      return vrf === undefined ? [] : [`tunnel vrf ${vrf}`];
    },
  });
}

/** Texts: consoles of 12.4 and 15 on which an interface with an address was put into a VRF. */
function join({ device, one }: InterfaceContext, name: string | undefined, exec: Exec): void {
  const { router } = device;
  const vrf = name === undefined ? undefined : router.vrfs.get(name);
  if (name !== undefined && !vrf) throw Refusal.because(`% VRF ${name} not configured.`);
  if (one.vrf === name) return;
  if (one.address) {
    const address = formatIpv4(one.address.address);
    const what = name === undefined ? `disabling VRF ${one.vrf ?? ''}` : `enabling VRF ${name}`;
    exec.print(
      vrf?.style === 'vrf definition'
        ? `% Interface ${one.name} IPv4 disabled and address(es) removed due to ${what}`
        : `% Interface ${one.name} IP address ${address} removed due to ${what}`,
    );
  }
  one.vrf = name;
  router.setAddress(one, undefined);
}
