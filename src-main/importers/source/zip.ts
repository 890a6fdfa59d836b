/**
 * Zip archives (PKWARE APPNOTE), as far as portable GNS3 projects use them: the list of the files, and the content of
 * single ones on demand. An archive is hostile input: no file is larger than asked for, whatever its header says, and
 * no name leads out of the folder that the archive stands for.
 */
import { Inflate } from 'fflate';
import { Decompress } from 'fzstd';
import { u16 } from './little-endian.ts';
import { Refusal } from '../complaint.ts';
import { readDirectory, type Entry } from './zip-directory.ts';

export class Zip {
  readonly #entries: ReadonlyMap<string, Entry>;

  /** @throws Refusal when the archive is damaged or leads somewhere else */
  constructor(private readonly bytes: Uint8Array) {
    this.#entries = new Map(readDirectory(bytes).map((entry) => [entry.name, entry]));
  }

  /** Names of files with "/" between the parts; folders are not listed. */
  get names(): string[] {
    return [...this.#entries.keys()];
  }

  /**
   * The content of a file; undefined when there is none of that name, or when it is larger than `most`.
   * @throws Refusal when it is damaged, encrypted, or compressed in a way that is not read here
   */
  read(name: string, most: number): Uint8Array | undefined {
    const entry = this.#entries.get(name);
    if (!entry || entry.size > most) return undefined;
    if (entry.isEncrypted)
      throw refusal('zip-encrypted', 'a zip archive whose files are encrypted', 'export it without a password');
    const unpack = methods[entry.method];
    if (!unpack) throw unknownMethod(entry);
    try {
      const content = unpack(this.#packed(entry), entry.size);
      if (content.length === entry.size) return content;
    } catch (error) {
      // The libraries throw plain errors for damaged data, and whatever their tables make of it.
      if (!(error instanceof Error) || error instanceof Refusal) throw error;
    }
    throw damaged(`${JSON.stringify(name)} in it cannot be unpacked`);
  }

  /** The data follow a header of their own, whose length only it says. */
  #packed({ offset, packedSize }: Entry): Uint8Array {
    const start = offset + 30 + u16(this.bytes, offset + 26) + u16(this.bytes, offset + 28);
    return this.bytes.subarray(start, start + packedSize);
  }
}

const plainCompression = 'export the project from GNS3 again with the compression "zip"';

type Unpack = (packed: Uint8Array, size: number) => Uint8Array;

const stored = 0;
const deflate = 8;
const zstandard = 93;

const methods: Readonly<Record<number, Unpack>> = {
  [stored]: (packed) => packed,
  [deflate]: inflated,
  [zstandard]: unzstd,
};

/** Collects what a stream gives, and ends the stream when it is more than was promised. */
class Collector {
  readonly #whole: Uint8Array;
  #length = 0;
  #pieces = 0;

  constructor(size: number) {
    this.#whole = new Uint8Array(size);
  }

  add(piece: Uint8Array): void {
    // Empty pieces without end would cost time too.
    if (this.#length + piece.length > this.#whole.length || ++this.#pieces > mostPieces)
      throw new Error('more than the header says');
    this.#whole.set(piece, this.#length);
    this.#length += piece.length;
  }

  get content(): Uint8Array {
    return this.#whole.subarray(0, this.#length);
  }
}

const mostPieces = 8192;
/** Of packed data, at a time: deflate makes at most a thousand times as much of it. */
const stride = 4096;

function inflated(packed: Uint8Array, size: number): Uint8Array {
  const collector = new Collector(size);
  const stream = new Inflate((piece) => collector.add(piece));
  for (let at = 0; at < packed.length; at += stride)
    stream.push(packed.subarray(at, at + stride), at + stride >= packed.length);
  return collector.content;
}

function unzstd(packed: Uint8Array, size: number): Uint8Array {
  if (windowOf(packed) > mostWindow)
    throw refusal('too-large', 'a zip archive that needs too much memory to unpack', plainCompression);
  const collector = new Collector(size);
  new Decompress((piece) => collector.add(piece)).push(packed, true);
  return collector.content;
}

/** What zstd itself uses up to level 19 for files of any size. */
const mostWindow = 8 * 1024 * 1024;

/** The memory that a Zstandard frame asks for (RFC 8878, 3.1.1.1); more than any when there are several frames. */
function windowOf(packed: Uint8Array): number {
  if (!isFrame(packed, 0)) throw new Error('no frame');
  for (let at = packed.indexOf(0x28, 1); at !== -1; at = packed.indexOf(0x28, at + 1))
    if (isFrame(packed, at)) return Infinity;
  const [descriptor = 0, window = 0] = packed.subarray(4);
  const isSingle = (descriptor & 0x20) !== 0;
  if (!isSingle) return (1 << (10 + Math.min(window >> 3, 20))) * (1 + (window & 7) / 8);
  // The content is its own window: its size stands after the descriptor and the number of a dictionary.
  const dictionary = [0, 1, 2, 4][descriptor & 3] ?? 0;
  const length = [1, 2, 4, 8][descriptor >> 6] ?? 8;
  const digits = packed.subarray(5 + dictionary, 5 + dictionary + length);
  return digits.reduceRight((sum, byte) => sum * 256 + byte, 0);
}

function isFrame(bytes: Uint8Array, at: number): boolean {
  return [0x28, 0xb5, 0x2f, 0xfd].every((byte, index) => bytes[at + index] === byte);
}

const methodNames: Readonly<Record<number, string>> = {
  1: 'Shrink',
  6: 'Implode',
  9: 'Deflate64',
  12: 'bzip2',
  14: 'LZMA',
  95: 'xz',
  98: 'PPMd',
};

function unknownMethod({ method }: Entry): Refusal {
  const name = methodNames[method] ?? `the method ${method}`;
  return refusal('zip-method', `a zip archive compressed with ${name}, which is not read`, plainCompression);
}

function refusal(code: string, what: string, mend?: string): Refusal {
  return new Refusal(code, what, {
    message: 'expected a zip archive of GNS3',
    ...(mend === undefined ? {} : { mend }),
  });
}

function damaged(message: string): Refusal {
  return new Refusal('zip-damaged', 'a zip archive that is damaged', {
    message,
    mend: 'copy or download the file again',
  });
}
