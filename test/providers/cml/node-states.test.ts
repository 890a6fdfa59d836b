import { expect, it } from 'vitest';
import { longEnough, meaningOf } from '../../../src-main/providers/cml/node-states.ts';

it('takes a machine that has been on for long as one that runs', () => {
  expect(meaningOf('STARTED', longEnough - 1)).toEqual({ state: 'starting', reason: 'it boots' });
  expect(meaningOf('STARTED', longEnough)).toEqual({ state: 'running' });
  expect(meaningOf('BOOTED', 0)).toEqual({ state: 'running' });
});

it('says what it does not know', () => {
  expect(meaningOf('MIGRATING', 0)).toEqual({
    state: 'unreachable',
    reason: 'the server says that it is MIGRATING',
  });
});
