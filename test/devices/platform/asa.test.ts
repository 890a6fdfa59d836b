import { describe, expect, it } from 'vitest';
import { LogSieve } from '../../../src-main/devices/channel/log-line.ts';
import { promptOf, readPrompt } from '../../../src-main/devices/channel/prompt.ts';
import { rejectionOf } from '../../../src-main/devices/channel/rejection.ts';
import { asa } from '../../../src-main/devices/platform/asa.ts';

describe('prompts of an ASA', () => {
  it.each([
    ['ciscoasa>', 'ciscoasa', 'user'],
    ['ciscoasa#', 'ciscoasa', 'privileged'],
    ['edge/pri/act#', 'edge/pri/act', 'privileged'],
    ['edge/admin(config)#', 'edge/admin', 'configuration'],
    ['edge/pri/act(config-tunnel-ipsec)#', 'edge/pri/act', 'configuration'],
    ['ciscoasa(config-ikev1-policy)#', 'ciscoasa', 'configuration'],
  ])('%s is read', (text, name, level) => {
    expect(asa.prompt.test(`${text} `)).toBe(true);
    expect(readPrompt(asa, text)).toEqual({ text, name, level });
    expect(promptOf(asa, text, name)).toMatchObject({ level });
  });

  it('are left by a command, since no key of an ASA does', () => {
    expect(asa.levels.every(({ leave }) => leave?.key === undefined)).toBe(true);
  });
});

describe('what an ASA says', () => {
  const typed = { prompt: 'fw(config)#', command: 'access-list X extended permit', isConfiguration: true };

  it.each([
    ["ERROR: % Invalid input detected at '^' marker.", true],
    ['ERROR: % Incomplete command', true],
    ['ERROR: transform set with tag "X" does not exist.', true],
    ['WARNING: <X> found duplicate element', false],
    ['INFO: Security level for "outside" set to 0 by default.', false],
    ['Command not allowed in this mode', true],
  ])('%s refuses a line: %j', (line, isRefused) => {
    expect(rejectionOf(asa, [line], typed) !== undefined).toBe(isRefused);
  });

  it.each([
    ['Would you like to enable anonymous error reporting? [Y]es, [N]o, [A]sk later: ', 'A'],
    ['Pre-configure Firewall now through interactive prompts [yes]? ', 'no'],
  ])('%j is answered', (question, answer) => {
    expect(asa.dialogs.find((one) => one.question.test(question))?.answer).toBe(answer);
  });

  it('asks for a first enable password, which is a question to report', () => {
    expect(asa.questions.some((shape) => shape.test('Enter  Password: '))).toBe(true);
    expect(asa.questions.some((shape) => shape.test('Repeat Password: '))).toBe(true);
  });

  it.each([
    "%ASA-5-111008: User 'enable_15' executed the 'enable' command.",
    'Nov 27 2026 13:00:00: %ASA-6-302013: Built outbound TCP connection 1',
    'Nov 27 2026 13:00:00 edge : %ASA-4-106023: Deny tcp src outside',
    'Nov 27 13:00:00 [IKEv1]Group = 192.0.2.2, IP = 192.0.2.2, PHASE 1 COMPLETED',
    '[IKEv1 DEBUG]IP = 192.0.2.2, processing SA payload',
    'IKEv2-PROTO-2: (12): Received Packet',
  ])('%s is a log line', (text) => {
    expect(new LogSieve(asa.log, () => 0).sift(text)).toMatchObject({ before: '' });
  });

  it('tells a message that came down after a prompt from the prompt', () => {
    const sifted = new LogSieve(asa.log, () => 0).sift('fw# Nov 27 2026 13:00:00: %ASA-6-302013: Built');
    expect(sifted).toMatchObject({ before: 'fw# ', log: { facility: 'ASA', severity: 6, mnemonic: '302013' } });
  });
});
