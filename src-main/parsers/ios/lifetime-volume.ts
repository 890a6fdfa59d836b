/** The volume of a lifetime: in kilobytes, or the words that stand there where renewal by volume is off. */
import { integer } from '../values.ts';

export interface LifetimeVolume {
  lifetimeKilobytes?: number;
  lifetimeVolume?: string;
}

/** `4608000 kilobytes`, `KB Vol Rekey Disabled`, `Disable kilobytes` */
export function lifetimeVolumeOf(text: string): LifetimeVolume {
  const number = integer(/^(\d+) kilobytes$/.exec(text)?.[1]);
  return number === undefined ? { lifetimeVolume: text } : { lifetimeKilobytes: number };
}
