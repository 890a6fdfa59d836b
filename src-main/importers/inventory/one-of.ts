import type { Field } from '../field.ts';

/** What is none of the values is complained of, and is as if it were not there. */
export function oneOf<Value extends string | number>(field: Field, values: readonly Value[]): Value | undefined {
  const text = field.text()?.toLowerCase();
  const found = values.find((one) => String(one) === text);
  if (text !== undefined && found === undefined)
    field.complain(
      'warning',
      `${JSON.stringify(text.slice(0, 40))} is not taken`,
      `expected one of ${values.join(', ')}`,
    );
  return found;
}
