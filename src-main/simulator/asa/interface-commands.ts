/** interface: its name and level, its address, whether it is on. */
import { formatIpv4, lengthOfMask } from '../../base/address.ts';
import { block, setOrNot } from '../cli/configuration.ts';
import type { Exec } from '../cli/declaration.ts';
import { Refusal } from '../cli/refusal.ts';
import type { AsaDevice, AsaInterfaceContext } from './device.ts';
import { configureMode, interfaceMode } from './modes.ts';
import type { NamedInterface } from './named-interfaces.ts';
import { forgetInterface } from './forgotten-names.ts';
import { applyRoutes } from './route-commands.ts';

export function declareInterfaceCommands(): void {
  declareVocabulary();
  declareVlan();
  configureMode.add('interface INTERFACE:name', {
    run: (device, { name }, exec) => enter(device, name, exec),
    no: (device, { name }) => remove(device, name),
    show: (device, isAll) =>
      device.configuration.interfaces.all.map((named) =>
        block(`interface ${named.one.name}`, interfaceMode, { device, named }, isAll),
      ),
  });
  interfaceMode
    .add('exit', { run: (_, __, exec) => exec.leave() })
    .add('description ![LINE:text]', {
      run: ({ named: { one } }, { text }) => (one.description = text),
      no: ({ named: { one } }) => (one.description = ''),
      show: ({ named: { one } }) => (one.description === '' ? [] : [`description ${one.description}`]),
    })
    .add('management-only', {
      run: ({ named }) => (named.isManagementOnly = true),
      no: ({ named }) => (named.isManagementOnly = false),
      show: ({ named }, isAll) => setOrNot('management-only', named.isManagementOnly, isAll),
    })
    .add('shutdown', {
      run: ({ device, named }) => device.setShutdown(named, true),
      no: ({ device, named }) => device.setShutdown(named, false),
      show: ({ named: { one } }, isAll) => setOrNot('shutdown', one.isShutdown, isAll),
    })
    .add('nameif ![WORD:name]', {
      run: (context, { name }, exec) => setName(context, name, exec),
      no: ({ device, named }) => removeName(device, named),
      show: ({ named: { name } }) => [name === undefined ? 'no nameif' : `nameif ${name}`],
    })
    .add('security-level ![<0-100>:level]', {
      run: ({ named }, { level }) => (named.level = level),
      no: ({ named }) => (named.level = 0),
      show: ({ named }) => levelLines(named),
    })
    .add('ip address ![A.B.C.D:address] [MASK:mask]', {
      section: 'ip address',
      run: (context, { address, mask }) => setAddress(context, address, mask),
      no: ({ device, named }) => {
        device.configuration.interfaces.setAddress(named, undefined);
        applyRoutes(device);
      },
      show: ({ named: { address } }) => [
        address ? `ip address ${formatIpv4(address.address)} ${formatIpv4(address.mask)} ` : 'no ip address',
      ],
    });
}

function declareVlan(): void {
  interfaceMode.add('vlan ![<1-4094>:vlan]', {
    when: ({ named }) => named.one.parent !== undefined,
    run: (context, { vlan }) => setVlan(context, vlan),
    no: ({ device, named }) => device.router.setVlan(named.one, undefined),
    show: ({ named: { one } }) => (one.parent ? [one.vlan ? `vlan ${one.vlan.id}` : 'no vlan'] : []),
  });
}

function enter(device: AsaDevice, name: string, exec: Exec): void {
  const { interfaces } = device.configuration;
  const named = interfaces.byHardware(name) ?? make(device, name);
  if (!named) throw Refusal.because(`ERROR: interface ${name} is not simulated`);
  exec.enter(interfaceMode, { device, named });
}

/** A subinterface of a port, or a tunnel: they are there when they are named. */
function make({ router, configuration: { interfaces } }: AsaDevice, name: string): NamedInterface | undefined {
  if (/^Tunnel\d+$/.test(name)) return interfaces.add(router.addTunnel(name));
  const [port = '', unit] = name.split('.');
  const parent = interfaces.byHardware(port)?.one;
  return parent && unit !== undefined ? interfaces.add(router.addSubinterface(name, parent)) : undefined;
}

function remove(device: AsaDevice, name: string): void {
  const { interfaces } = device.configuration;
  const named = interfaces.byHardware(name);
  if (!named) throw Refusal.because(`ERROR: interface ${name} does not exist`);
  const isMade = named.tunnel !== undefined || named.one.parent !== undefined;
  if (!isMade) throw Refusal.because('ERROR: A physical interface cannot be removed');
  forget(device, interfaces.remove(named));
  applyRoutes(device);
}

function removeName(device: AsaDevice, named: NamedInterface): void {
  forget(device, [named]);
  rename(device, named, undefined);
}

/** What rests on the names of these goes with them. */
function forget(device: AsaDevice, gone: readonly NamedInterface[]): void {
  device.firewall.connections.endThoseOf(({ ingress, egress }) => gone.includes(ingress) || gone.includes(egress));
  for (const { name } of gone) if (name !== undefined) forgetInterface(device, name);
}

/** The first name that is given sets the level, which is then said. */
function setName({ device, named }: AsaInterfaceContext, name: string, exec: Exec): void {
  const { interfaces } = device.configuration;
  const rival = interfaces.byName(name);
  if (rival && rival !== named) throw Refusal.because('ERROR: Name is already in use');
  const isFirst = named.name === undefined;
  rename(device, named, name);
  if (isFirst) exec.print(`INFO: Security level for "${name}" set to ${named.level} by default.`);
}

/** A tunnel has the lowest level, and no line about it. */
function levelLines({ name, level, tunnel }: NamedInterface): string[] {
  if (tunnel) return level === 0 ? [] : [`security-level ${level}`];
  return [name === undefined ? 'no security-level' : `security-level ${level}`];
}

function setVlan({ device, named: { one } }: AsaInterfaceContext, vlan: number): void {
  const rival = device.configuration.interfaces.all.find(
    (other) => other.one !== one && other.one.parent === one.parent && other.one.vlan?.id === vlan,
  );
  if (rival) throw Refusal.because(`ERROR: VLAN ${vlan} is already in use by ${rival.one.name}`);
  device.router.setVlan(one, { id: vlan, isNative: false });
}

function rename(device: AsaDevice, named: NamedInterface, name: string | undefined): void {
  device.configuration.interfaces.setName(named, name);
  applyRoutes(device);
}

/** Without a mask, that of the address's class. */
function setAddress({ device, named }: AsaInterfaceContext, address: number, mask = classMask(address)): void {
  const isGood = lengthOfMask(mask) !== undefined && mask !== 0;
  if (!isGood) throw Refusal.because(`ERROR: ${formatIpv4(mask)} is an invalid netmask`);
  device.configuration.interfaces.setAddress(named, { address, mask });
  applyRoutes(device);
}

function classMask(address: number): number {
  const first = address >>> 24;
  if (first < 128) return 0xff000000;
  return first < 192 ? 0xffff0000 : 0xffffff00;
}

function declareVocabulary(): void {
  configureMode.words({ interface: 'Select an interface to configure' });
  interfaceMode.words({
    vlan: 'Specify the VLAN ID of this subinterface',
    'vlan vlan': 'VLAN ID',
    no: 'Negate a command or set its defaults',
    exit: 'Exit from interface configuration mode',
    description: 'Interface specific description',
    text: 'Up to 200 characters',
    'management-only': 'Dedicate an interface to management: no traffic passes through',
    shutdown: 'Shutdown the selected interface',
    nameif: 'Assign name to interface',
    name: 'Name of the interface',
    'security-level': 'Specify the security level of this interface after it is named',
    level: 'Security level of the interface',
    ip: 'Configure ip addresses',
    'ip address': 'Configure an IP address',
    address: 'Address of the interface',
    mask: 'Network mask',
  });
}
