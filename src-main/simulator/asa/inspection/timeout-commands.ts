/** timeout: after how long without a packet connections end (Cisco ASA command reference, `timeout`). */
import type { Exec } from '../../cli/declaration.ts';
import { Refusal } from '../../cli/refusal.ts';
import type { AsaDevice } from '../device.ts';
import { configureMode } from '../modes.ts';
import { isInForce, isTimeout } from './timeouts.ts';

export function declareTimeouts(): void {
  configureMode
    .words({ timeout: 'Configure maximum idle times', times: 'Names and times: conn 1:00:00 udp 0:02:00' })
    .add('timeout LINE:times', {
      run: setTimes,
      no: ({ configuration, firewall }, { times }) => {
        for (const { name } of pairsIn(times)) configuration.timeouts.set(name, undefined);
        firewall.connections.heedTimeouts();
      },
      show: ({ configuration: { timeouts } }, isAll = false) => timeouts.texts(isAll).map((text) => `timeout ${text}`),
    });
}

function setTimes({ configuration, firewall, isBooting }: AsaDevice, { times }: { times: string }, exec: Exec): void {
  for (const { name, seconds } of pairsIn(times)) {
    if (seconds === undefined) throw Refusal.incomplete();
    configuration.timeouts.set(name, seconds);
    if (!isInForce(name) && !isBooting) exec.print(`INFO: timeout ${name} is kept without effect here`);
  }
  firewall.connections.heedTimeouts();
}

interface Pair {
  readonly name: string;
  readonly seconds: number | undefined;
}

const one = /^((?:igp )?[a-z][\w-]*)(?: (\d{1,4}):([0-5]?\d):([0-5]?\d))?(?: (?:absolute|inactivity))?(?: |$)/;

function pairsIn(text: string): Pair[] {
  const pairs: Pair[] = [];
  let rest = text.trim().replace(/\s+/g, ' ');
  while (rest !== '') {
    const [all, name, hours, minutes, seconds] = one.exec(rest) ?? [];
    if (all === undefined || name === undefined || !isTimeout(name)) throw Refusal.invalid('times');
    const time = hours === undefined ? undefined : Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
    pairs.push({ name, seconds: time });
    rest = rest.slice(all.length);
  }
  return pairs;
}
