/** clear counters: what `show interfaces` counts begins anew. The router's own figures are left alone. */
import type { Exec } from '../../cli/declaration.ts';
import type { Interface } from '../../router/interface.ts';
import type { IosDevice } from '../device.ts';
import { execMode } from '../modes.ts';
import { nameOfPlace } from '../place.ts';

export function declareInterfaceClear(): void {
  execMode
    .words({ 'clear counters': 'Clear counters on one or all interfaces' })
    .add('clear counters [INTERFACE:name]', { privilege: 15, run: clearCounters });
}

async function clearCounters(device: IosDevice, { name }: { name?: string }, exec: Exec): Promise<void> {
  const which = name === undefined ? 'all interfaces' : 'this interface';
  if (!(await exec.confirm(`Clear "show interface" counters on ${which} [confirm]`))) return;
  for (const one of device.router.interfaces.values()) if ((name ?? one.name) === one.name) clear(device, one);
  const what = name === undefined ? 'all interfaces' : `interface ${name}`;
  const text = `Clear counter on ${what} by ${nameOfPlace(device, exec.lineName)}`;
  device.log.report({ facility: 'CLEAR', severity: 5, mnemonic: 'COUNTERS', text });
}

function clear(device: IosDevice, one: Interface): void {
  device.notesOf(one).cleared = { at: device.uptime, counters: { ...one.counters } };
}
