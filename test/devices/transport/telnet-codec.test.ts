import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOfHex, bytesOfLatin1, concat, hexOf, latin1Of } from '../../../src-main/base/bytes.ts';
import { TelnetCodec } from '../../../src-main/devices/transport/telnet-codec.ts';

const hex = (text: string): Uint8Array => bytesOfHex(text.replaceAll(' ', ''));
const client = (): TelnetCodec => new TelnetCodec('client', { width: 132, height: 43 });

/** The greeting of a GNS3 console, and of the VPCS behind it (reference gns3.md, "Consoles"). */
const GNS3 = hex('ff fb 01 ff fb 03 ff fb 00 ff fd 00');
const VPCS = hex('ff fd 01 ff fb 01 ff fd 03 ff fb 03');

function talk(codec: TelnetCodec, ...wire: Uint8Array[]): { data: string; reply: string } {
  const received = wire.map((bytes) => codec.receive(bytes));
  return {
    data: latin1Of(concat(...received.map(({ data }) => data))),
    reply: hexOf(concat(...received.map(({ reply }) => reply))),
  };
}

describe('the telnet codec as a client', () => {
  it('says nothing that it was not asked', () => {
    expect(client().greeting()).toHaveLength(0);
    expect(hexOf(client().resize({ width: 80, height: 24 }))).toBe('');
  });

  it('agrees to what a GNS3 console offers, once', () => {
    const codec = client();
    expect(talk(codec, GNS3).reply).toBe('fffd01fffd03fffd00fffb00');
    expect(talk(codec, GNS3, GNS3).reply).toBe('');
  });

  it('answers a second greeting in the middle of the stream, and keeps the text around it', () => {
    const codec = client();
    talk(codec, GNS3);
    const { data, reply } = talk(codec, bytesOfLatin1('boot'), VPCS, bytesOfLatin1(' log'));
    expect(data).toBe('boot log');
    expect(reply).toBe('fffc01fffb03'); // WONT ECHO, WILL SGA; the rest is on already
  });

  it('refuses what it does not know, once', () => {
    const codec = client();
    // Dynamips: DO TTYPE, WILL ECHO, WILL SGA, DONT LINEMODE
    expect(talk(codec, hex('ff fd 18 ff fb 01 ff fb 03 ff fe 22')).reply).toBe('fffb18fffd01fffd03');
    expect(talk(codec, hex('ff fd 27 ff fb 05 ff fd 27 ff fb 05')).reply).toBe('fffc27fffe05');
  });

  it('goes back when an option is withdrawn, and may begin it again', () => {
    const codec = client();
    talk(codec, GNS3);
    expect(talk(codec, hex('ff fe 00 ff fc 00')).reply).toBe('fffc00fffe00');
    expect(talk(codec, hex('ff fe 00 ff fc 00')).reply).toBe('');
    expect(talk(codec, hex('ff fd 00')).reply).toBe('fffb00');
  });

  it('tells its window and its terminal type to a server that asks', () => {
    const codec = client();
    expect(talk(codec, hex('ff fd 1f')).reply).toBe('fffb1f' + 'fffa1f0084002bfff0');
    expect(hexOf(codec.resize({ width: 255, height: 24 }))).toBe('fffa1f00ffff0018fff0');
    expect(talk(codec, hex('ff fd 18 ff fa 18 01 ff f0')).reply).toBe('fffb18' + 'fffa1800' + '787465726d' + 'fff0');
  });

  it('answers a timing mark every time, as a question', () => {
    const codec = client();
    expect(talk(codec, hex('ff fd 06'), hex('ff fd 06')).reply).toBe('fffb06fffb06');
  });

  it('takes out IAC IAC, the NUL after CR, and commands without meaning for us', () => {
    const { data } = talk(client(), hex('61 ff ff 62 0d 00 63 0d 0a 64 ff f1 65 ff f9 66'));
    expect(data).toBe('a\xffb\rc\r\ndef');
  });

  it('leaves NUL alone after CR once binary transmission is agreed', () => {
    const codec = client();
    talk(codec, GNS3);
    expect(talk(codec, hex('0d 00 41')).data).toBe('\r\0A');
    expect(hexOf(codec.send(bytesOfLatin1('show\r')))).toBe('73686f770d');
  });

  it('sends a bare CR as CR NUL to a telnet server, and as it is to a serial port that speaks no telnet', () => {
    const codec = client();
    expect(hexOf(codec.send(bytesOfLatin1('\r')))).toBe('0d');
    talk(codec, hex('ff fb 01'));
    expect(hexOf(codec.send(bytesOfLatin1('a\r')))).toBe('610d00');
    expect(hexOf(codec.send(bytesOfLatin1('\r\n\xff')))).toBe('0d0affff');
  });

  it('is not filled up by a subnegotiation without end', () => {
    const codec = client();
    talk(codec, hex('ff fa 18'), new Uint8Array(1_000_000));
    expect(talk(codec, hex('ff f0 41')).data).toBe('A');
  });
});

describe('the telnet codec as a server', () => {
  it('greets like a vty, and takes the answers as agreement without answering them', () => {
    const codec = new TelnetCodec('server');
    expect(hexOf(codec.greeting())).toBe('fffb01fffb03fffd18fffd1f');
    expect(talk(codec, hex('ff fd 01 ff fd 03 ff fb 1f')).reply).toBe('');
  });

  it('asks for the terminal type and hears the window', () => {
    const codec = new TelnetCodec('server');
    expect(talk(codec, hex('ff fb 18')).reply).toBe('fffa1801fff0');
    talk(codec, hex('ff fa 18 00 76 74 31 30 30 ff f0 ff fb 1f'));
    expect(codec.terminalType).toBe('vt100');
    expect(codec.receive(hex('ff fa 1f 00 84 00 2b ff f0')).resized).toEqual({ width: 132, height: 43 });
    expect(codec.receive(hex('ff fa 1f 00 ff ff 00 00 ff f0')).resized).toEqual({ width: 255, height: 24 });
  });

  it('hears one Enter for CR, CR NUL and CR LF, also when they are cut', () => {
    const codec = new TelnetCodec('server');
    expect(talk(codec, hex('61 0d 62 0d 00 63 0d 0a 64 0d'), hex('0a 65 0d'), hex('00 66')).data).toBe(
      'a\rb\rc\rd\re\rf',
    );
  });

  it('hears Interrupt Process as Ctrl-C and answers Are You There', () => {
    const codec = new TelnetCodec('server');
    expect(talk(codec, hex('ff f4')).data).toBe('\x03');
    expect(talk(codec, hex('ff f6')).reply).toBe(hexOf(bytesOfLatin1('\r\n[Yes]\r\n')));
  });

  it('agrees with a client of our own on everything without a second round', () => {
    const server = new TelnetCodec('server');
    const other = client();
    const answer = other.receive(server.greeting()).reply;
    const question = server.receive(answer);
    const last = server.receive(other.receive(question.reply).reply);
    expect(hexOf(question.reply)).toBe('fffa1801fff0');
    expect(hexOf(last.reply)).toBe('');
    expect(server.terminalType).toBe('xterm');
  });
});

describe('the telnet codec, whatever it is given', () => {
  const pieces = fc.array(
    fc.oneof(
      fc.uint8Array({ maxLength: 8 }),
      fc.constantFrom('ff fb 01', 'ff fd 18', 'ff fa 18 01 ff f0', '0d 00', '0d 0a', 'ff ff', 'ff f6').map(hex),
    ),
  );

  it.each(['client', 'server'] as const)('hears the same in one piece and byte by byte (%s)', (side) => {
    fc.assert(
      fc.property(pieces, (parts) => {
        const wire = concat(...parts);
        const whole = new TelnetCodec(side);
        const split = new TelnetCodec(side);
        expect(talk(split, ...Array.from(wire, (byte) => Uint8Array.of(byte)))).toEqual(talk(whole, wire));
      }),
    );
  });

  it('carries any data to the other end unchanged, Enter apart', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 40 })), (parts) => {
        const server = new TelnetCodec('server');
        const other = client();
        const sent = concat(...parts).filter((byte) => byte !== 10 && byte !== 0);
        expect(talk(other, server.greeting(), server.send(sent)).data).toBe(latin1Of(sent));
        expect(talk(server, other.send(sent)).data).toBe(latin1Of(sent));
      }),
    );
  });

  it('never argues for ever with a second codec', () => {
    fc.assert(
      fc.property(pieces, (parts) => {
        const [a, b] = [client(), new TelnetCodec('server')];
        let toA = concat(b.greeting(), b.receive(concat(...parts)).reply);
        let rounds = 0;
        while (toA.length > 0 && rounds < 10) {
          toA = b.receive(a.receive(toA).reply).reply;
          rounds++;
        }
        expect(rounds).toBeLessThan(10);
      }),
    );
  });
});

interface Recording {
  /** Absent where the connection was refused. */
  transcript?: { recv_hex?: string; decoded?: unknown[] }[];
}

describe('the telnet codec against recorded GNS3 consoles', () => {
  const folder = path.resolve(import.meta.dirname, '../../../../shared/reference/recordings/v2');
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.startsWith('console-telnet')) : [];
  if (files.length === 0) it('finds no recordings beside the repository: the cases above stand alone', () => undefined);

  it.each(files)('leaves of %s the text and nothing else', (file) => {
    const { transcript } = JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as Recording;
    const codec = client();
    for (const { recv_hex, decoded } of transcript ?? []) {
      if (recv_hex === undefined || decoded === undefined) continue;
      const texts = decoded.flatMap((item) =>
        typeof item === 'object' && item && 'text' in item && typeof item.text === 'string' ? [item.text] : [],
      );
      expect(talk(codec, hex(recv_hex)).data).toBe(texts.join(''));
    }
  });
});
