/** reload in, reload cancel, show reload: a start that is put off (Cisco ASA command reference, `reload`). */
import type { Stop } from '../../base/disposable.ts';
import type { Exec } from '../cli/declaration.ts';
import { Refusal } from '../cli/refusal.ts';
import { nameOfMonth, nameOfWeekday, timeOfDay } from '../ios/calendar.ts';
import { dateOf } from './date.ts';
import type { AsaDevice } from './device.ts';
import { execMode } from './modes.ts';

interface PutOff {
  /** By the simulator's clock, milliseconds. */
  readonly at: number;
  readonly stop: Stop;
}

const minute = 60_000;
/** By the router in the firewall: with that, what was put off ends when the firewall is started in another way. */
const waiting = new WeakMap<AsaDevice['router'], PutOff>();

export function declareReloadTimer(): void {
  execMode
    .words({
      'reload in': 'Reload after a time',
      'in time': 'Minutes, or hours and minutes: HH:MM',
      'time noconfirm': 'Without asking',
      'reload cancel': 'Cancel a reload that was put off',
      'show reload': 'Show when a reload takes place',
    })
    .add('reload in WORD:time [noconfirm:noconfirm]', {
      run: async (device, { time, noconfirm }, exec) => {
        const at = device.clock.now() + minutesOf(time) * minute;
        exec.print(`Requested ${whenOf(device, at)}`);
        if (noconfirm !== undefined || (await exec.confirm('Proceed with reload? [confirm] '))) putOff(device, at);
      },
    })
    .add('reload cancel', { run: cancel })
    .add('show reload', {
      run: (device, _, exec) => {
        const due = waiting.get(device.router);
        exec.print(due ? `Reload scheduled ${whenOf(device, due.at)}` : 'No reload is scheduled.');
      },
    });
}

function minutesOf(time: string): number {
  const [, hours = '0', minutes] = /^(?:(\d{1,3}):)?(\d{1,3})$/.exec(time) ?? [];
  if (minutes === undefined) throw Refusal.invalid('time');
  return Number(hours) * 60 + Number(minutes);
}

function putOff(device: AsaDevice, at: number): void {
  const { router, clock } = device;
  waiting.get(router)?.stop();
  const stop = clock.after(at - clock.now(), () => {
    waiting.delete(router);
    if (device.router === router) device.reload();
  });
  waiting.set(router, { at, stop });
}

function cancel({ router }: AsaDevice, _: unknown, exec: Exec): void {
  const due = waiting.get(router);
  if (!due) throw Refusal.because('No reload is scheduled.');
  due.stop();
  waiting.delete(router);
  exec.print('', '***', '*** --- SHUTDOWN ABORTED ---', '***');
}

/** 'for 10:10:00 UTC Fri Nov 27 2026 (in 0 hours 10 minutes)' */
function whenOf(device: AsaDevice, at: number): string {
  const date = dateOf(device, at);
  const left = Math.round((at - device.clock.now()) / minute);
  const span = `${Math.floor(left / 60)} hours ${left % 60} minutes`;
  return `for ${timeOfDay(date)} UTC ${nameOfWeekday(date)} ${nameOfMonth(date)} ${date.day} ${date.year} (in ${span})`;
}
