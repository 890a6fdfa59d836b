import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ParseResult } from '../../src-main/engine/parse-output.ts';
import { FakeHost, root } from './fake-host.ts';

const output = path.join(root, 'test/parsers/ios/show-crypto-ipsec-sa/seed-000.txt');
const ofIpsecSa = ['parse', '--platform', 'ios', '--command', 'sh cry ipsec sa'];

let host: FakeHost;
beforeEach(() => {
  host = new FakeHost();
});
afterEach(() => host.dispose());

async function resultOf(...args: string[]): Promise<ParseResult> {
  expect(await host.run(...args)).toBe(0);
  expect(host.said).toBe('');
  const result = JSON.parse(host.printed) as ParseResult;
  host.printed = '';
  return result;
}

async function resultOfBytes(bytes: Uint8Array): Promise<ParseResult> {
  host.given = bytes;
  return resultOf(...ofIpsecSa);
}

describe('quickmode parse', () => {
  it('prints the records of a file, and the parser that was meant', async () => {
    const result = await resultOf(...ofIpsecSa, output);
    expect(result).toMatchObject({
      version: 1,
      platform: 'ios',
      command: 'sh cry ipsec sa',
      parser: 'show crypto ipsec sa',
      outcome: 'complete',
      records: [{ interface: 'Tunnel0', peer: '172.16.0.6', inbound: [{ protocol: 'esp', spi: 1397871902 }] }],
      unknown: [],
    });
  });

  it.each([[], ['-']])('reads the standard input when no file is named: %s', async (...dash) => {
    const fromFile = await resultOf(...ofIpsecSa, output);
    host.given = readFileSync(output);
    expect(await resultOf(...ofIpsecSa, ...dash)).toEqual(fromFile);
  });

  it('quotes the lines that it did not understand, and the one that refuses', async () => {
    host.given = Buffer.from('interface: Tunnel0\n  what is this?\n');
    expect((await resultOf(...ofIpsecSa)).unknown).toEqual([{ line: 1, text: 'what is this?' }]);
    host.given = Buffer.from("R1#sh cry ipsec sa\n           ^\n% Invalid input detected at '^' marker.\n");
    const refused = await resultOf(...ofIpsecSa);
    expect(refused).toMatchObject({ outcome: 'rejected', records: [] });
    expect(refused.rejection).toEqual({ line: 2, text: "% Invalid input detected at '^' marker." });
  });

  it('lists what it can read, of one platform or of all', async () => {
    expect(await host.run('parse', '--list')).toBe(0);
    expect(host.printed).toMatch(/^ios, iosxe, asa +show crypto ipsec sa$/m);
    host.printed = '';
    expect(await host.run('parse', '--list', '--platform', 'iosxe')).toBe(0);
    expect(host.printed).toMatch(/^iosxe +show crypto ipsec sa$/m);
    expect(host.printed).not.toMatch(/^ios\b/m);
  });

  it.each([
    [['--platform', 'ios', '--command', 'sh cryto ipsec sa'], 'Did you mean "show crypto ipsec sa"'],
    [['--platform', 'ios', '--command', 'show nothing at all'], 'quickmode parse --list'],
    [['--platform', 'iso', '--command', 'show version'], 'Did you mean "ios"'],
    [['--platform', 'ios'], '--command "show crypto ipsec sa"'],
    [['--platform', 'ios', '--command', 'show version', 'no-such-file'], 'There is no file no-such-file.'],
    [['--platform', 'ios', '--command', 'show version', root], 'is a folder'],
  ])('refuses %s with status 2, and says what is there', async (args, says) => {
    expect(await host.run('parse', ...args)).toBe(2);
    expect(host.said).toContain(says);
    expect(host.printed).toBe('');
  });
});

describe('what quickmode parse is given', () => {
  const bytes = readFileSync(output);
  const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le');

  it.each([
    ['UTF-8 with its mark', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes])],
    ['UTF-16, little end first, with its mark', utf16(`\ufeff${bytes.toString()}`)],
    ['UTF-16, little end first', utf16(bytes.toString())],
    ['UTF-16, big end first', utf16(`\ufeff${bytes.toString()}`).swap16()],
    ['UTF-16, big end first, without a mark', utf16(bytes.toString()).swap16()],
  ])('may be %s', async (_, given) => {
    const { records } = await resultOfBytes(bytes);
    expect((await resultOfBytes(given)).records).toEqual(records);
  });

  it('may hold letters in an old encoding: none of them is lost', async () => {
    const old = Buffer.concat([bytes, Buffer.from('Verf\u00fcgbar\n', 'latin1')]);
    expect((await resultOfBytes(old)).unknown).toMatchObject([{ text: 'Verf\u00fcgbar' }]);
  });

  it('may be nothing, half of an output, rubbish or escapes of a terminal: the outcome says it', async () => {
    expect(await resultOfBytes(new Uint8Array())).toMatchObject({ outcome: 'empty', records: [] });
    expect(await resultOfBytes(bytes.subarray(0, bytes.length / 2))).toMatchObject({ outcome: 'truncated' });
    const rubbish = Uint8Array.from({ length: 100_000 }, (_, index) => (index * index * 7919) >>> 7);
    expect(await resultOfBytes(rubbish)).toMatchObject({ outcome: 'rejected', records: [] });
    const coloured = Buffer.from(bytes.toString().replace(/^(.+)$/gm, '\x1b[32m$1\x1b[0m\x1b[K'));
    expect(await resultOfBytes(coloured)).toEqual(await resultOfBytes(bytes));
  });

  it('may be long: how many lines of it were not understood is told, and ten thousand of them are quoted', async () => {
    const { unknown, furtherUnknown } = await resultOfBytes(Buffer.from('what is this line?\n'.repeat(25_000)));
    expect(unknown).toHaveLength(10_000);
    expect(furtherUnknown).toBe(15_000);
  });

  it('may not be longer than any memory', async () => {
    const file = path.join(host.home, 'large.txt');
    writeFileSync(file, '');
    truncateSync(file, 300 * 1024 * 1024);
    expect(await host.run(...ofIpsecSa, file)).toBe(2);
    expect(host.said).toContain('is too large for the answer to one command');
  });
});
