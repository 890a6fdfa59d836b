/** Files that are not text, known by how they start. Their bytes may have been read as UTF-8 or as Latin-1. */
import { topologies, type Kind } from './kind.ts';

/** In UTF-8 a byte that begins no character is read as U+FFFD; `.` in the patterns stands for such a byte. */
const signatures: readonly (readonly [start: RegExp, what: string, mend?: string])[] = [
  // An archive is known by its bytes before this; here it was read as a text, and its bytes are lost.
  [/^PK(?:\x03\x04|\x05\x06)/, 'a zip archive that was read as a text', 'open the file itself'],
  [/^\x1f[\x8b\ufffd]/, 'a gzip archive', 'unpack it and import the topology file in it'],
  [/^(?:\ufffd|\xfd)7zXZ/, 'an xz archive', 'unpack it and import the topology file in it'],
  [/^7z[^]{1,4}'/, 'a 7-Zip archive', 'unpack it and import the topology file in it'],
  [/^Rar!/, 'a RAR archive', 'unpack it and import the topology file in it'],
  [/^[^]{257}ustar/, 'a tar archive', 'unpack it and import the topology file in it'],
  [
    /^(?:\ufffdò\ufffd|\xd4\xc3\xb2\xa1|\ufffd{4}\0\x02|\xa1\xb2\xc3\xd4|M<[\xb2\ufffd][\xa1\ufffd])/,
    'a packet capture (pcap)',
  ],
  [/^\n\r\r\n[^]{4}(?:M<\+\x1a|\x1a\+<M)/, 'a packet capture (pcapng)'],
  [/^(?:\ufffd|\x89)PNG\r\n/, 'a picture (PNG)'],
  [/^(?:\ufffd{2,4}|\xff\xd8\xff[^])[^]{1,6}(?:JFIF|Exif)/, 'a picture (JPEG)'],
  [/^GIF8[79]a/, 'a picture (GIF)'],
  [/^RIFF[^]{4,8}WEBP/, 'a picture (WebP)'],
  [/^BM[^]{4,12}\0\0\0\0/, 'a picture (BMP)'],
  [/^%PDF-/, 'a PDF document'],
  [/^QFI(?:\ufffd|\xfb)/, 'a QEMU disk image (qcow2)'],
  [/^KDMV/, 'a VMware disk image'],
  [/^\x7fELF/, 'a program (ELF), perhaps an IOS or IOU image'],
  [/^SQLite format 3\0/, 'an SQLite database'],
  [/^(?:\ufffd\ufffd|\xff\xfe|\xfe\xff)?(?:\0[ -~\r\n]|[ -~\r\n]\0){4}/, 'a text in UTF-16', 'save it as UTF-8'],
];

/** What the file is when it is no text; undefined for text. */
export function recogniseBinary(text: string, fileName: string): Kind | undefined {
  // A signature stands at the start; the names of the files in a zip archive follow soon after.
  const start = text.slice(0, 65_536);
  const known = signatures.find(([pattern]) => pattern.test(start));
  if (known) return kindOf(known[1], known[2]);
  if (!start.includes('\0') && countUnreadable(start) <= start.length / 20) return undefined;
  // Packet Tracer files are scrambled from the first byte on: only their name tells.
  if (/\.(?:pkt|pka|pkz)$/i.test(fileName)) return kindOf('a Packet Tracer file, by its name: not yet');
  return kindOf('a binary file, not a topology');
}

function kindOf(what: string, mend = topologies): Kind {
  return { code: 'not-text', what, mend };
}

/** Characters that no text has, and those that stand for bytes which are no characters. */
const unreadable = new RegExp('[\\0-\\x02\\x04-\\x08\\x0b\\x0e-\\x1a\\x1c-\\x1f\\ufffd]', 'g');

function countUnreadable(text: string): number {
  return text.match(unreadable)?.length ?? 0;
}
