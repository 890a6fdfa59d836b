/** The serial ports of this computer: which there are, and whether one of them can be had. */
import { access, constants, readFile, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Failure } from '../../base/errors.ts';
import { noPort, portInUse, portNotAllowed, portNotSerial } from './serial-failure.ts';
import { serialLibrary, type SerialPortName } from './serial-library.ts';

/** Adapters that somebody plugged in come first, then what is built in. */
export async function serialPorts(): Promise<SerialPortName[]> {
  const found = await serialLibrary().SerialPort.list();
  const ports = found.map(({ path: port, manufacturer, vendorId }) => ({
    ...{ path: port, maker: manufacturer },
    isPluggedIn: vendorId !== undefined,
  }));
  const sorted = ports.sort((a, b) => Number(b.isPluggedIn) - Number(a.isPluggedIn) || (a.path < b.path ? -1 : 1));
  return sorted.map(({ path: port, maker }) => ({ path: port, maker }));
}

/** Why a port cannot be had, as far as that shows without opening it. @throws Failure no-serial-ports */
export async function portTrouble(port: string): Promise<Failure | undefined> {
  serialLibrary();
  return process.platform === 'win32' ? await troubleByName(port) : await troubleByFile(port);
}

/** Of Windows only the names are known before a port is opened. */
async function troubleByName(port: string): Promise<Failure | undefined> {
  const ports = await serialPorts();
  const name = port.replace(/^\\\\\.\\/, '').toUpperCase();
  return ports.some(({ path: one }) => one.toUpperCase() === name) ? undefined : noPort(port, ports);
}

async function troubleByFile(port: string): Promise<Failure | undefined> {
  const file = await stat(port).catch(() => undefined);
  if (!file) return noPort(port, await serialPorts().catch(() => []));
  if (!file.isCharacterDevice()) return portNotSerial(port);
  const isAllowed = await access(port, constants.R_OK | constants.W_OK).then(
    () => true,
    () => false,
  );
  if (!isAllowed) return portNotAllowed(port, await groupName(file.gid));
  const holder = await holderOf(port);
  return holder === undefined ? undefined : portInUse(port, `the process ${holder} has locked it`);
}

async function groupName(id: number): Promise<string | undefined> {
  const groups = await readFile('/etc/group', 'utf8').catch(() => '');
  return groups
    .split('\n')
    .map((line) => line.split(':'))
    .find(([, , number]) => number === String(id))?.[0];
}

/** Terminal programs leave their number in a file of the port's name (FHS, /var/lock), which no system holds others to. */
async function holderOf(port: string): Promise<number | undefined> {
  const name = path.basename(await realpath(port).catch(() => port));
  const holder = Number(await readFile(`/var/lock/LCK..${name}`, 'latin1').catch(() => ''));
  return Number.isInteger(holder) && holder > 0 && holder !== process.pid && isAlive(holder) ? holder : undefined;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // Somebody else's is alive as well.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
