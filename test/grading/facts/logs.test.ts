import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../../src-main/grading/evidence.ts';
import { isMeant } from '../../../src-main/grading/facts/log-match.ts';
import { since, type Log, type LogMessage } from '../../../src-main/grading/facts/logs.ts';

const evidence: Evidence = {
  ...{ id: 'e1', sequence: 1, role: 'R1', command: 'show logging', text: '', takenAt: '', deviceTime: 0, epoch: 0 },
  phase: { kind: 'end' },
};

const message = (text: string, time: string, more: Partial<LogMessage> = {}): LogMessage => ({
  ...{ line: 0, text, time, name: undefined, event: 'other', fields: {} },
  ...more,
});

const log = (...messages: LogMessage[]): Log => ({ evidence, messages });

describe('what was logged since', () => {
  const [one, two, three] = [message('a', '1'), message('b', '1'), message('a', '2')];

  it('is what stands behind the last line of before', () => {
    expect(since(log(one), log(one, two, three))).toEqual([two, three]);
    expect(since(log(one, two), log(one, two))).toEqual([]);
    expect(since(log(), log(one))).toEqual([one]);
  });

  it('is all that is there when the buffer has gone round', () => {
    expect(since(log(one, two), log(three))).toEqual([three]);
    expect(since(log(one, two), log(two, three))).toEqual([three]);
  });
});

describe('a line that a lab means', () => {
  const named = message('%CRYPTO-4-IKMP_BAD_MESSAGE: IKE message from 172.16.0.1 failed', '1', {
    ...{ name: 'CRYPTO-4-IKMP_BAD_MESSAGE', event: 'ike-malformed', fields: { peer: '172.16.0.1' } },
  });

  it.each(['CRYPTO-4-IKMP_BAD_MESSAGE', '%CRYPTO-4-IKMP_BAD_MESSAGE', 'crypto-ikmp_bad_message', 'IKE  message from'])(
    'may be told as %s',
    (says) => expect(isMeant(says, named)).toBe(true),
  );

  it('may be told by its event and the fields of that', () => {
    expect(isMeant({ event: 'ike-malformed' }, named)).toBe(true);
    expect(isMeant({ event: 'ike-malformed', with: { peer: '172.16.0.1' } }, named)).toBe(true);
    expect(isMeant({ event: 'ike-malformed', with: { peer: '172.16.0.2' } }, named)).toBe(false);
    expect(isMeant({ event: 'ike-malformed', with: { constructor: 'x' } }, named)).toBe(false);
    expect(isMeant({ event: 'ike-no-sa' }, named)).toBe(false);
  });

  it('has the number of a message of an ASA as its name', () => {
    const asa = message('%ASA-3-713902: Removing peer', '1', { name: 'ASA-3-713902' });
    expect(['713902', 'ASA-3-713902', 'asa-713902'].every((says) => isMeant(says, asa))).toBe(true);
    expect(isMeant('713903', asa)).toBe(false);
  });
});
