/**
 * vlan: the VLANs of a switch. They are written into the configuration as a switch does that is transparent to VTP; VTP is
 * not simulated, and there is no other place where they would be kept.
 */
import { block } from '../../cli/configuration.ts';
import { Mode } from '../../cli/mode.ts';
import { Refusal } from '../../cli/refusal.ts';
import type { Vlan } from '../../switch/ethernet-switch.ts';
import type { IosDevice } from '../device.ts';
import { configureMode } from '../modes.ts';
import { hasSwitch, switchOf, vlansOf } from './switch-words.ts';

interface VlanContext {
  readonly device: IosDevice;
  readonly vlans: readonly number[];
}

export const vlanMode = new Mode<VlanContext>({
  name: 'vlan',
  prompt: '(config-vlan)#',
  title: 'VLAN configuration commands:',
  privilege: 15,
  parent: configureMode,
  layout: ['name', 'shutdown'],
});

export const nameOfVlan = (vlan: number): string => (vlan === 1 ? 'default' : `VLAN${String(vlan).padStart(4, '0')}`);

export function declareSwitchVlans(): void {
  configureMode
    .words({
      vlan: 'Vlan commands',
      'vlan vlans': 'ISL VLAN IDs 1-4094',
      'vlan internal': 'internal VLAN',
      'vlan internal allocation': 'internal VLAN allocation',
      policy: 'internal VLAN allocation policy',
      ascending: 'Allocate internal VLAN in ascending order',
      descending: 'Allocate internal VLAN in descending order',
    })
    .add('vlan internal allocation policy {ascending|descending}:order', {
      section: 'vlan internal',
      when: hasSwitch,
      run: ({ settings }, { order }) => settings.harmless.set(policy, `${policy} ${order}`),
      no: ({ settings }) => settings.harmless.delete(policy),
      show: ({ settings }) => {
        const line = settings.harmless.get(policy);
        return line === undefined ? [] : [line, '!'];
      },
    })
    .add('vlan WORD:vlans', {
      section: 'vlan',
      when: hasSwitch,
      run: (device, { vlans }, exec) => {
        const numbers = vlansOf(vlans);
        for (const vlan of numbers) make(device, vlan);
        switchOf(device).refresh();
        exec.enter(vlanMode, { device, vlans: numbers });
      },
      no: (device, { vlans }) => remove(device, vlansOf(vlans)),
      show: (device) =>
        [...(device.switching?.vlans.keys() ?? [])]
          .filter((vlan) => vlan !== 1)
          .sort((a, b) => a - b)
          .flatMap((vlan) => [block(`vlan ${vlan}`, vlanMode, { device, vlans: [vlan] }), '!']),
    });
  declareSettings();
}

const policy = 'vlan internal allocation policy';
/** Of Token Ring and FDDI: they are there, and nobody can use them. */
const reserved = new Set([1002, 1003, 1004, 1005]);

function make(device: IosDevice, vlan: number): void {
  const { vlans } = switchOf(device);
  if (reserved.has(vlan)) throw Refusal.because(`% Default VLAN ${vlan} may not have its configuration changed.`);
  if (!vlans.has(vlan)) vlans.set(vlan, { name: nameOfVlan(vlan), isShutdown: false });
}

function remove(device: IosDevice, vlans: readonly number[]): void {
  const fixed = vlans.find((vlan) => vlan === 1 || reserved.has(vlan));
  if (fixed !== undefined) throw Refusal.because(`%Default VLAN ${fixed} may not be deleted.`);
  const switching = switchOf(device);
  for (const vlan of vlans) switching.vlans.delete(vlan);
  switching.refresh();
  device.router.converge();
}

function declareSettings(): void {
  vlanMode
    .words({
      name: 'Ascii name of the VLAN',
      'name name': 'The ascii name for the VLAN',
      shutdown: 'Shutdown VLAN switching',
      state: 'Operational state of the VLAN',
      active: 'VLAN Active State',
      suspend: 'VLAN Suspended State',
      no: 'Negate a command or set its defaults',
      exit: 'Apply changes, bump revision number, and exit mode',
    })
    .add('name WORD:name', {
      section: 'name',
      run: (context, { name }) => change(context, (vlan) => (vlan.name = name)),
      no: (context) => change(context, (vlan, number) => (vlan.name = nameOfVlan(number))),
      show: (context) =>
        shown(context, ({ name }, number) => (name === nameOfVlan(number) ? undefined : ` name ${name}`.trim())),
    })
    .add('state {active|suspend}:state', {
      section: 'shutdown',
      run: (context, { state }) => change(context, (vlan) => (vlan.isShutdown = state === 'suspend')),
      no: (context) => change(context, (vlan) => (vlan.isShutdown = false)),
    })
    .add('shutdown', {
      section: 'shutdown',
      run: (context) => change(context, (vlan) => (vlan.isShutdown = true)),
      no: (context) => change(context, (vlan) => (vlan.isShutdown = false)),
      show: (context) => shown(context, ({ isShutdown }) => (isShutdown ? 'shutdown' : undefined)),
    })
    .add('exit', { run: (_, __, exec) => exec.leave() });
}

function change({ device, vlans }: VlanContext, act: (vlan: Vlan, number: number) => unknown): void {
  const switching = switchOf(device);
  for (const number of vlans) {
    const vlan = switching.vlans.get(number);
    if (vlan) act(vlan, number);
  }
  switching.refresh();
  device.router.converge();
}

function shown({ device, vlans }: VlanContext, lineOf: (vlan: Vlan, number: number) => string | undefined): string[] {
  return vlans.flatMap((number) => {
    const vlan = switchOf(device).vlans.get(number);
    return (vlan && lineOf(vlan, number)) ?? [];
  });
}
