/** Lines that ip xfrm prints of states and of policies alike. */
import type { Sourced } from '../parsed.ts';
import { passes, says, type Fields, type Records } from '../records.ts';
import type { Groups, Rule } from '../rules.ts';
import { hexadecimal, integer } from '../values.ts';

/** `-s`: what ends it and what it has done. */
export interface XfrmLifetime {
  softBytes?: number;
  hardBytes?: number;
  softPackets?: number;
  hardPackets?: number;
  softSeconds?: number;
  hardSeconds?: number;
  bytes?: number;
  packets?: number;
  /** As printed: "2026-11-20 15:36:58". */
  added?: string;
  used?: string;
  mark?: string;
  interfaceId?: string;
}

export const ADDRESS = String.raw`[0-9A-Fa-f]{0,4}[.:\d][0-9A-Fa-f.:]{0,45}(?:\/\d{1,3})?`;
const TIME = String.raw`\d{4}-\d\d-\d\d \d\d:\d\d:\d\d|-`;

/** What ends with a number of its own where the terminal prints it twice: "1(0x00000001)". */
export const TWICE = String.raw`(\w+)(?:\(\w+\))?`;

export const spiIn = (text: string | undefined): number | undefined =>
  text !== undefined && /^0x[0-9a-f]{1,8}$/.test(text) ? hexadecimal(text) : undefined;

const timeOf = (text: string | undefined): string | undefined => (text === '-' ? undefined : text);
/** INF is no limit, and no number. */
const limitOf = (text: string): number | undefined => integer(text.replace(/^\((.*)\)$/, '$1'));

/** The rules for records of a kind. */
export function lifetimeRules<T extends Sourced & XfrmLifetime>(): Rule<Records<T>>[] {
  const one = <G extends Groups>(pattern: RegExp, fields: (groups: G) => Fields<XfrmLifetime>): Rule<Records<T>, G> =>
    says<T, G>(pattern, fields as (groups: G) => Fields<T>);
  return [
    passes(/^(?:lifetime config|lifetime current):$/),
    one<[string, string]>(/^limit: soft (\S+)\(bytes\), hard (\S+)\(bytes\)$/, ([soft, hard]) => ({
      softBytes: limitOf(soft),
      hardBytes: limitOf(hard),
    })),
    one<[string, string]>(/^limit: soft (\S+)\(packets\), hard (\S+)\(packets\)$/, ([soft, hard]) => ({
      softPackets: limitOf(soft),
      hardPackets: limitOf(hard),
    })),
    one<[string, string]>(/^expire add: soft (\d+)\(sec\), hard (\d+)\(sec\)$/, ([soft, hard]) => ({
      softSeconds: integer(soft),
      hardSeconds: integer(hard),
    })),
    passes(/^expire use: soft \d+\(sec\), hard \d+\(sec\)$/),
    one<[string, string]>(/^(\d+)\(bytes\), (\d+)\(packets\)$/, ([bytes, packets]) => ({
      bytes: integer(bytes),
      packets: integer(packets),
    })),
    one<[string, string]>(new RegExp(`^add (${TIME}) use (${TIME})$`), ([added, used]) => ({
      added: timeOf(added),
      used: timeOf(used),
    })),
    one<[string]>(/^mark (\S+)$/, ([mark]) => ({ mark })),
    one<[string]>(/^if_id (0x[0-9a-f]+)$/, ([interfaceId]) => ({ interfaceId })),
    passes(
      /^(?:security context|crypto offload parameters:|offload|output-mark|tfcpad|coa|nat_keepalive_interval) ?.*$/,
    ),
  ];
}
