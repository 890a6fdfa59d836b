/** switchport: whether a port is one of a switch at all, and which VLANs it carries. */
import type { Exec } from '../../cli/declaration.ts';
import { Refusal } from '../../cli/refusal.ts';
import { allVlans, type SwitchPort } from '../../switch/switch-port.ts';
import type { InterfaceContext } from '../device.ts';
import { interfaceMode } from '../modes.ts';
import { nameOfVlan } from './switch-vlan.ts';
import { switchOf, switchPortOf, textOfVlans, vlansOf } from './switch-words.ts';

const isPort = (context: InterfaceContext): boolean => switchPortOf(context) !== undefined;

function change(context: InterfaceContext, act: (port: SwitchPort) => unknown): void {
  const port = switchPortOf(context);
  if (!port) return;
  act(port);
  switchOf(context.device).refresh();
  context.device.router.converge();
}

function shown(context: InterfaceContext, lineOf: (port: SwitchPort) => string | false): string[] {
  const port = switchPortOf(context);
  const line = port !== undefined && !port.isRouted && lineOf(port);
  return line === false ? [] : [line];
}

export function declareSwitchPorts(): void {
  interfaceMode
    .words({
      switchport: 'Set switching mode characteristics',
      'switchport access': 'Set access mode characteristics of the interface',
      'access vlan': 'Set VLAN when interface is in access mode',
      'vlan vlan': 'VLAN ID of the VLAN when this port is in access mode',
      'switchport mode': 'Set trunking mode of the interface',
      access: 'Set trunking mode to ACCESS unconditionally',
      trunk: 'Set trunking mode to TRUNK unconditionally',
      dynamic: 'Set trunking mode to dynamically negotiate access or trunk mode',
      'dynamic how': 'AUTO or DESIRABLE',
      'switchport trunk': 'Set trunking characteristics of the interface',
      'trunk encapsulation': 'Set trunking encapsulation when interface is in trunking mode',
      'encapsulation dot1q': 'Interface uses only 802.1q trunking encapsulation when trunking',
      'trunk native': 'Set trunking native characteristics when interface is in trunking mode',
      'native vlan': 'Set native VLAN when interface is in trunking mode',
      'trunk allowed': 'Set allowed VLAN characteristics when interface is in trunking mode',
      'allowed vlan': 'Set allowed VLANs when interface is in trunking mode',
      all: 'all VLANs',
      none: 'no VLANs',
      add: 'add VLANs to the current list',
      except: 'all VLANs except the following',
      remove: 'remove VLANs from the current list',
      vlans: 'VLAN IDs of the allowed VLANs when this port is in trunking mode',
      'switchport nonegotiate': 'Device will not engage in negotiation protocol on this interface',
    })
    .add('switchport', {
      section: 'switchport',
      when: isPort,
      run: (context) => setRouted(context, false),
      no: (context) => setRouted(context, true),
      show: (context) => (switchPortOf(context)?.isRouted === true ? ['no switchport'] : []),
    });
  declareAccess();
  declareTrunk();
  declareAllowed();
  declareMode();
}

/** Its address goes with the router's part of it. */
function setRouted(context: InterfaceContext, isRouted: boolean): void {
  if (!isRouted) context.device.router.setAddress(context.one, undefined);
  change(context, (port) => (port.isRouted = isRouted));
}

function declareAccess(): void {
  interfaceMode.add('switchport access vlan ![<1-4094>:vlan]', {
    section: 'switchport',
    when: isPort,
    run: (context, { vlan }, exec) => {
      makeMissing(context, vlan, exec);
      change(context, (port) => (port.accessVlan = vlan));
    },
    no: (context) => change(context, (port) => (port.accessVlan = 1)),
    show: (context) => shown(context, ({ accessVlan }) => accessVlan !== 1 && `switchport access vlan ${accessVlan}`),
  });
}

/** A switch makes a VLAN that a port is put into. */
function makeMissing({ device }: InterfaceContext, vlan: number, exec: Exec): void {
  const { vlans } = switchOf(device);
  if (vlans.has(vlan)) return;
  exec.print(`% Access VLAN does not exist. Creating vlan ${vlan}`);
  vlans.set(vlan, { name: nameOfVlan(vlan), isShutdown: false });
}

function declareTrunk(): void {
  interfaceMode
    .add('switchport trunk encapsulation ![dot1q]', {
      section: 'switchport',
      when: isPort,
      run: (context) => change(context, (port) => (port.isDot1q = true)),
      no: (context) => change(context, (port) => (port.isDot1q = false)),
      show: (context) => shown(context, ({ isDot1q }) => isDot1q && 'switchport trunk encapsulation dot1q'),
    })
    .add('switchport trunk native vlan ![<1-4094>:vlan]', {
      section: 'switchport',
      when: isPort,
      run: (context, { vlan }) => change(context, (port) => (port.nativeVlan = vlan)),
      no: (context) => change(context, (port) => (port.nativeVlan = 1)),
      show: (context) =>
        shown(context, ({ nativeVlan }) => nativeVlan !== 1 && `switchport trunk native vlan ${nativeVlan}`),
    });
}

function declareAllowed(): void {
  const words = 'switchport trunk allowed vlan';
  interfaceMode
    .add('switchport trunk allowed vlan {all|none}:which', {
      when: isPort,
      run: (context, { which }) => change(context, (port) => (port.allowed = which === 'all' ? undefined : new Set())),
    })
    .add('switchport trunk allowed vlan {add|except|remove}:way WORD:vlans', {
      when: isPort,
      run: (context, { way, vlans }) => change(context, (port) => (port.allowed = changed(port, way, vlansOf(vlans)))),
    })
    .add('switchport trunk allowed vlan ![WORD:vlans]', {
      section: 'switchport',
      when: isPort,
      run: (context, { vlans }) => {
        const allowed = new Set(vlansOf(vlans));
        change(context, (port) => (port.allowed = allowed));
      },
      no: (context) => change(context, (port) => (port.allowed = undefined)),
      show: (context) =>
        shown(context, ({ allowed }) => allowed !== undefined && `${words} ${textOfVlans(allowed) || 'none'}`),
    });
}

function changed({ allowed }: SwitchPort, way: 'add' | 'except' | 'remove', vlans: number[]): Set<number> {
  const { first, last } = allVlans;
  const every = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  const before = way === 'except' ? every : (allowed ?? every);
  const without = new Set(vlans);
  return way === 'add' ? new Set([...before, ...vlans]) : new Set([...before].filter((vlan) => !without.has(vlan)));
}

/** A port of which encapsulation is not said would agree upon it, which a trunk does not do. */
const needsEncapsulation =
  'Command rejected: An interface whose trunk encapsulation is "Auto" can not be configured to "trunk" mode.';

function declareMode(): void {
  interfaceMode
    .add('switchport mode {access|trunk}:mode', {
      section: 'switchport',
      when: isPort,
      run: (context, { mode }) => {
        const port = switchPortOf(context);
        if (mode === 'trunk' && port?.isDot1q === false && asksEncapsulation(context)) {
          throw Refusal.because(needsEncapsulation);
        }
        change(context, (one) => (one.mode = mode));
      },
      no: (context) => change(context, (port) => (port.mode = undefined)),
      show: (context) => shown(context, ({ mode }) => mode !== undefined && `switchport mode ${mode}`),
    })
    .add('switchport mode dynamic WORD:how', {
      when: isPort,
      run: () => {
        throw Refusal.notSimulated("DTP is not simulated: choose 'switchport mode access' or 'switchport mode trunk'");
      },
    })
    .add('switchport nonegotiate', {
      section: 'switchport',
      when: isPort,
      run: (context) => change(context, (port) => (port.isNonegotiate = true)),
      no: (context) => change(context, (port) => (port.isNonegotiate = false)),
      show: (context) => shown(context, ({ isNonegotiate }) => isNonegotiate && 'switchport nonegotiate'),
    });
}

/** A Catalyst 9000v knows 802.1Q and nothing else. */
function asksEncapsulation({ device }: InterfaceContext): boolean {
  return !/cat9/i.test(device.hardware.model);
}
