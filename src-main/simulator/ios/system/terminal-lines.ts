/** The lines of a router as sessions see them: what is configured is looked up whenever it matters. */
import type { Terminal } from '../../cli/declaration.ts';
import type { Admission, Login, TerminalLine } from '../../cli/terminal-line.ts';
import type { TerminalWindow } from '../../cli/attachment.ts';
import { defaultLength, defaultWidth, type LineSettings } from './line-settings.ts';
import { accepts } from './password.ts';
import type { Settings } from '../settings.ts';

/** The console. A reload makes other settings: they are asked for each time. */
export function consoleLine(settings: () => Settings): TerminalLine {
  return {
    ...configuredLine(settings, () => settings().console),
    isConsole: true,
    terminal: () => terminalOf(settings().console),
  };
}

/**
 * A virtual terminal.
 * @param window of the terminal, which a vty is told by telnet and SSH, and follows where nothing is configured
 * @param admitted who has logged in already, as SSH does before the line is opened
 */
export function virtualLine(
  settings: () => Settings,
  line: LineSettings,
  { window, admitted }: { window: () => TerminalWindow; admitted: Admission | undefined },
): TerminalLine {
  const configured = configuredLine(settings, () => line);
  return {
    ...configured,
    isConsole: false,
    login: () => (admitted ? { kind: 'open', admission: admitted } : configured.login()),
    terminal: () => fitted(terminalOf(line), window()),
  };
}

/**
 * The auxiliary line, which is QuickMode's own way to a router: whatever is configured, it lets in, with every privilege,
 * says nothing of its own accord and never hangs up.
 */
export function ownLine(settings: () => Settings): TerminalLine {
  return {
    name: settings().auxiliary.name,
    isConsole: false,
    login: () => ({ kind: 'open', admission: { user: '', privilege: 15 } }),
    terminal: () => terminalOf(settings().auxiliary),
    isSynchronous: () => true,
    execTimeout: () => 0,
    banner: () => '',
  };
}

/** @returns who this is, if the password is right */
export function admissionOf({ users }: Settings, name: string, password: string): Admission | undefined {
  const user = users.get(name);
  if (!user) return undefined;
  const isRight = user.isWithoutPassword || (user.password !== undefined && accepts(user.password, password));
  return isRight ? { user: name, privilege: user.privilege } : undefined;
}

/** A window's size in place of a default, never in place of what is configured or was set. */
function fitted(terminal: Terminal, { columns, rows }: TerminalWindow): Terminal {
  const length = terminal.length === defaultLength && rows > 0 ? rows : terminal.length;
  const width = terminal.width === defaultWidth && columns > 0 ? columns : terminal.width;
  return { ...terminal, length, width };
}

type Configured = Pick<TerminalLine, 'name' | 'login' | 'isSynchronous' | 'execTimeout' | 'banner'>;

function configuredLine(settings: () => Settings, line: () => LineSettings): Configured {
  return {
    name: line().name,
    login: () => loginOf(settings(), line()),
    isSynchronous: () => line().isSynchronous,
    execTimeout: () => line().execTimeout * 1000,
    banner: (place) => bannerAt(settings(), place),
  };
}

function loginOf(settings: Settings, { login, password, privilege }: LineSettings): Login {
  const admission = { user: '', privilege };
  switch (login) {
    case 'none':
      return { kind: 'open', admission };
    case 'local':
      return { kind: 'user', accepts: (user, typed) => raised(admissionOf(settings, user, typed), privilege) };
    case 'password':
      if (!password) return { kind: 'closed', reason: 'Password required, but none set' };
      return { kind: 'password', accepts: (typed) => (accepts(password, typed) ? admission : undefined) };
  }
}

/** `privilege level` of a line holds for whoever has no higher one of his own. */
function raised(admission: Admission | undefined, privilege: number): Admission | undefined {
  return admission && { ...admission, privilege: Math.max(admission.privilege, privilege) };
}

function bannerAt({ banners }: Settings, place: 'login' | 'exec'): string {
  const kinds = place === 'login' ? (['motd', 'login'] as const) : (['exec'] as const);
  return kinds.map((kind) => banners.get(kind)).reduce<string>((all, text) => all + rows(text), '');
}

function rows(text: string | undefined): string {
  if (text === undefined || text === '') return '';
  return text.endsWith('\n') ? text : `${text}\n`;
}

function terminalOf({ length, width, historySize }: LineSettings): Terminal {
  return { length, width, historySize, monitor: false };
}
