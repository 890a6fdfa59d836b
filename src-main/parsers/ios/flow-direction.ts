/** One direction of a flow: in `show crypto session detail` and in `show dmvpn detail`. */
import { integer } from '../values.ts';
import type { FlowDirection } from './crypto-session.ts';

/** `Inbound:  #pkts dec'ed 27 drop 0 life (KB/Sec) 4607995/2382`; instead of kilobytes there may be words. */
export const DIRECTION =
  /^(In|Out)bound:\s+#pkts (?:dec|enc)'ed (\d+) drop (\d+) life \(KB\/Sec\) ([^/\s][^/]{0,60})\/(\S[^/]{0,60})$/;

export type Direction = [direction: 'In' | 'Out', packets: string, drops: string, kilobytes: string, seconds: string];

export function directionOf([, packets, drops, kilobytes, seconds]: Direction): FlowDirection {
  const read: FlowDirection = { packets: Number(packets), drops: Number(drops) };
  const [kilobytesLeft, secondsLeft] = [integer(kilobytes.trim()), secondsOf(seconds)];
  if (kilobytesLeft === undefined) read.volume = kilobytes.trim();
  else read.kilobytes = kilobytesLeft;
  if (secondsLeft !== undefined) read.seconds = secondsLeft;
  return read;
}

const SECONDS: Readonly<Record<string, number>> = { d: 86_400, h: 3600, m: 60, s: 1 };

/** "2949", "00:49:09", "1 hours, 2 mins". */
function secondsOf(text: string): number | undefined {
  const named = [...text.matchAll(/(\d{1,9}) ?(day|hour|min|sec)/g)];
  if (named.length > 0)
    return named.reduce((sum, [, count, unit = '']) => sum + Number(count) * (SECONDS[unit.charAt(0)] ?? 0), 0);
  const parts = text.split(':').map((part) => integer(part));
  return parts.reduce((sum, part) => (sum === undefined || part === undefined ? undefined : sum * 60 + part), 0);
}
