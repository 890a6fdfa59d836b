/**
 * reload: at once, or when some time has passed (`reload in`, `reload at`, `reload cancel`), with warnings to everybody.
 * Texts: consoles of IOS in public articles (`reload in 10`, `show reload`, `reload cancel`), Cisco IOS Cookbook 2.11 for
 * a router whose clock is set; `*** --- SHUTDOWN in 0:05:00 ---`, and when it comes, are worded from memory.
 */
import type { Exec } from '../../cli/declaration.ts';
import { Refusal } from '../../cli/refusal.ts';
import { dateAfter, millisecondsTo, monthNames } from './calendar.ts';
import { textOfTime } from './clock-commands.ts';
import type { IosDevice } from '../device.ts';
import { execMode } from '../modes.ts';
import { nameOfPlace } from '../place.ts';
import { saveConfiguration } from '../files/save-configuration.ts';
import type { PlannedReload } from '../settings.ts';

const privilege = 15;
const minute = 60_000;
const day = 24 * 60 * minute;
/** `reload in 999:59` is the longest. */
const longest = (999 * 60 + 59) * minute;
/** Minutes before, at which everybody is told. */
const warnings = [60, 30, 5, 1];

const months = `{${monthNames.join('|')}}:month` as const;
type Months = '{January|February|March|April|May|June|July|August|September|October|November|December}:month';

export function declareReload(): void {
  declareVocabulary();
  execMode
    .add('reload', { privilege, run: (device, _, exec) => reloadNow(device, {}, exec) })
    .add('reload LINE:reason', { privilege, run: reloadNow })
    .add('reload in WORD:delay [LINE:reason]', {
      privilege,
      run: (device, { delay, reason }, exec) => plan(device, { delay: delayOf(delay), reason }, exec),
    })
    .add('reload at WORD:time [LINE:reason]', {
      privilege,
      run: (device, { time, reason }, exec) => planAt(device, { time: timeOf(time), reason }, exec),
    })
    .add(`reload at WORD:time <1-31>:day ${months as Months} [LINE:reason]`, {
      privilege,
      run: (device, { time, ...rest }, exec) => planAt(device, { time: timeOf(time), ...rest }, exec),
    })
    .add(`reload at WORD:time ${months as Months} <1-31>:day [LINE:reason]`, {
      privilege,
      run: (device, { time, ...rest }, exec) => planAt(device, { time: timeOf(time), ...rest }, exec),
    })
    .add('reload cancel', { privilege, run: cancel })
    .add('show reload', { run: (device, _, exec) => exec.print(...planLines(device)) });
}

function declareVocabulary(): void {
  execMode.words({
    reload: 'Halt and perform a cold restart',
    'reload in': 'Reload after a time interval',
    'in delay': 'Delay before reload (mmm or hhh:mm)',
    'reload at': 'Reload at a specific time/date',
    'at time': 'Time to reload (hh:mm)',
    'time day': 'Day of the month',
    'time month day': 'Day of the month',
    month: 'Month of the year',
    reason: 'Reason for reload',
    'reload cancel': 'Cancel pending reload',
    'show reload': 'Scheduled reload information',
  });
}

async function reloadNow(device: IosDevice, { reason }: { reason?: string }, exec: Exec): Promise<void> {
  await askToSave(device, exec);
  if (!(await exec.confirm('Proceed with reload? [confirm]'))) return;
  const by = `Reload requested by ${nameOfPlace(device, exec.lineName)}`;
  report(device, 'RELOAD', `${by}. Reload Reason: ${reason ?? 'Reload Command'}.`);
  device.reload();
}

async function askToSave(device: IosDevice, exec: Exec): Promise<void> {
  if (!device.isModified) return;
  if (await exec.askYesOrNo('System configuration has been modified. Save? [yes/no]: '))
    saveConfiguration(device, exec);
}

/** `10`, `2:30`. @returns milliseconds */
export function delayOf(word: string): number {
  const [, hours = '0', minutes] = /^(?:(\d{1,3}):(?=[0-5]?\d$))?(\d{1,3})$/.exec(word) ?? [];
  const delay = (Number(hours) * 60 + Number(minutes)) * minute;
  if (delay >= minute && delay <= longest) return delay;
  throw Refusal.invalid('delay');
}

/** `02:00`. @returns milliseconds since midnight */
function timeOf(word: string): number {
  const [, hours, minutes] = /^(\d{1,2}):([0-5]\d)$/.exec(word) ?? [];
  if (Number(hours) < 24) return (Number(hours) * 60 + Number(minutes)) * minute;
  throw Refusal.invalid('time');
}

interface Moment {
  /** Milliseconds since midnight. */
  readonly time: number;
  readonly day?: number;
  readonly month?: (typeof monthNames)[number];
}

async function planAt(
  device: IosDevice,
  { reason, ...moment }: Moment & { reason?: string | undefined },
  exec: Exec,
): Promise<void> {
  if (device.settings.clockAhead === undefined) throw Refusal.because('The date and time must be set first.');
  await plan(device, { delay: delayUntil(moment, device.uptime + device.settings.clockAhead), reason }, exec);
}

/** The next such moment: today or tomorrow, this year or the next. @param now since the beginning of the calendar */
function delayUntil({ time, day: number, month }: Moment, now: number): number {
  const today = Math.floor(now / day) * day;
  if (number === undefined || month === undefined) return ((today + time - now + day - 1) % day) + 1;
  const { year } = dateAfter(now);
  const delays = [year, year + 1].map((one) => {
    const midnight = millisecondsTo({ year: one, month: monthNames.indexOf(month), day: number });
    return midnight === undefined ? NaN : midnight + time - now;
  });
  const delay = delays.find((one) => one > 0);
  if (delay === undefined) throw Refusal.invalid('day');
  return delay;
}

interface Wanted {
  /** Milliseconds from now. */
  readonly delay: number;
  readonly reason?: string | undefined;
}

async function plan(device: IosDevice, { delay, reason }: Wanted, exec: Exec): Promise<void> {
  await askToSave(device, exec);
  const { clock, settings } = device;
  const planned = { at: clock.now() + delay, place: nameOfPlace(device, exec.lineName), reason };
  exec.print(...linesOf(device, planned));
  if (!(await exec.confirm('Proceed with reload? [confirm]'))) return;
  settings.plannedReload = planned;
  const why = `Reload Reason: ${reason ?? 'Reload Command'}.`;
  const times = `Reload requested for ${timeAfter(device, delay)} at ${timeAfter(device, 0)}`;
  report(device, 'SCHEDULED_RELOAD', `${times} by ${planned.place}. ${why}`);
  const whenStillPlanned = (act: () => void) => () => {
    if (device.settings.plannedReload === planned) act();
  };
  for (const minutes of warnings.filter((one) => one * minute <= delay)) {
    clock.after(
      delay - minutes * minute,
      whenStillPlanned(() => device.announce(shutdown(`in ${hoursOf(minutes)}`))),
    );
  }
  clock.after(
    delay,
    whenStillPlanned(() => {
      device.announce(shutdown('NOW'));
      report(device, 'RELOAD', `Reload requested by ${planned.place}. ${why}`);
      device.reload();
    }),
  );
}

function cancel(device: IosDevice): void {
  const { settings } = device;
  if (!settings.plannedReload) throw Refusal.because('%No reload is scheduled.');
  settings.plannedReload = undefined;
  device.announce(shutdown('ABORTED'));
  report(device, 'SCHEDULED_RELOAD_CANCELLED', `Scheduled reload cancelled at ${timeAfter(device, 0)}`);
}

function shutdown(what: string): string {
  return `\n\n***\n*** --- SHUTDOWN ${what} ---\n***`;
}

/** 90 minutes are `1:30:00`. */
function hoursOf(minutes: number): string {
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}:00`;
}

function planLines(device: IosDevice): string[] {
  const { plannedReload } = device.settings;
  return plannedReload ? linesOf(device, plannedReload) : ['No reload is scheduled.'];
}

/** A router whose clock nobody has set says no time of day. */
function linesOf(device: IosDevice, { at, place, reason }: PlannedReload): string[] {
  const left = at - device.clock.now();
  const isSet = device.settings.clockAhead !== undefined;
  const when = isSet ? `for ${timeAfter(device, left)} (in ${spanOf(left)})` : `in ${spanOf(left)}`;
  return [`Reload scheduled ${when} by ${place}`, ...(reason === undefined ? [] : [`Reload reason: ${reason}`])];
}

/** `26 hours and 44 minutes`, `9 minutes`, `40 seconds`. */
function spanOf(milliseconds: number): string {
  const minutes = Math.floor(milliseconds / minute);
  const count = (number: number, unit: string): string => `${number} ${unit}${number === 1 ? '' : 's'}`;
  if (minutes === 0) return count(Math.floor(milliseconds / 1000), 'second');
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours === 0) return count(rest, 'minute');
  return rest === 0 ? count(hours, 'hour') : `${count(hours, 'hour')} and ${count(rest, 'minute')}`;
}

/** The time of day in so many milliseconds. */
function timeAfter({ uptime, settings }: IosDevice, milliseconds: number): string {
  return textOfTime(uptime + milliseconds + (settings.clockAhead ?? 0));
}

function report(device: IosDevice, mnemonic: string, text: string): void {
  device.log.report({ facility: 'SYS', severity: 5, mnemonic, text });
}
