/** The engine, offered to whoever is at the other end of a port. What comes from there is checked before it is used. */
import { z } from 'zod';
import type { Laboratory } from './contract/laboratory.ts';
import type { Stop } from '../base/disposable.ts';
import { Failure, type Diagnostic } from '../base/errors.ts';
import { serve, type Contract, type ParseArguments, type Port } from '../base/remote.ts';

/**
 * Serves until the returned function is called: when the port has closed.
 * @param onBug is told whatever is thrown that is no Failure: the other end learns no more than its message
 */
export function serveLaboratory(laboratory: Laboratory, port: Port, onBug: (error: unknown) => void): Stop {
  return serve(laboratory, laboratoryContract, port, onBug);
}

const id = z.string().min(1).max(200);
const size = z.int().min(1).max(1000);
const file = z.strictObject({ name: z.string().max(1000), text: z.string().max(16 * 1024 * 1024) });
const bytes = z.instanceof(Uint8Array).refine((value) => value.length <= 1024 * 1024, 'at most 1 MB at once');
const terminal = z.int().positive();
const onStep = [id, id] as const;

const laboratoryContract: Contract<Laboratory> = {
  labs: takes(),
  attempts: takes(),
  begin: takes(id, z.string().min(1).max(100).optional()),
  readTopology: takes(file),
  beginSandbox: takes(file),
  removeAttempt: takes(id),
  onAttempt: takes(id),
  select: takes(...onStep),
  apply: takes(...onStep, z.array(id).max(100).optional()),
  check: takes(...onStep),
  hint: takes(...onStep),
  restore: takes(...onStep),
  evidence: takes(id, id),
  setSpeed: takes(id, z.number().min(1).max(100)),
  advance: takes(
    id,
    z
      .number()
      .positive()
      .max(7 * 86_400),
  ),
  onTerminal: takes(z.strictObject({ attempt: id, node: id, columns: size, rows: size })),
  type: takes(terminal, bytes),
  resize: takes(terminal, size, size),
  acknowledge: takes(terminal, z.int().nonnegative()),
};

/** The arguments, each as its schema has it; those that may be left out are undefined then. */
function takes(...schemas: readonly z.ZodType[]): ParseArguments {
  return (args) => {
    if (args.length > schemas.length)
      throw refusal([`expected at most ${schemas.length} arguments, got ${args.length}`]);
    const results = schemas.map((schema, index) => schema.safeParse(args[index]));
    const faults = results.flatMap(({ error }, index) =>
      (error?.issues ?? []).map(({ path, message }) => `${[`argument ${index + 1}`, ...path].join('.')}: ${message}`),
    );
    if (faults.length > 0) throw refusal(faults);
    return results.map(({ data }) => data);
  };
}

function refusal(faults: readonly string[]): Failure {
  const diagnostics = faults.map((message): Diagnostic => ({ severity: 'error', path: '', message }));
  return new Failure('bad-input', 'bad-arguments', `This call was not understood: ${faults.join('; ')}.`, diagnostics);
}
