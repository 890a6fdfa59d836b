/** The lines of `show interfaces` that are numbers with words behind them. */
import { says, type Records } from '../records.ts';
import { rule, type Rule } from '../rules.ts';
import { appended, integer, listed } from '../values.ts';
import { COUNTERS, type InterfaceStatus } from './interface-status.ts';

type State = Records<InterfaceStatus>;

const NAME_OF_COUNTER = new Map<string, string>(Object.entries(COUNTERS));

/** `101744 packets input, 9327436 bytes, 0 no buffer`: bytes are of what the line begins with. */
function addCounters({ last }: State, text: string, line: number): boolean {
  const found = listed(text).map((part) => /^(\d+) ([A-Za-z][A-Za-z ()/-]*)$/.exec(part));
  const isOutput = text.includes('packets output');
  if (!last || found.includes(null)) return false;
  for (const match of found) {
    const [, value, words = ''] = match ?? [];
    const name = words === 'bytes' ? `${isOutput ? 'output' : 'input'}Bytes` : (NAME_OF_COUNTER.get(words) ?? words);
    last.counters[name] = integer(value) ?? 0;
    last.at[name] = line;
  }
  return true;
}

type Casts = [word: string, broadcasts: string, multicasts: string | undefined, rest: string | undefined];

/** `0/1000/64/0 (size/max total/threshold/drops)`, `0/1000/0 (size/max total/drops)`: the words say which is which. */
function outputQueueOf(values: string, legend: string): InterfaceStatus['outputQueue'] {
  const all = values.split('/').map(Number);
  const names = legend.split('/');
  const of = (name: string): number | undefined => all[names.indexOf(name)];
  const [threshold, drops] = [of('threshold'), of('drops')];
  return {
    size: all[0] ?? 0,
    max: all[1] ?? 0,
    ...(threshold === undefined ? {} : { threshold }),
    ...(drops === undefined ? {} : { drops }),
  };
}

export const COUNTER_RULES: Rule<State>[] = [
  rule<State, Casts>(
    /^(Received|Output) (\d+) broadcasts(?: \((\d+) (?:IP )?multicasts?\))?(?:, (\d.*))?$/,
    (state, [word, broadcasts, multicasts, rest], line) => {
      const { last } = state;
      if (!last) return false;
      const direction = word === 'Output' ? 'output' : 'input';
      const values = { Broadcasts: integer(broadcasts), IpMulticasts: integer(multicasts) };
      for (const [name, value] of Object.entries(values)) {
        if (value === undefined) continue;
        last.counters[direction + name] = value;
        last.at[direction + name] = line;
      }
      return rest === undefined || addCounters(state, rest, line);
    },
  ),
  says<InterfaceStatus, [string, string, string, string, string]>(
    /^(\d+) (minute|second) (input|output) rate (\d+) bits\/sec, (\d+) packets\/sec$/,
    ([amount, unit, direction, bits, packets]) => {
      const rateSeconds = Number(amount) * (unit === 'minute' ? 60 : 1);
      return direction === 'input'
        ? { rateSeconds, inputBitsPerSecond: integer(bits), inputPacketsPerSecond: integer(packets) }
        : { rateSeconds, outputBitsPerSecond: integer(bits), outputPacketsPerSecond: integer(packets) };
    },
  ),
  says<InterfaceStatus, [string, string, string, string, string]>(
    /^Input queue: (\d+)\/(\d+)\/(\d+)\/(\d+) \(size\/max\/drops\/flushes\)(?:; Total output drops: (\d+))?$/,
    ([size, max, drops, flushes, outputDrops]) => ({
      inputQueue: { size: Number(size), max: Number(max), drops: Number(drops), flushes: Number(flushes) },
      outputDrops: integer(outputDrops),
    }),
  ),
  says<InterfaceStatus, [string, string]>(
    /^Output queue:? ([\d/]+) \((size\/max(?: total)?(?:\/[a-z]+)*)\)$/,
    ([values, legend]) => ({ outputQueue: outputQueueOf(values, legend) }),
  ),
  // 11.x and early hardware
  says<InterfaceStatus, [string, string, string, string, string, string]>(
    /^Output queue (\d+)\/(\d+), (\d+) drops; input queue (\d+)\/(\d+), (\d+) drops$/,
    ([size, max, outputDrops, inputSize, inputMax, drops]) => ({
      outputQueue: { size: Number(size), max: Number(max) },
      outputDrops: integer(outputDrops),
      inputQueue: { size: Number(inputSize), max: Number(inputMax), drops: Number(drops), flushes: 0 },
    }),
  ),
  // A pseudowire has one line for each direction.
  says<InterfaceStatus, [string]>(/^(\d+ packets \d+ bytes \d+ drops)$/, ([text], { others }) => ({
    others: appended(others, text),
  })),
  // The pins of a serial line stand behind the last counter.
  rule<State, [string, string]>(/^(\d+ carrier transitions)\s+([A-Z]{2,4}=\w.*)$/, (state, [text, pins], line) => {
    state.set(line, { others: appended(state.last?.others, pins.split(/\s+/).join(' ')) });
    return addCounters(state, text, line);
  }),
  rule<State, [string]>(/^(\d+ .*)$/, (state, [text], line) => addCounters(state, text, line)),
];
