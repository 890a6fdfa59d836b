/** The security associations of a device, whatever its vendor, from what it printed. */
import { parserOf } from '../parsers/catalogue.ts';
import type { ParsedPlatform } from '../parsers/command-parser.ts';
import type { VpnSession } from '../parsers/asa/vpn-session.ts';
import type { Parsed } from '../parsers/parsed.ts';
import { associationsOfAsa, type AsaCapture } from './asa.ts';
import { associationsOfIos, type IosCapture } from './ios.ts';
import { associationsOfLinux, type LinuxCapture } from './linux.ts';
import type { DeviceAssociations } from './model.ts';
import type { Taken } from './taken.ts';

/** One answer, as it came. Of several to the same command the last counts. */
export interface Answer {
  command: string;
  text: string;
  /** What its parser made of it, where that has been done already. */
  parsed?: Parsed<unknown>;
}

/**
 * The command in full and without what an answer has in common whatever it is: "ip xfrm state" of "ip -s x s". Sources
 * of associations call it so.
 */
export function nameOfCommand(platform: ParsedPlatform, typed: string): string {
  return parserOf(platform, typed)?.command.replaceAll('WORD ', '') ?? typed;
}

/**
 * @param localAddresses of the device, where they are known: `show crypto isakmp sa` and kernels do not tell which end is
 * this one
 */
export function deviceAssociations(
  platform: ParsedPlatform,
  evidence: readonly Answer[],
  localAddresses: readonly string[] = [],
): DeviceAssociations {
  const taken = takenOf(platform, evidence);
  if (platform === 'asa') return associationsOfAsa(asaCapture(taken));
  if (platform === 'linux') return associationsOfLinux(linuxCapture(taken, localAddresses));
  if (platform === 'vpcs') return { ike: [], children: [] };
  return associationsOfIos({ ...iosCapture(taken), localAddresses: [...localAddresses, ...brief(taken)] });
}

/** Answers that were read, by the names of their commands. */
interface AllTaken {
  byCommand: ReadonlyMap<string, Taken<unknown>>;
}

function takenOf(platform: ParsedPlatform, evidence: readonly Answer[]): AllTaken {
  const latest = new Map(evidence.map((answer) => [answer.command.trim(), answer]));
  const found = new Map<string, Taken<unknown>>();
  // Sorted, so that the order of answers changes nothing.
  for (const [typed, { text, parsed }] of [...latest].sort(([one], [other]) => (one < other ? -1 : 1))) {
    const parser = parserOf(platform, typed);
    if (!parser) continue;
    const { records, outcome } = parsed ?? parser.parse(text);
    const command = nameOfCommand(platform, typed);
    if (outcome !== 'rejected') found.set(command, { command, records: [...(found.get(command)?.records ?? []), ...records] }); // prettier-ignore
  }
  return { byCommand: found };
}

/** Of those commands that were answered; the parser of a command says what its records are. */
function answered<T>({ byCommand }: AllTaken, ...commands: string[]): Taken<T>[] {
  return commands.flatMap((command) => (byCommand.get(command) as Taken<T> | undefined) ?? []);
}

function recordsOf<T>(taken: AllTaken, command: string): T[] {
  return answered<T>(taken, command).flatMap(({ records }) => records);
}

function iosCapture(taken: AllTaken): IosCapture {
  return {
    isakmpSa: recordsOf(taken, 'show crypto isakmp sa'),
    isakmpSaDetail: recordsOf(taken, 'show crypto isakmp sa detail'),
    ipsecSa: recordsOf(taken, 'show crypto ipsec sa'),
    sessions: recordsOf(taken, 'show crypto session'),
    ikev2Sas: answered(taken, 'show crypto ikev2 sa', 'show crypto ikev2 sa detailed'),
    ikev2Sessions: answered(taken, 'show crypto ikev2 session', 'show crypto ikev2 session detailed'),
  };
}

function brief(taken: AllTaken): string[] {
  return recordsOf<{ address?: string }>(taken, 'show ip interface brief').flatMap(({ address }) => address ?? []);
}

function asaCapture(taken: AllTaken): AsaCapture {
  const ike = ['show crypto isakmp sa', 'show crypto ikev1 sa', 'show crypto ikev2 sa', 'show isakmp sa'];
  const sessions = ['show vpn-sessiondb detail l2l', 'show vpn-sessiondb detail', 'show vpn-sessiondb detail index'];
  return {
    ikeSas: answered(taken, ...ike),
    ipsecSas: answered(taken, 'show crypto ipsec sa', 'show ipsec sa'),
    sessions: answered<VpnSession>(taken, ...sessions).slice(0, 1),
  };
}

function linuxCapture(taken: AllTaken, localAddresses: readonly string[]): LinuxCapture {
  return {
    sas: answered(taken, 'swanctl --list-sas', 'swanctl -l'),
    connections: recordsOf(taken, 'swanctl --list-conns'),
    statuses: answered(taken, 'ipsec statusall', 'ipsec status', 'ipsec whack --status'),
    addresses: recordsOf(taken, 'ip address'),
    states: recordsOf(taken, 'ip xfrm state'),
    policies: recordsOf(taken, 'ip xfrm policy'),
    localAddresses,
  };
}
