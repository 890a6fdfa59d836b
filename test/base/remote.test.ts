import { describe, expect, it } from 'vitest';
import { connect, serve, trusted, type ParseArguments, type Port } from '../../src-main/base/remote.ts';

interface Sums {
  sum(numbers: number[]): Promise<number>;
}

/** Both ends of a way inside one process; what the second end posts is kept too. */
function ends(): { near: Port; far: Port; said: unknown[] } {
  const said: unknown[] = [];
  const listeners: Record<'near' | 'far', ((message: unknown) => void)[]> = { near: [], far: [] };
  const end = (own: 'near' | 'far', other: 'near' | 'far'): Port => ({
    post(message) {
      if (own === 'far') said.push(message);
      queueMicrotask(() => listeners[other].forEach((listener) => listener(message)));
    },
    onMessage: (listener) => void listeners[own].push(listener),
  });
  return { near: end('near', 'far'), far: end('far', 'near'), said };
}

async function troubleThrough(parse: ParseArguments): Promise<{ error: Error; said: string; bugs: unknown[] }> {
  const { near, far, said } = ends();
  const service: Sums = { sum: findsNothing };
  const bugs: unknown[] = [];
  serve(service, { sum: parse }, far, (bug) => bugs.push(bug));
  const error = await connect<Sums>({ sum: parse }, near)
    .sum([])
    .then(
      () => new Error('it was answered'),
      (reason: unknown) => reason as Error,
    );
  return { error, said: JSON.stringify(said), bugs };
}

function findsNothing(): Promise<number> {
  throw new TypeError('there is nothing to add');
}

describe('a bug at the other end of a port', () => {
  it('comes with the place where it happened when that end is our own code', async () => {
    const { error } = await troubleThrough(trusted);
    expect(error.message).toBe('there is nothing to add');
    expect(error.stack).toContain('findsNothing');
  });

  it('is told to anybody else in a sentence, without a path of this machine', async () => {
    const { error, said, bugs } = await troubleThrough((args) => [...args]);
    expect(error.message).toBe('there is nothing to add');
    expect(bugs).toEqual([new TypeError('there is nothing to add')]);
    expect(said).toContain('there is nothing to add');
    expect(said).not.toContain('findsNothing');
  });
});
