/**
 * The values of a lab's variables: the author's own, or others that a seed gives. Each variable has a source of chance
 * of its own, fixed by the lab, the seed and its name: a new variable changes no other.
 */
import { seededRandom, type Random } from '../base/random.ts';
import type { Variable } from './lab-file.ts';
import { seededName, seededSecret } from './names.ts';
import type { Report } from './report.ts';
import { movedSubnet, overlaps, parseSubnet, subnetWords, type Subnet } from './subnet.ts';

/** The words that a template can use, by name: "west.first", "psk". */
export type Words = Map<string, string>;

type Kind = Variable['kind'];
type Of<K extends Kind> = [name: string, variable: Extract<Variable, { kind: K }>];

/** @param random the chance of this lab and this seed; undefined for the author's own values */
export function variableWords(variables: Record<string, Variable>, random: Random | undefined, report: Report): Words {
  const words: Words = new Map();
  for (const [name, subnet] of subnetsOf(variables, random, report))
    for (const [part, text] of Object.entries(subnetWords(subnet))) words.set(part ? `${name}.${part}` : name, text);
  const taken = new Set<string>();
  for (const [name, variable] of Object.entries(variables)) {
    if (variable.kind === 'subnet') continue;
    if (variable.kind === 'number') checkRange([name, variable], report);
    const value = random ? seededValue(variable, random.fork(name), taken) : String(variable.default);
    taken.add(value);
    words.set(name, value);
  }
  return words;
}

export function chanceOf(lab: string, seed: string | undefined): Random | undefined {
  return seed === undefined ? undefined : seededRandom(`lab ${lab} ${seed}`);
}

/** Tried again while another variable has the value, as long as there is hope. */
function seededValue(variable: Exclude<Variable, { kind: 'subnet' }>, random: Random, taken: Set<string>): string {
  let value = String(variable.default);
  for (let tries = 0; tries < 100; tries++) {
    value = drawn(variable, random);
    if (!taken.has(value)) break;
  }
  return value;
}

function drawn(variable: Exclude<Variable, { kind: 'subnet' }>, random: Random): string {
  switch (variable.kind) {
    case 'secret':
      return seededSecret(random);
    case 'name':
      return seededName(random);
    case 'number':
      return String(variable.from + random.int(variable.to - variable.from + 1));
  }
}

function checkRange([name, { default: value, from, to }]: Of<'number'>, report: Report): void {
  if (from <= value && value <= to) return;
  report.add(['variables', name, 'default'], {
    message: `expected a number from ${from} to ${to}, found ${value}`,
    mend: 'let `from` and `to` be the bounds that hold for the default too',
  });
}

function subnetsOf(variables: Record<string, Variable>, random: Random | undefined, report: Report) {
  const originals = originalSubnets(variables, report);
  if (!random) return originals;
  const taken = [...originals.values()];
  const moved = new Map<string, Subnet>();
  for (const [name, original] of originals) {
    const subnet = movedSubnet(original, taken, random.fork(name));
    if (!subnet)
      report.add(['variables', name], {
        message: 'a seed finds no other private subnet of this length that is free',
        mend: 'make the subnets of the lab smaller',
      });
    moved.set(name, subnet ?? original);
    taken.push(subnet ?? original);
  }
  return moved;
}

function originalSubnets(variables: Record<string, Variable>, report: Report): Map<string, Subnet> {
  const subnets = new Map<string, Subnet>();
  for (const [name, variable] of Object.entries(variables)) {
    if (variable.kind !== 'subnet') continue;
    const path = ['variables', name, 'default'];
    const subnet = parseSubnet(variable.default);
    if (typeof subnet === 'string') {
      report.add(path, { message: subnet, mend: 'write a subnet as in 172.16.0.0/30' });
      continue;
    }
    const other = [...subnets].find(([, one]) => overlaps(one, subnet))?.[0];
    if (other !== undefined)
      report.add(path, { message: `the subnets ${other} and ${name} overlap`, mend: 'choose subnets that do not' });
    subnets.set(name, subnet);
  }
  return subnets;
}
