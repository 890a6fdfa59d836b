/** Arguments of calls, checked against a schema each before anybody sees them. */
import { z } from 'zod';
import { Failure, type Diagnostic } from '../base/errors.ts';
import type { ParseArguments } from '../base/remote.ts';

export const id = z.string().min(1).max(200);
const largest = 16 * 1024 * 1024;
const name = z.string().max(1000);
export const textFile = z.strictObject({ name, text: z.string().max(largest) });
export const binaryFile = z.strictObject({
  name,
  bytes: z.instanceof(Uint8Array).refine((value) => value.length <= largest, 'at most 16 MB'),
});
/** A topology: a portable project is an archive, everything else a text. */
export const file = z.union([textFile, binaryFile]);

/** The arguments, each as its schema has it; those that may be left out are undefined then. */
export function takes(...schemas: readonly z.ZodType[]): ParseArguments {
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
