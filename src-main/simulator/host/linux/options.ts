/** Options with numbers as programs of BusyBox take them: `-c 5`, `-c5`. */

/** @param defaults every option that there is, with its value when it is not given */
export function optionsOf<Name extends string>(
  words: readonly string[],
  defaults: Readonly<Record<Name, number>>,
): { values: Record<Name, number>; operands: string[]; unknown: string | undefined } {
  const values: Record<Name, number> = { ...defaults };
  const operands: string[] = [];
  let unknown: string | undefined;
  const rest = [...words];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const name = word.slice(0, 2);
    if (!word.startsWith('-')) operands.push(word);
    else if (isOption(name, defaults)) values[name] = Number(word.slice(2) || (rest.shift() ?? Number.NaN));
    else unknown ??= word;
  }
  for (const [name, value] of Object.entries<number>(values)) if (!(value >= 0)) unknown ??= name;
  return { values, operands, unknown };
}

function isOption<Name extends string>(name: string, defaults: Readonly<Record<Name, number>>): name is Name {
  return Object.hasOwn(defaults, name);
}
