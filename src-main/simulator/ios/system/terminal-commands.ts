/** What belongs to a session alone: its screen, its history, whether it sees the log; and who is where. */
import type { Exec, Terminal } from '../../cli/declaration.ts';
import { Refusal } from '../../cli/refusal.ts';
import { ageOf } from '../age.ts';
import type { IosDevice, Occupant } from '../device.ts';
import { platformOf, type Hardware } from '../hardware.ts';
import { defaultHistorySize, defaultLength, defaultWidth, type LineSettings } from './line-settings.ts';
import { execMode } from '../modes.ts';

export function declareTerminalCommands(): void {
  declareVocabulary();
  execMode
    .add('terminal length <0-512>:length', { run: setting((terminal, { length }) => (terminal.length = length)) })
    .add('terminal no length', { run: setting((terminal) => (terminal.length = defaultLength)) })
    .add('terminal width <0-512>:width', { run: setting((terminal, { width }) => (terminal.width = width)) })
    .add('terminal no width', { run: setting((terminal) => (terminal.width = defaultWidth)) })
    .add('terminal history size <0-256>:size', { run: setting((terminal, { size }) => (terminal.historySize = size)) })
    .add('terminal no history size', { run: setting((terminal) => (terminal.historySize = defaultHistorySize)) })
    .add('terminal monitor', { run: monitor })
    .add('terminal no monitor', { run: setting((terminal) => (terminal.monitor = false)) })
    .add('show history', { run: (_, __, exec) => exec.print(...exec.history.map((line) => `  ${line}`)) })
    .add('show terminal', { run: (device, _, exec) => exec.print(...terminalLines(device, exec)) })
    .add('who', { hidden: true, run: (device, _, exec) => exec.print(...userLines(device, exec)) })
    .add('systat', { run: (device, _, exec) => exec.print(...userLines(device, exec)) })
    .add('show users', { run: (device, _, exec) => exec.print(...userLines(device, exec)) });
}

function declareVocabulary(): void {
  execMode.words({
    terminal: 'Set terminal line parameters',
    'terminal no': 'Negate a command or set its defaults',
    length: 'Set number of lines on a screen',
    'terminal length length': 'Number of lines on screen (0 for no pausing)',
    width: 'Set width of the display terminal',
    'terminal width width': 'Number of characters on a screen line',
    history: 'Enable and control the command history function',
    'history size': 'Set history buffer size',
    'terminal history size size': 'Size of history buffer',
    monitor: 'Copy debug output to the current terminal line',
    'show history': 'Display the session command history',
    'show terminal': 'Display terminal configuration parameters',
    'show users': 'Display information about terminal lines',
    systat: 'Display information about terminal lines',
  });
}

type Setting<Args> = (device: IosDevice, args: Args, exec: Exec) => void;

function setting<Args>(set: (terminal: Terminal, args: Args) => unknown): Setting<Args> {
  return (_, args, exec) => {
    set(exec.terminal, args);
  };
}

function monitor(_: IosDevice, __: unknown, { lineName, terminal }: Exec): void {
  if (lineName === 'con0') throw Refusal.because('% Console already monitors');
  terminal.monitor = true;
}

/** The parts of `show terminal` that this terminal has. */
function terminalLines({ settings, hardware }: IosDevice, { terminal, lineName }: Exec): string[] {
  const line = settings.lines.find(({ name }) => name === lineName);
  if (!line) return [];
  const { execTimeout } = line;
  return [
    `Line ${numberOf(line, hardware)}, Location: "", Type: ""`,
    `Length: ${terminal.length} lines, Width: ${terminal.width} columns`,
    'Status: PSI Enabled, Ready, Active, Automore On',
    'Timeouts:      Idle EXEC    Idle Session   Modem Answer  Session   Dispatch',
    `               ${(execTimeout === 0 ? 'never' : ageOf(execTimeout * 1000)).padEnd(13)}never                         none     not set`,
    `Editing is enabled.`,
    `History is enabled, history size is ${terminal.historySize}.`,
    `Monitoring of messages is ${terminal.monitor || line.kind === 'con' ? 'on' : 'off'}.`,
  ];
}

/** Columns as 12.4 has them; the star stands before the line that asks. */
function userLines({ occupants, hardware, clock }: IosDevice, exec: Exec): string[] {
  const row = ({ line, user, location, lastInput }: Occupant): string => {
    const own = line.name === exec.lineName ? '*' : ' ';
    const name = `${String(numberOf(line, hardware)).padStart(3)} ${line.kind} ${line.index}`;
    const idle = ageOf(clock.now() - lastInput);
    return `${own}${name.padEnd(14)}${user.padEnd(11)}${'idle'.padEnd(21)}${idle} ${location}`.trimEnd();
  };
  return [
    '    Line       User       Host(s)              Idle       Location',
    ...occupants.map(row),
    '',
    '  Interface    User               Mode         Idle     Peer Address',
    '',
  ];
}

/** The number of a line among all lines of the chassis. */
export function numberOf({ kind, index }: LineSettings, hardware: Hardware): number {
  const { firstLines } = platformOf(hardware);
  return kind === 'con' ? 0 : firstLines[kind] + index;
}
