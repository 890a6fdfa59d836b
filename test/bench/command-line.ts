import { median, type Figure } from './figure.ts';
import { timed } from './program.ts';

async function medianOf(count: number, measure: () => Promise<number>): Promise<number> {
  const values: number[] = [];
  for (let i = 0; i < count; i++) values.push(await measure());
  return median(values);
}

export async function wholeLab(): Promise<Figure[]> {
  const value = await medianOf(3, () => timed('run', 'gre-to-vti', '--solve'));
  return [{ name: 'the whole lab solved and graded', value: value / 1000, target: 3, unit: 's', note: 'median of 3' }];
}

export async function commandLine(): Promise<Figure[]> {
  const value = await medianOf(9, () => timed('labs'));
  return [{ name: 'quickmode labs', value, target: 300, unit: 'ms', note: 'median of 9' }];
}
