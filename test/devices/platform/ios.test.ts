import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { LogSieve } from '../../../src-main/devices/channel/log-line.ts';
import { promptOf, readPrompt } from '../../../src-main/devices/channel/prompt.ts';
import { rejectionOf } from '../../../src-main/devices/channel/rejection.ts';
import { ios } from '../../../src-main/devices/platform/ios.ts';

describe('the prompts of IOS', () => {
  it.each([
    ['R1>', 'user', 'R1'],
    ['R1#', 'privileged', 'R1'],
    ['R1(config)#', 'configuration', 'R1'],
    ['R1(config-isakmp)#', 'configuration', 'R1'],
    ['R1(conf-isa-prof)#', 'configuration', 'R1'],
    ['R1(cfg-crypto-trans)#', 'configuration', 'R1'],
    ['R1(ipsec-profile)#', 'configuration', 'R1'],
    ['R1(ca-trustpoint)#', 'configuration', 'R1'],
    ['R1(config-ikev2-keyring-peer)#', 'configuration', 'R1'],
    ['R1(tcl)#', 'tcl', 'R1'],
  ])('%s is of level %s', (text, level, name) => {
    expect(ios.prompt.test(text)).toBe(true);
    expect(readPrompt(ios, text)).toEqual({ text, level, name });
  });

  it('are told apart from a host name with parentheses once that is known', () => {
    expect(promptOf(ios, 'R1(lab)#', 'R1(lab)')?.level).toBe('privileged');
    expect(promptOf(ios, 'R1(lab)(config)#', 'R1(lab)')?.level).toBe('configuration');
    expect(promptOf(ios, 'R1(config)#', 'R1(lab)')).toBeUndefined();
    expect(promptOf(ios, 'R10#', 'R1')).toBeUndefined();
  });

  it('may be cut short', () => {
    expect(promptOf(ios, 'Router-with-a-long-n(config-ip)#', 'Router-with-a-long-name-indeed')?.level).toBe(
      'configuration',
    );
    expect(promptOf(ios, 'Route#', 'Router-with-a-long-name-indeed')).toBeUndefined();
  });

  it.each(['rommon 1 >', 'Interface#1 is up', 'Proceed? [confirm]', 'a b#', ''])('are not %j', (text) => {
    expect(ios.prompt.test(text)).toBe(false);
  });
});

describe('the questions of IOS', () => {
  it.each([
    'Proceed with reload? [confirm]',
    'System configuration has been modified. Save? [yes/no]: ',
    'Would you like to terminate autoinstall? [yes]: ',
    'Destination filename [startup-config]? ',
    'Protocol [ip]: ',
    'Extended commands [n]: ',
    'Delete flash:x? [confirm]',
    'Do you really want to remove these keys? [yes/no]: ',
    'Password: ',
  ])('are known: %j', (text) => {
    expect(ios.questions.some((shape) => shape.test(text))).toBe(true);
  });

  it.each([
    '[OK]',
    'Building configuration...',
    '  settings ={Tunnel, }',
    '   current outbound spi: 0x0(0)',
    'line [1]',
  ])('are not %j', (text) => {
    expect(ios.questions.some((shape) => shape.test(text))).toBe(false);
  });
});

describe('the log messages of IOS', () => {
  const sift = (text: string): ReturnType<LogSieve['sift']> => new LogSieve(ios.log, () => 0).sift(text);

  it.each([
    ['*Mar  1 00:13:31.891: %LINK-3-UPDOWN: Interface up', '*Mar  1 00:13:31.891', 'LINK', 3, 'UPDOWN', 'Interface up'],
    ['000123: *Mar  1 2002 00:13:31 UTC: %SYS-5-CONFIG_I: x', '*Mar  1 2002 00:13:31 UTC', 'SYS', 5, 'CONFIG_I', 'x'],
    ['.Mar 21 00:13:31.891 CEST: %SYS-5-RESTART: y', '.Mar 21 00:13:31.891 CEST', 'SYS', 5, 'RESTART', 'y'],
    ['00:13:31: %LINK-3-UPDOWN: z', '00:13:31', 'LINK', 3, 'UPDOWN', 'z'],
    ['1w2d: %LINK-3-UPDOWN: z', '1w2d', 'LINK', 3, 'UPDOWN', 'z'],
    ['%CRYPTO-4-RECVD_PKT_NOT_IPSEC: a', undefined, 'CRYPTO', 4, 'RECVD_PKT_NOT_IPSEC', 'a'],
    ['%SYS-SW1-5-RESTART: b', undefined, 'SYS-SW1', 5, 'RESTART', 'b'],
    ['*Mar  1 00:13:31.891: ISAKMP:(0): c', '*Mar  1 00:13:31.891', undefined, undefined, undefined, 'ISAKMP:(0): c'],
    ['ISAKMP:(1001): no timestamps', undefined, undefined, undefined, undefined, 'ISAKMP:(1001): no timestamps'],
  ])('are known: %s', (text, ...parts) => {
    const { log } = sift(text) ?? {};
    expect(log?.text).toBe(text);
    expect([log?.stamp, log?.facility, log?.severity, log?.mnemonic, log?.message]).toEqual(parts);
  });

  it.each([
    '*00:13:31.891 UTC Fri Mar 1 2002',
    "% Invalid input detected at '^' marker.",
    'IPSEC profile MyProfile',
    'IKEv2:',
    'Crypto map tag: Tunnel0-head-0, local addr 172.16.0.1',
    '172.16.0.6      172.16.0.1      QM_IDLE           1002    0 ACTIVE',
  ])('are not %j', (text) => {
    expect(sift(text)).toBeUndefined();
  });
});

describe('the outputs of real devices', () => {
  const folder = path.resolve(import.meta.dirname, '../../../../shared/corpus/outputs');
  const files = existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
        /\bios(xe)?\b.*\.(txt|raw)$/.test(name),
      )
    : [];
  if (files.length === 0) it('are not beside the repository: the cases above stand alone', () => undefined);

  it.each(files)('are taken for what they are: %s', (file) => {
    const lines = readFileSync(path.join(folder, file), 'latin1').split(/\r?\n/);
    const command = path.basename(path.dirname(file)).replaceAll('_', ' ');
    const sieve = new LogSieve(ios.log, () => 0);
    if (!ios.commands.showsLog.test(command)) expect(lines.filter((line) => sieve.sift(line))).toEqual([]);
    expect(rejectionOf(ios, lines, { prompt: '', command })).toBeUndefined();
    expect(lines.filter((line) => ios.questions.some((shape) => shape.test(line)))).toEqual([]);
    expect(lines.filter((line) => ios.pager.prompt.test(line))).toEqual([]);
  });
});
