/** Which debugs are on, up to which level, and for which peers: `debug crypto ikev1 127`, `debug crypto condition peer`. */
import { dateAfter, nameOfMonth, timeOfDay } from '../ios/system/calendar.ts';

/** As typed after `debug`. */
export type DebugTopic = 'crypto ikev1' | 'crypto ikev2 platform' | 'crypto ikev2 protocol' | 'crypto ipsec';

export const debugTopics: readonly DebugTopic[] = [
  'crypto ikev1',
  'crypto ikev2 platform',
  'crypto ikev2 protocol',
  'crypto ipsec',
];

/** The level of a debug that is turned on without one, and the one from which everything is said. */
export const debugLevels = { usual: 1, all: 127, highest: 255 } as const;

export class AsaDebugging {
  readonly levels = new Map<DebugTopic, number>();
  /** Peers that alone are debugged, when there are any. */
  readonly peers = new Set<number>();

  constructor(
    private readonly time: () => number,
    private readonly print: (text: string) => void,
  ) {}

  /** @param peer whom it is about; what is about nobody is said whatever the condition */
  isOn(topic: DebugTopic, level: number = debugLevels.usual, peer?: number): boolean {
    const isMeant = peer === undefined || this.peers.size === 0 || this.peers.has(peer);
    return isMeant && (this.levels.get(topic) ?? 0) >= level;
  }

  clear(): void {
    this.levels.clear();
    this.peers.clear();
  }

  /** A line with the time before it, as those of version 1 have it: `Mar 01 00:01:12 [IKEv1]…`. */
  sayWithTime(text: string): void {
    const date = dateAfter(this.time());
    this.print(`${nameOfMonth(date)} ${String(date.day).padStart(2, '0')} ${timeOfDay(date)} ${text}`);
  }

  say(text: string): void {
    this.print(text);
  }
}
