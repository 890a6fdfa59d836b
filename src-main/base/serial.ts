/** A serial line as people write it down: which port of this computer it is, and how bytes are put on it. */

export const parities = ['none', 'even', 'odd'] as const;

export interface SerialSettings {
  /** Bits a second. 9600 when left out, as consoles of routers have it. */
  speed?: number | undefined;
  /** 8 when left out. */
  dataBits?: 7 | 8 | undefined;
  /** None when left out. */
  parity?: (typeof parities)[number] | undefined;
  /** 1 when left out. */
  stopBits?: 1 | 2 | undefined;
}

export const usualSpeed = 9600;
/** Bits a second that a port of this world can have; which of them one has it says when it is opened. */
const speeds = { least: 50, most: 4_000_000 } as const;

export function isSpeed(speed: number): boolean {
  return Number.isInteger(speed) && speed >= speeds.least && speed <= speeds.most;
}

/** "/dev/ttyUSB0", "/dev/cu.usbserial-1410", "COM3": a place where systems have serial ports, and no file outside of it. */
export function isSerialPath(text: string): boolean {
  if (/^(?:\\\\\.\\)?COM[1-9]\d{0,2}$/i.test(text)) return true;
  return text.length <= 200 && /^\/dev\/[\w.:@+-]+(?:\/[\w.:@+-]+)*$/.test(text) && !/\/\.\.?(?:\/|$)/.test(text);
}
