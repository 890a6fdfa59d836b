/** Which labs can be done on built-in nodes: those are routers, firewalls, switches and hosts, and no Linux routers. */
import { Failure } from '../base/errors.ts';
import type { Exercise } from '../lab/exercise.ts';

/** Software that no built-in node has; a built-in host answers pings, and is what a role "vpcs" asks for. */
const real: Readonly<Partial<Record<Exercise['roles'][number]['platform'], string>>> = {
  linux: 'Linux with strongSwan',
  frr: 'FRR',
  vyos: 'VyOS',
};

/** Undefined where they all can. */
export function reasonAgainstBuiltin({ id, steps, roles }: Exercise): string | undefined {
  const isConfigured = (role: string): boolean => steps.some(({ commands }) => Object.hasOwn(commands, role));
  const others = roles.filter(({ name, platform }) => real[platform] !== undefined && isConfigured(name));
  if (others.length === 0) return undefined;
  const wanted = others.map(({ name, platform }) => `${name} is ${real[platform] ?? platform}`).join(', ');
  return `The lab ${id} cannot be done on built-in routers: ${wanted}. Begin it on GNS3, on CML, or on devices of an inventory.`;
}

/** @throws Failure bad-input: not-builtin */
export function assertBuiltin(exercise: Exercise): void {
  const reason = reasonAgainstBuiltin(exercise);
  if (reason !== undefined) throw new Failure('bad-input', 'not-builtin', reason);
}
