import { expect, it } from 'vitest';
import { Failure, describeFailure, type Diagnostic } from '../../src-main/base/errors.ts';

const fault = (path: string, severity: Diagnostic['severity'] = 'error'): Diagnostic => ({
  ...{ severity, path, message: 'expected text', mend: 'give it a name' },
});

it('tells a failure with the first of its faults in one sentence, and counts the others', () => {
  const failing = (...faults: Diagnostic[]): string =>
    describeFailure(new Failure('bad-input', 'bad-lab', 'The lab cannot be used.', faults));
  expect(failing(fault('a', 'warning'))).toBe('The lab cannot be used.');
  expect(failing(fault('a'))).toBe('The lab cannot be used: a: expected text (give it a name).');
  expect(failing(...'abcde'.split('').map((path) => fault(path)))).toMatch(/: a: .*; c: .*; and 2 more\.$/);
});
