/** A console on a serial line as it stands in the form: "9600" and "8N1", as terminal programs have it. */
import type { SerialSettings } from '../../src-main/api/contract/laboratory.ts';

interface SerialDraft {
  serialPath: string;
  speed: string;
  framing: string;
}

const usualSpeed = 9600;
/** Those that consoles have, the usual first. */
export const usualSpeeds = ['9600', '115200', '38400', '19200', '4800', '2400', '1200'];
/** Data bits, parity, stop bits. */
export const framings = ['8N1', '8N2', '8E1', '8O1', '7E1', '7O1', '7N2'];
const parities = { N: 'none', E: 'even', O: 'odd' } as const;

export function serialSays(settings: SerialSettings = {}): string {
  return `${settings.speed ?? usualSpeed} ${framingOf(settings)}`;
}

export function draftOfSerial(settings: SerialSettings = {}): Pick<SerialDraft, 'speed' | 'framing'> {
  return { speed: settings.speed === undefined ? '' : String(settings.speed), framing: framingOf(settings) };
}

/** What is as usual is left out. */
export function serialOf({ speed, framing }: Pick<SerialDraft, 'speed' | 'framing'>): { serial?: SerialSettings } {
  const [, dataBits = '8', parity = 'N', stopBits = '1'] = /^([78])([NEO])([12])$/.exec(framing) ?? [];
  const settings: SerialSettings = {
    ...(speed.trim() !== '' && { speed: Number(speed) }),
    ...(dataBits === '7' && { dataBits: 7 as const }),
    ...(parity !== 'N' && { parity: parities[parity as keyof typeof parities] }),
    ...(stopBits === '2' && { stopBits: 2 as const }),
  };
  return Object.keys(settings).length > 0 ? { serial: settings } : {};
}

export function serialFault({ serialPath, speed }: SerialDraft): string | undefined {
  const path = serialPath.trim();
  if (path === '') return 'It needs the serial port that its console is plugged into.';
  if (!/^\/dev\/[^\s]+$|^(?:\\\\\.\\)?COM[1-9]\d{0,2}$/i.test(path))
    return 'A serial port is called as /dev/ttyUSB0 or COM3.';
  const bits = Number(speed.trim() || usualSpeed);
  return Number.isInteger(bits) && bits >= 50 && bits <= 4_000_000 ? undefined : 'A speed is bits a second, as 9600.';
}

function framingOf({ dataBits = 8, parity = 'none', stopBits = 1 }: SerialSettings): string {
  return `${dataBits}${parity[0]?.toUpperCase() ?? 'N'}${stopBits}`;
}
