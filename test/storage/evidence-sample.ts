import type { Evidence } from '../../src-main/grading/evidence.ts';

export function evidenceNumber(sequence: number, more: Partial<Evidence> = {}): Evidence {
  return {
    id: `e${sequence}`,
    sequence,
    role: 'R1',
    command: 'show crypto isakmp sa',
    text: `dst             src             state          conn-id status\n${sequence}\n`,
    takenAt: '2026-11-20T09:00:00.000Z',
    deviceTime: 1000.5 * sequence,
    epoch: 3,
    phase: { kind: 'before' },
    ...more,
  };
}
