/** ipsec shuntstatus, ipsec whack --shuntstatus of Libreswan: flows of the kernel that belong to no association. */
import { conclude } from '../account.ts';
import type { Parsed, Sourced } from '../parsed.ts';
import { Records, begins, passes } from '../records.ts';
import { RuleTable, readLines } from '../rules.ts';

export interface LibreswanShunt extends Sourced {
  /** A network or an address, with its port where it has one: "192.0.2.0/24:0". */
  from: string;
  to: string;
  protocol: number;
  /** "%hold", "%pass", "%trap". */
  kind: string;
  priority?: number;
  /** Why it is there, as printed. */
  text?: string;
}

type Row = [from: string, protocol: string, to: string, kind: string, priority: string | undefined, text: string | undefined]; // prettier-ignore

const TABLE = new RuleTable<Records<LibreswanShunt>>([
  passes(/^(?:000 ?)?(?:Bare Shunt list:)?$/),
  begins<LibreswanShunt, Row>(
    /^(?:000 )?(\S{1,80}) -+(\d+)-*> (\S{1,80}) => (%\w+)(?:(?: prio)? (\d+))?(?:\s+(\S.*))?$/,
    ([from, protocol, to, kind, priority, text]) => ({
      from,
      to,
      protocol: Number(protocol),
      kind,
      ...(priority === undefined ? {} : { priority: Number(priority) }),
      text: text?.trim(),
    }),
  ),
]);

export function parseLibreswanShunts(text: string): Parsed<LibreswanShunt> {
  const shunts = new Records<LibreswanShunt>();
  return conclude(readLines(text, TABLE, shunts), shunts.all);
}
