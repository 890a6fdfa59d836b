/** line con, aux, vty, and what is configured of them. */
import { block, setOrNot } from '../../cli/configuration.ts';
import type { ConfigurationLine } from '../../cli/declaration.ts';
import { Refusal } from '../../cli/refusal.ts';
import type { IosDevice, LineContext } from '../device.ts';
import { kept } from '../identity.ts';
import {
  defaultExecTimeout,
  defaultHistorySize,
  defaultLength,
  defaultLogin,
  defaultVtys,
  defaultWidth,
  highestVty,
  LineSettings,
  type LineLogin,
} from './line-settings.ts';
import { configureMode, lineMode } from '../modes.ts';
import { readPassword, shown } from './password.ts';
import { numberOf } from './terminal-commands.ts';

export function declareLines(): void {
  configureMode
    .words({
      line: 'Configure a terminal line',
      'line console': 'Primary terminal line',
      'line aux': 'Auxiliary line',
      'line vty': 'Virtual terminal',
      'line console first': 'First Line number',
      'line aux first': 'First Line number',
      'line vty first': 'First Line number',
      'line vty first last': 'Last Line number',
    })
    .add('line console <0-0>:first', {
      run: (device, _, exec) => exec.enter(lineMode, { device, lines: [device.settings.console] }),
      show: lineBlocks,
    })
    .add('line aux <0-0>:first', {
      run: (device, _, exec) => exec.enter(lineMode, { device, lines: [device.settings.auxiliary] }),
    })
    .add('line vty <0-15>:first [<1-15>:last]', {
      run: (device, { first, last }, exec) => exec.enter(lineMode, { device, lines: vtysOf(device, first, last) }),
      no: (device, { first }) => removeVtys(device, first),
    });
  declareVocabulary();
  declareAccess();
  declareScreen();
  declareExtras();
  lineMode.add('exit', { run: (_, __, exec) => exec.leave() });
}

/** Lines are made by being named, and there are no gaps. */
function vtysOf({ settings: { vtys } }: IosDevice, first: number, last = first): LineSettings[] {
  if (last < first) throw Refusal.invalid('last');
  while (vtys.length <= Math.min(last, highestVty)) vtys.push(new LineSettings('vty', vtys.length));
  return vtys.slice(first, last + 1);
}

function removeVtys({ settings: { vtys } }: IosDevice, first: number): void {
  if (first < defaultVtys) throw Refusal.because(`% Can't delete last ${defaultVtys} VTY lines`);
  vtys.splice(first);
}

function declareVocabulary(): void {
  lineMode.words({
    no: 'Negate a command or set its defaults',
    default: 'Set a command to its defaults',
    exit: 'Exit from line configuration mode',
    'exec-timeout': 'Set the EXEC timeout',
    'exec-timeout minutes': 'Timeout in minutes',
    'exec-timeout minutes seconds': 'Timeout in seconds',
    privilege: 'Change privilege level for line',
    'privilege level': 'Assign default privilege level for line',
    'privilege level level': 'Default privilege level for line',
    password: 'Set a password',
    'password password': 'The UNENCRYPTED (cleartext) line password, or "7" and the HIDDEN password',
    logging: 'Modify message logging facilities',
    'logging synchronous': 'Synchronized message output',
    login: 'Enable password checking',
    'login local': 'Local password checking',
    history: 'Enable and control the command history function',
    'history size': 'Set history buffer size',
    'history size size': 'Size of history buffer',
    length: 'Set number of lines on a screen',
    'length length': 'Number of lines on screen (0 for no pausing)',
    width: 'Set width of the display terminal',
    'width width': 'Number of characters on a screen line',
    transport: 'Define transport protocols for line',
    'transport input': 'Define which protocols to use when connecting to the terminal server',
    'input protocols': 'Protocols: all, none, ssh, telnet',
    'transport preferred': 'Specify the preferred protocol to use',
    'transport output': 'Define which protocols to use for outgoing connections',
    stopbits: 'Set async line stop bits',
    '1': 'One stop bit',
    '1.5': 'One and one-half stop bits',
    '2': 'Two stop bits',
  });
}

type Change = (context: LineContext) => void;

function each(change: (line: LineSettings) => unknown): Change {
  return ({ lines }) => {
    for (const line of lines) change(line);
  };
}

type Show = (context: LineContext, isAll?: boolean) => string[];

/** All lines of a context are configured alike as far as its lines are shown together: the first speaks for them. */
function shownOf(lineOf: (settings: LineSettings, isAll: boolean) => string | undefined): Show {
  return ({ lines: [first] }, isAll = false) => {
    const text = first && lineOf(first, isAll);
    return text === undefined ? [] : [text];
  };
}

/** A figure, which is not written where it is the usual one. */
function figure(name: string, usual: number, of: (settings: LineSettings) => number): Show {
  return shownOf((settings, isAll) => {
    const value = of(settings);
    return value === usual && !isAll ? undefined : `${name} ${value}`;
  });
}

function declareAccess(): void {
  lineMode
    .add('exec-timeout ![<0-35791>:minutes [<0-2147483>:seconds]]', {
      run: (context, { minutes, seconds = 0 }) => each((line) => (line.execTimeout = minutes * 60 + seconds))(context),
      no: each((line) => (line.execTimeout = 0)),
      default: each((line) => (line.execTimeout = defaultExecTimeout)),
      show: shownOf(({ execTimeout }, isAll) =>
        execTimeout === defaultExecTimeout && !isAll
          ? undefined
          : `exec-timeout ${Math.floor(execTimeout / 60)} ${execTimeout % 60}`,
      ),
    })
    .add('privilege level ![<0-15>:level]', {
      run: (context, { level }) => each((line) => (line.privilege = level))(context),
      no: each((line) => (line.privilege = 1)),
      show: figure('privilege level', 1, ({ privilege }) => privilege),
    })
    .add('password ![LINE:password]', {
      run: (context, { password }) => {
        const read = readPassword(password);
        each((line) => (line.password = kept(context.device, read)))(context);
      },
      no: each((line) => (line.password = undefined)),
      show: shownOf(({ password }) => password && `password ${shown(password)}`),
    })
    .add('logging synchronous', {
      run: each((line) => (line.isSynchronous = true)),
      no: each((line) => (line.isSynchronous = false)),
      show: ({ lines: [first] }, isAll) => setOrNot('logging synchronous', first?.isSynchronous ?? false, isAll),
    })
    .add('login [local:local]', {
      run: (context, { local }, exec) => {
        each((line) => (line.login = local === undefined ? 'password' : 'local'))(context);
        if (local === undefined) exec.print(...disabledLogins(context));
      },
      no: each((line) => (line.login = 'none')),
      default: each((line) => (line.login = defaultLogin(line.kind))),
      show: shownOf(({ login, kind }, isAll) => loginLine(login, isAll || kind === 'vty')),
    });
}

function disabledLogins({ lines, device }: LineContext): string[] {
  return lines
    .filter(({ password }) => password === undefined)
    .map((line) => `% Login disabled on line ${numberOf(line, device.hardware)}, until 'password' is set`);
}

function loginLine(login: LineLogin, isNoneSaid: boolean): string | undefined {
  if (login === 'local') return 'login local';
  if (login === 'password') return 'login';
  return isNoneSaid ? 'no login' : undefined;
}

function declareScreen(): void {
  lineMode
    .add('history size ![<0-256>:size]', {
      run: (context, { size }) => each((line) => (line.historySize = size))(context),
      no: each((line) => (line.historySize = defaultHistorySize)),
      show: figure('history size', defaultHistorySize, ({ historySize }) => historySize),
    })
    .add('length ![<0-512>:length]', {
      run: (context, { length }) => each((line) => (line.length = length))(context),
      no: each((line) => (line.length = defaultLength)),
      show: figure('length', defaultLength, ({ length }) => length),
    })
    .add('width ![<0-512>:width]', {
      run: (context, { width }) => each((line) => (line.width = width))(context),
      no: each((line) => (line.width = defaultWidth)),
      show: figure('width', defaultWidth, ({ width }) => width),
    })
    .add('transport input ![LINE:protocols]', {
      run: (context, { protocols }) => each((line) => (line.transportInput = checkedProtocols(protocols)))(context),
      no: each((line) => (line.transportInput = undefined)),
      show: shownOf(({ transportInput }) =>
        transportInput === undefined ? undefined : `transport input ${transportInput}`,
      ),
    });
}

function checkedProtocols(text: string): string {
  const isKnown = /^(all|none|(ssh|telnet)( (ssh|telnet))*)$/.test(text);
  if (!isKnown) throw Refusal.invalid('protocols');
  return text;
}

/** Of the hardware, and of connections from here: kept, and written back. */
function declareExtras(): void {
  lineMode.add('stopbits ![{1|1.5|2}:bits]', {
    section: 'extras',
    run: (context, { bits }) => each(({ extras }) => extras.set('stopbits', `stopbits ${bits}`))(context),
    no: each(({ extras }) => extras.delete('stopbits')),
    show: ({ lines: [first] }) => [...(first?.extras.values() ?? [])],
  });
  for (const words of ['transport preferred', 'transport output', 'speed', 'databits', 'parity', 'flowcontrol']) {
    lineMode.add(`${words} ![LINE:rest]`, {
      hidden: true,
      run: (context, { rest }) => each(({ extras }) => extras.set(words, `${words} ${rest}`))(context),
      no: each(({ extras }) => extras.delete(words)),
    });
  }
}

/** `line vty 0 4` and `line vty 5 15` stand apart, as 12.4 writes them; otherwise lines that are alike stand together. */
function lineBlocks(device: IosDevice, isAll?: boolean): ConfigurationLine[] {
  const { console, auxiliary, vtys } = device.settings;
  const bodyOf = (line: LineSettings): string => JSON.stringify(lineMode.configuration({ device, lines: [line] }));
  const runs: LineSettings[][] = [];
  for (const line of vtys) {
    const [first] = runs.at(-1) ?? [];
    if (first && line.index !== defaultVtys && bodyOf(first) === bodyOf(line)) runs.at(-1)?.push(line);
    else runs.push([line]);
  }
  return [[console], [auxiliary], ...runs].map((lines) => block(headOf(lines), lineMode, { device, lines }, isAll));
}

function headOf(lines: readonly LineSettings[]): string {
  const [first, last] = [lines[0], lines.at(-1)];
  const range = last === first ? '' : ` ${last?.index ?? ''}`;
  return `line ${first?.kind ?? ''} ${first?.index ?? 0}${range}`;
}
