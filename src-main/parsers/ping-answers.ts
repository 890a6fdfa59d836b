/** What IOS and ASA print of the answers to a ping: a mark for each packet, and the sum of them. */
import type { Sourced } from './parsed.ts';
import { says, type Records } from './records.ts';
import { rule, type Rule } from './rules.ts';
import { integer } from './values.ts';

export interface PingAnswers extends Sourced {
  /**
   * One character for each packet: `!` answered, `.` or (ASA) `?` not answered in time, `U` destination unreachable, `M`
   * could not fragment, `Q` source quench, `&` lifetime exceeded.
   */
  marks: string;
  percent?: number;
  received?: number;
  sent?: number;
  minimumMs?: number;
  averageMs?: number;
  maximumMs?: number;
}

type Success = [percent: string, received: string, sent: string, minimum?: string, average?: string, maximum?: string];

export function answerRules<T extends PingAnswers>(): Rule<Records<T>>[] {
  return [
    rule<Records<T>, [string]>(
      /^([!.?&A-Z]+)$/,
      (pings, [marks], line) => pings.set(line, { marks: (pings.last?.marks ?? '') + marks } as Partial<T>),
      ({ last }) => last !== undefined && last.percent === undefined,
    ),
    says<T, Success>(
      /^Success rate is (\d+) percent \((\d+)\/(\d+)\)(?:, round-trip min\/avg\/max = (\d+)\/(\d+)\/(\d+) ms)?$/,
      ([percent, received, sent, minimum, average, maximum]) =>
        ({
          percent: integer(percent),
          received: integer(received),
          sent: integer(sent),
          minimumMs: integer(minimum),
          averageMs: integer(average),
          maximumMs: integer(maximum),
        }) as Partial<T>,
    ),
    rule(/^Type escape sequence to abort\.$/, () => undefined),
  ] as Rule<Records<T>>[];
}

export function isWaiting({ last }: Records<PingAnswers>): boolean {
  return last !== undefined && last.percent === undefined;
}
