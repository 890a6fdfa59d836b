/** ping: with everything on one line, or asked for step by step. */
import type { Exec } from '../../cli/declaration.ts';
import { Refusal } from '../../cli/refusal.ts';
import type { IosDevice } from '../device.ts';
import { execMode } from '../modes.ts';
import { askForPing } from './ping-dialog.ts';
import { defaultPing, runPing, type PingRequest } from './ping-run.ts';
import { addressOfInterface, ownAddress } from './ping-source.ts';
import { lookUpInVain } from './unknown-host.ts';

interface Options {
  readonly repeat?: number;
  readonly size?: number;
  readonly timeout?: number;
  readonly pattern?: string;
  readonly address?: number;
  readonly interface?: string;
  readonly df?: string;
}

export function declarePing(): void {
  declareWords();
  execMode
    .add(
      'ping [ip] A.B.C.D:target *[repeat <1-2147483647>:repeat] *[size <36-18024>:size] *[timeout <0-3600>:timeout] *[data HEX:pattern] *[source A.B.C.D:address] *[source INTERFACE:interface] *[df-bit:df]',
      {
        run: (device, { target, ...options }, exec) => runPing(device.router, requestOf(device, target, options), exec),
      },
    )
    .add(
      'ping vrf WORD:vrf [ip] A.B.C.D:target *[repeat <1-2147483647>:repeat] *[size <36-18024>:size] *[timeout <0-3600>:timeout] *[data HEX:pattern] *[source A.B.C.D:address] *[source INTERFACE:interface] *[df-bit:df]',
      {
        run: (device, { vrf, target, ...options }, exec) => {
          if (!device.router.vrfs.has(vrf)) throw Refusal.because(`% VRF ${vrf} does not exist`);
          return runPing(device.router, { ...requestOf(device, target, options), vrf }, exec);
        },
      },
    )
    .add('ping [ip] WORD:host', {
      run: async (device, { host }, exec) => {
        const target = await addressOfHost(device, host, exec);
        if (target !== undefined) await runPing(device.router, { ...defaultPing, target }, exec);
      },
    })
    .add('ping [ip]', {
      run: async (device, _, exec) => {
        const request = await askForPing(device, exec);
        if (request) await runPing(device.router, request, exec);
      },
    });
}

function requestOf(device: IosDevice, target: number, options: Options): PingRequest {
  const { repeat, size, timeout, pattern, df } = options;
  return {
    target,
    repeat: repeat ?? defaultPing.repeat,
    sizes: size === undefined ? defaultPing.sizes : { from: size, to: size, step: 1 },
    timeoutSeconds: timeout ?? defaultPing.timeoutSeconds,
    dontFragment: df !== undefined,
    pattern: pattern === undefined ? defaultPing.pattern : patternOf(pattern),
    typeOfService: 0,
    source: sourceOf(device, options),
  };
}

function sourceOf(device: IosDevice, { address, interface: name }: Options): number | undefined {
  if (address !== undefined) return ownAddress(device, address);
  return name === undefined ? undefined : addressOfInterface(device, name);
}

function patternOf(text: string): number {
  if (text.length > 4) throw Refusal.invalid('pattern');
  return parseInt(text, 16);
}

async function addressOfHost(device: IosDevice, host: string, exec: Exec): Promise<number | undefined> {
  const known = device.settings.addressOf(host);
  if (known !== undefined) return known;
  await lookUpInVain(device.settings, host, exec);
  exec.print('% Unrecognized host or address, or protocol not running.', '');
  return undefined;
}

function declareWords(): void {
  execMode.words({
    ping: 'Send echo messages',
    'ping ip': 'IP echo',
    'ping target': 'Ping destination address or hostname',
    'ping vrf': 'Select VPN routing instance',
    'ping vrf vrf': 'VPN Routing/Forwarding instance name',
    'ping vrf vrf ip': 'IP echo',
    'ping vrf vrf ip target': 'Ping destination address or hostname',
    'ping vrf vrf target': 'Ping destination address or hostname',
    'ip target': 'Ping destination address or hostname',
    host: 'Ping destination address or hostname',
    'target repeat': 'specify repeat count',
    'target repeat repeat': 'Repeat count',
    'target size': 'specify datagram size',
    'target size size': 'Datagram size',
    'target timeout': 'specify timeout interval',
    'target timeout timeout': 'Seconds',
    'target data': 'specify data pattern',
    'target data pattern': '16 bit pattern',
    'target source': 'specify source address or name',
    'target source address': 'Source address',
    'target df-bit': 'enable do not fragment bit in IP header',
  });
}
