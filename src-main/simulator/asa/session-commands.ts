/** Coming, going, and what somebody may do: enable, login, exit, configure terminal, show curpriv; the pager. */
import type { Exec } from '../cli/declaration.ts';
import { Refusal } from '../cli/refusal.ts';
import { accepts } from '../ios/system/password.ts';
import { admissionOf } from '../ios/system/terminal-lines.ts';
import type { AsaDevice } from './device.ts';
import { configureMode, execMode } from './modes.ts';

const highestPrivilege = 15;
const attempts = 3;

export function declareSessionCommands(): void {
  declareVocabulary();
  execMode
    .add('enable [<0-15>:level]', { privilege: 0, run: (device, { level }, exec) => enable(device, level, exec) })
    .add('login', { privilege: 0, run: (device, _, exec) => logIn(device, exec) })
    .add('disable', { privilege: 0, run: (_, __, exec) => (exec.privilege = 1) })
    .add('exit', { privilege: 0, run: leave })
    .add('logout', { privilege: 0, run: leave })
    .add('quit', { privilege: 0, run: leave })
    .add('configure terminal', { run: (device, _, exec) => exec.enter(configureMode, device) })
    .add('show curpriv', { privilege: 0, run: (_, __, exec) => exec.print(...privilegeLines(exec)) })
    .add('show history', { run: (_, __, exec) => exec.print(...exec.history.map((line) => `  ${line}`)) })
    .add('terminal pager [lines] <0-2147483647>:lines', {
      privilege: 0,
      run: (_, { lines }, exec) => (exec.terminal.length = lines),
    })
    .add('terminal pager', {
      privilege: 0,
      run: ({ preferences }, _, exec) => (exec.terminal.length = preferences.pagerLines),
      no: (_, __, exec) => (exec.terminal.length = 0),
    })
    .add('terminal monitor', { run: (_, __, exec) => (exec.terminal.monitor = true) })
    .add('terminal no monitor', { run: (_, __, exec) => (exec.terminal.monitor = false) });
  configureMode
    .add('end', { run: (_, __, exec) => exec.end() })
    .add('exit', { run: (_, __, exec) => exec.leave() })
    .add('quit', { run: (_, __, exec) => exec.leave() })
    .add('pager [lines] <0-2147483647>:lines', {
      run: ({ settings, preferences }, { lines }, exec) => {
        preferences.pagerLines = lines;
        for (const line of settings.lines) line.length = lines;
        exec.terminal.length = lines;
      },
      show: ({ preferences }) => [`pager lines ${preferences.pagerLines}`],
    })
    .add('terminal width <0-511>:width', {
      section: 'pager',
      run: (_, { width }, exec) => (exec.terminal.width = width),
    });
}

function declareVocabulary(): void {
  execMode.words({
    enable: 'Turn on privileged commands',
    'enable level': 'Enable level',
    login: 'Log in as a particular user',
    disable: 'Exit from privileged mode',
    exit: 'Exit from the current command mode',
    logout: 'Exit from the current user profile to unprivileged mode',
    quit: 'Exit from the current command mode',
    configure: 'Configure using various methods',
    'configure terminal': 'Configure using the terminal',
    show: 'Show running system information',
    'show curpriv': 'Display current privilege level',
    'show history': 'Display the session command history',
    terminal: 'Set terminal line parameters',
    'terminal pager': 'Control page length for pagination',
    'pager lines': 'Number of lines in a page',
    'terminal pager lines lines': 'Number of lines, 0 for no pagination',
    'terminal pager lines': 'Number of lines in a page',
    monitor: 'Copy messages of the system to this terminal',
    no: 'Negate a command or set its defaults',
  });
  configureMode.words({
    end: 'Exit from configure mode',
    exit: 'Exit from configure mode',
    quit: 'Exit from configure mode',
    no: 'Negate a command or set its defaults',
    pager: 'Control page length for pagination',
    lines: 'Number of lines in a page',
    'pager lines': 'Number of lines in a page, 0 for no pagination',
    terminal: 'Set terminal line parameters',
    width: 'Set the width of the terminal',
    'terminal width width': 'Number of characters in a row',
  });
}

/** Three answers; then `Access denied.` A user of the firewall gives its own password where `aaa` says so. */
async function enable(device: AsaDevice, level = highestPrivilege, exec: Exec): Promise<void> {
  const { settings, preferences } = device;
  if (level <= exec.privilege && exec.privilege > 1) return;
  const isOwn = preferences.localAuthentication.has('enable') && exec.user !== '';
  const isRight = (password: string): boolean =>
    isOwn ? admissionOf(settings, exec.user, password) !== undefined : isEnablePassword(settings, password);
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const password = await exec.askSecret('Password: ');
    if (isRight(password)) {
      exec.privilege = isOwn ? Math.min(level, settings.users.get(exec.user)?.privilege ?? 1) : level;
      return;
    }
    exec.print('Invalid password');
  }
  throw Refusal.because('Access denied.');
}

function isEnablePassword({ enablePassword }: AsaDevice['settings'], password: string): boolean {
  return enablePassword !== undefined && accepts(enablePassword, password);
}

async function logIn({ settings }: AsaDevice, exec: Exec): Promise<void> {
  const user = await exec.ask('Username: ');
  const password = await exec.askSecret('Password: ');
  const admission = admissionOf(settings, user, password);
  if (!admission) throw Refusal.because('Access denied.');
  exec.privilege = admission.privilege;
}

function leave(_: AsaDevice, __: unknown, exec: Exec): void {
  exec.print('', 'Logoff', '');
  exec.logout();
}

function privilegeLines({ user, privilege }: Exec): string[] {
  const modes = privilege > 1 ? 'P_PRIV' : 'P_UNPR';
  return [
    `Username : ${user === '' ? `enable_${privilege}` : user}`,
    `Current privilege level : ${privilege}`,
    `Current Mode/s : ${modes}`,
  ];
}
