/** Texts in the encodings that topologies come in: UTF-8, and UTF-16 as Windows' editors and PowerShell's `>` save it. */
import { strFromU8 } from 'fflate';

export function textOfBytes(bytes: Uint8Array): string {
  return textOfUtf16(bytes) ?? strFromU8(bytes);
}

/** Undefined when the bytes are not in UTF-16, by its mark or by its zeroes. */
function textOfUtf16(bytes: Uint8Array): string | undefined {
  const order = orderOf(bytes);
  if (order === undefined) return undefined;
  const [low, high] = order === 'little' ? [0, 1] : [1, 0];
  const pieces: string[] = [];
  for (let at = 0; at + 1 < bytes.length; at += piece) {
    const units = bytes.subarray(at, Math.min(at + piece, bytes.length - (bytes.length % 2)));
    const codes = Array.from(
      { length: units.length / 2 },
      (_, index) => (units[2 * index + low] ?? 0) | ((units[2 * index + high] ?? 0) << 8),
    );
    pieces.push(String.fromCharCode(...codes));
  }
  return pieces.join('').replace(/^\ufeff/, '');
}

/** Bytes at a time: a call takes only so many arguments. */
const piece = 8192;

type Order = 'little' | 'big';

const starts: readonly (readonly [bytes: readonly Start[], order: Order])[] = [
  [[0xff, 0xfe, 'any', 'any'], 'little'],
  [[0xfe, 0xff, 'any', 'any'], 'big'],
  // Without a mark: the first characters of a topology are ASCII, so that every second byte is zero.
  [['ascii', 0, 'ascii', 0], 'little'],
  [[0, 'ascii', 0, 'ascii'], 'big'],
];

type Start = number | 'ascii' | 'any';

function orderOf(bytes: Uint8Array): Order | undefined {
  const isAt = (wanted: Start, at: number): boolean => {
    const byte = bytes[at];
    if (wanted === 'any' || byte === undefined) return byte !== undefined;
    return wanted === 'ascii' ? byte > 0 && byte < 0x80 : byte === wanted;
  };
  return starts.find(([start]) => start.every(isAt))?.[1];
}
