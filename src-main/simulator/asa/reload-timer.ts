/** reload in, reload cancel, show reload: a start that is put off (Cisco ASA command reference, `reload`). */
import type { Exec } from '../cli/declaration.ts';
import { Refusal } from '../cli/refusal.ts';
import { nameOfMonth, nameOfWeekday, timeOfDay } from '../ios/system/calendar.ts';
import { delayOf } from '../ios/system/reload.ts';
import type { PlannedReload } from '../ios/settings.ts';
import { dateOf } from './date.ts';
import type { AsaDevice } from './device.ts';
import { execMode } from './modes.ts';

const minute = 60_000;

export function declareReloadTimer(): void {
  execMode
    .words({
      'reload in': 'Reload after a time',
      'in delay': 'Minutes, or hours and minutes: HH:MM',
      'delay noconfirm': 'Without asking',
      'reload cancel': 'Cancel a reload that was put off',
      'show reload': 'Show when a reload takes place',
    })
    .add('reload in WORD:delay [noconfirm:noconfirm]', {
      run: async (device, { delay, noconfirm }, exec) => {
        const at = device.clock.now() + delayOf(delay);
        exec.print(`Requested ${whenOf(device, at)}`);
        if (noconfirm !== undefined || (await exec.confirm('Proceed with reload? [confirm] ')))
          putOff(device, { at, place: exec.lineName, reason: undefined });
      },
    })
    .add('reload cancel', { run: cancel })
    .add('show reload', {
      run: (device, _, exec) => {
        const { plannedReload } = device.settings;
        exec.print(plannedReload ? `Reload scheduled ${whenOf(device, plannedReload.at)}` : 'No reload is scheduled.');
      },
    });
}

function putOff(device: AsaDevice, planned: PlannedReload): void {
  const { clock } = device;
  device.settings.plannedReload = planned;
  clock.after(planned.at - clock.now(), () => {
    if (device.settings.plannedReload === planned) device.reload();
  });
}

function cancel({ settings }: AsaDevice, _: unknown, exec: Exec): void {
  if (!settings.plannedReload) throw Refusal.because('No reload is scheduled.');
  settings.plannedReload = undefined;
  exec.print('', '***', '*** --- SHUTDOWN ABORTED ---', '***');
}

/** 'for 10:10:00 UTC Fri Nov 27 2026 (in 0 hours 10 minutes)' */
function whenOf(device: AsaDevice, at: number): string {
  const date = dateOf(device, at);
  const left = Math.round((at - device.clock.now()) / minute);
  const span = `${Math.floor(left / 60)} hours ${left % 60} minutes`;
  return `for ${timeOfDay(date)} UTC ${nameOfWeekday(date)} ${nameOfMonth(date)} ${date.day} ${date.year} (in ${span})`;
}
