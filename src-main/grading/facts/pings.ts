/** How a ping of a step went, whoever sent it. */
import type { Action, Exercise } from '../../lab/exercise.ts';
import type { AsaPing } from '../../parsers/asa/ping.ts';
import type { Ping } from '../../parsers/ios/ping.ts';
import type { LinuxPing } from '../../parsers/linux/ping.ts';
import type { Sourced } from '../../parsers/parsed.ts';
import type { VpcsPing } from '../../parsers/vpcs/ping.ts';
import { pingCommand } from '../actions.ts';
import { Unreadable, type Capture, type Captures } from './captures.ts';
import { parsedAs } from './parsed-as.ts';
import { roleNamed } from './places.ts';
import { showOn } from './shows.ts';
import { formatIpv4 } from '../../base/address.ts';

type PingAction = Extract<Action, { kind: 'ping' }>;

export interface PingResult extends Sourced {
  destination: string;
  sent: number;
  received: number;
}

/** @throws {Unreadable} */
export function readPing(exercise: Exercise, captures: Captures, action: PingAction): Capture<PingResult> {
  const platform = parsedAs(roleNamed(exercise, action.from).platform);
  const show = showOn<AsaPing & Ping & LinuxPing & VpcsPing>(platform, pingCommand(exercise, action));
  const { evidence, records } = captures.read(action.from, show, { after: action.id });
  const record = records.at(-1);
  if (!record) throw new Unreadable(`${action.from} did not say how its ping went.`);
  const { line, at } = record;
  return { evidence, records: [{ destination: formatIpv4(action.to), ...countsOf(record, action), line, at }] };
}

/** IOS and ASA print a mark for each packet, whose sum is lacking after an abort; the others have sums or their lines. */
function countsOf(
  { marks, repeat, sent, received }: Partial<AsaPing & Ping & LinuxPing & VpcsPing>,
  action: PingAction,
): Pick<PingResult, 'sent' | 'received'> {
  const answered = received ?? (marks ?? '').split('!').length - 1;
  // Where there is nowhere to send to, VPCS sends nothing.
  const asked = sent === undefined || sent === 0 ? (repeat ?? action.count) : sent;
  return { sent: asked, received: answered };
}
