/** The questions of `ping` alone (the extended ping of the command reference), each with its default in brackets. */
import { parseIpv4 } from '../../../base/address.ts';
import type { Exec } from '../../cli/declaration.ts';
import { splitName, canonicalUnit, kindsFor } from '../../cli/interface-name.ts';
import { Refusal } from '../../cli/refusal.ts';
import type { IosDevice } from '../device.ts';
import { existingKinds } from '../interface/interface-kinds.ts';
import { defaultPing, type PingRequest } from './ping-run.ts';
import { addressOfInterface, ownAddress } from './ping-source.ts';
import { lookUpInVain } from './unknown-host.ts';

interface Range {
  readonly from: number;
  readonly to: number;
}

const sizes: Range = { from: 36, to: 18024 };
type Extended = Pick<PingRequest, 'source' | 'typeOfService' | 'dontFragment' | 'pattern'>;

/** Undefined when an answer will not do, which has then been said. */
export async function askForPing(device: IosDevice, exec: Exec): Promise<PingRequest | undefined> {
  const protocol = (await exec.ask('Protocol [ip]: ')).trim().toLowerCase();
  if (!'ip'.startsWith(protocol))
    throw Refusal.because('% Unknown protocol - "' + protocol + '", type "ping ?" for help');
  const target = await askForTarget(device, exec);
  const repeat = await askNumber(exec, 'Repeat count', { from: 1, to: 2147483647 }, defaultPing.repeat);
  const size = await askNumber(exec, 'Datagram size', sizes, defaultPing.sizes.from);
  const timeoutSeconds = await askNumber(exec, 'Timeout in seconds', { from: 0, to: 3600 }, defaultPing.timeoutSeconds);
  const isExtended = await exec.askYesOrNo('Extended commands [n]: ', false);
  const extended = isExtended ? await askExtended(device, exec) : defaultPing;
  const isSwept = await exec.askYesOrNo('Sweep range of sizes [n]: ', false);
  const range = isSwept ? await askSweep(exec) : { from: size, to: size, step: 1 };
  return { ...defaultPing, ...extended, target, repeat, timeoutSeconds, sizes: range };
}

async function askForTarget({ settings }: IosDevice, exec: Exec): Promise<number> {
  const answer = (await exec.ask('Target IP address: ')).trim();
  const known = parseIpv4(answer) ?? settings.addressOf(answer);
  if (known !== undefined) return known;
  if (/^[a-z]/i.test(answer)) await lookUpInVain(settings, answer, exec);
  throw Refusal.because('% Bad IP address');
}

async function askExtended(device: IosDevice, exec: Exec): Promise<Extended> {
  const source = sourceOf(device, (await exec.ask('Source address or interface: ')).trim());
  const typeOfService = await askNumber(exec, 'Type of service', { from: 0, to: 255 }, 0);
  const dontFragment = await exec.askYesOrNo('Set DF bit in IP header? [no]: ', false);
  // An answer is always the echo of what was sent, so that there is nothing to find when it is compared.
  await exec.askYesOrNo('Validate reply data? [no]: ', false);
  const pattern = await askPattern(exec);
  await askHeaderOption(exec);
  return { source, typeOfService, dontFragment, pattern };
}

async function askPattern(exec: Exec): Promise<number> {
  const text = (await exec.ask('Data pattern [0xABCD]: ')).trim();
  if (text === '') return defaultPing.pattern;
  if (/^(0x)?[\da-f]{1,4}$/i.test(text)) return parseInt(text.replace(/^0x/i, ''), 16);
  throw Refusal.because('% Bad data pattern');
}

/** None of the options of the IP header is simulated; whoever wants one is told. */
async function askHeaderOption(exec: Exec): Promise<void> {
  const option = (await exec.ask('Loose, Strict, Record, Timestamp, Verbose[none]: ')).trim().toLowerCase();
  if (option !== '' && !'none'.startsWith(option))
    throw Refusal.notSimulated('Options of the IP header are not simulated');
}

async function askSweep(exec: Exec): Promise<PingRequest['sizes']> {
  const from = await askNumber(exec, 'Sweep min size', sizes, sizes.from);
  const to = await askNumber(exec, 'Sweep max size', { from, to: sizes.to }, sizes.to);
  const step = await askNumber(exec, 'Sweep interval', { from: 1, to: sizes.to }, 1);
  return { from, to, step };
}

async function askNumber(exec: Exec, question: string, { from, to }: Range, otherwise: number): Promise<number> {
  const text = (await exec.ask(`${question} [${otherwise}]: `)).trim();
  if (text === '') return otherwise;
  const value = /^\d+$/.test(text) ? Number(text) : NaN;
  if (value >= from && value <= to) return value;
  throw Refusal.because(`% A decimal number between ${from} and ${to}.`);
}

function sourceOf(device: IosDevice, text: string): number | undefined {
  if (text === '') return undefined;
  const address = parseIpv4(text);
  if (address !== undefined) return ownAddress(device, address);
  const { unit } = splitName(text.replace(/\s+/g, ''));
  const [kind, ...others] = kindsFor(text, existingKinds(device));
  if (kind && others.length === 0) return addressOfInterface(device, kind.name + canonicalUnit(unit));
  throw Refusal.because(
    '% Invalid source. Must use same-VRF IP address or full interface name without spaces (e.g. Serial0/1)',
  );
}
