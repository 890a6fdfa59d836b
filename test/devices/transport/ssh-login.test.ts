import { describe, expect, it } from 'vitest';
import { agentPaths, LoginAttempts } from '../../../src-main/devices/transport/ssh-login.ts';

const typesOf = (attempts: LoginAttempts, taken: readonly string[]): string[] => {
  const types: string[] = [];
  for (let next = attempts.next(null); next !== false; next = attempts.next(taken)) types.push(next.type);
  return types;
};

describe('the ways to log in over SSH', () => {
  const login = { username: 'lab', password: 'secret', usesAgent: true };

  it('are tried in order, those alone that the server takes', () => {
    const fresh = (): LoginAttempts => new LoginAttempts(login, 'R1:22', ['/agent']);
    expect(typesOf(fresh(), ['publickey', 'password', 'keyboard-interactive'])).toEqual([
      ...['none', 'agent', 'password', 'keyboard-interactive'],
    ]);
    expect(typesOf(fresh(), ['keyboard-interactive'])).toEqual(['none', 'keyboard-interactive']);
    const nothing = fresh();
    expect(typesOf(nothing, ['hostbased'])).toEqual(['none']);
    expect(nothing.tried).toEqual([]);
  });

  it('find the agent of the environment, and on Windows those that are usual there', () => {
    expect(agentPaths({ SSH_AUTH_SOCK: '/run/agent' }, 'linux')).toEqual(['/run/agent']);
    expect(agentPaths({}, 'linux')).toEqual([]);
    expect(agentPaths({}, 'win32')).toEqual(['\\\\.\\pipe\\openssh-ssh-agent', 'pageant']);
  });
});
