import { describe, expect, it } from 'vitest';
import { connectionFailure, placeOf } from '../../../src-main/devices/transport/connection-failure.ts';

const error = (code: string): Error => Object.assign(new Error(`connect ${code}`), { code });

describe('connectionFailure', () => {
  it.each([
    ['ECONNREFUSED', 'unreachable', 'connection-refused'],
    ['ENOTFOUND', 'unreachable', 'host-not-found'],
    ['EAI_AGAIN', 'unreachable', 'host-not-found'],
    ['ETIMEDOUT', 'unreachable', 'timed-out'],
    ['EHOSTUNREACH', 'unreachable', 'no-route'],
    ['ECONNRESET', 'unreachable', 'connection-lost'],
    ['EADDRINUSE', 'busy', 'port-in-use'],
    ['EACCES', 'bad-input', 'port-not-allowed'],
    ['ESOMETHING', 'unreachable', 'connection-failed'],
  ])('calls %s %s/%s and names the place', (code, kind, name) => {
    const failure = connectionFailure(error(code), 'lab.example:5000');
    expect(failure).toMatchObject({ kind, code: name });
    expect(failure.message).toContain('lab.example:5000');
  });

  it('reads the first of several errors, one for each address of a name', () => {
    const several = new AggregateError([error('ECONNREFUSED'), error('ENETUNREACH')]);
    expect(connectionFailure(several, 'localhost:1').code).toBe('connection-refused');
  });

  it('writes an IPv6 place in brackets', () => {
    expect(placeOf({ host: '::1', port: 22 })).toBe('[::1]:22');
  });
});
