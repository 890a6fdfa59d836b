/** ping: by IOS's own run of echo requests, whose layout an ASA shares but for the blank line before it. */
import { Refusal } from '../cli/refusal.ts';
import { defaultPing, runPing } from '../ios/ping/ping-run.ts';
import type { AsaDevice } from './device.ts';
import { execMode } from './modes.ts';

export function declarePing(): void {
  execMode
    .words({
      ping: 'Send echo messages',
      target: 'Destination address',
      'ping interface': 'Name of the interface whose address they carry',
      repeat: 'Specify repeat count',
      'repeat repeat': 'Repeat count',
      size: 'Specify datagram size',
      'size size': 'Datagram size',
      timeout: 'Specify timeout interval',
      'timeout timeout': 'Seconds',
    })
    .add('ping A.B.C.D:target *[repeat <1-99999999>:repeat] *[size <36-65500>:size] *[timeout <0-3600>:timeout]', {
      privilege: 0,
      run: ({ router }, { target, ...options }, exec) =>
        runPing(router, { ...requestOf(options), target, hasBlankLine: false }, exec),
    })
    .add(
      'ping WORD:interface A.B.C.D:target *[repeat <1-99999999>:repeat] *[size <36-65500>:size] *[timeout <0-3600>:timeout]',
      {
        privilege: 0,
        run: (device, { interface: name, target, ...options }, exec) => {
          const source = addressOf(device, name);
          return runPing(device.router, { ...requestOf(options), target, source, hasBlankLine: false }, exec);
        },
      },
    );
}

interface Options {
  readonly repeat?: number;
  readonly size?: number;
  readonly timeout?: number;
}

function requestOf({ repeat, size, timeout }: Options): typeof defaultPing {
  return {
    ...defaultPing,
    repeat: repeat ?? defaultPing.repeat,
    sizes: size === undefined ? defaultPing.sizes : { from: size, to: size, step: 1 },
    timeoutSeconds: timeout ?? defaultPing.timeoutSeconds,
  };
}

function addressOf({ configuration }: AsaDevice, name: string): number {
  const named = configuration.interfaces.byName(name);
  const address = named?.one.address?.address;
  if (!named) throw Refusal.invalid('interface');
  if (address === undefined || !named.one.isUp)
    throw Refusal.because('ERROR: the interface has no address, or is down');
  return address;
}
