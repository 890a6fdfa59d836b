/** archive: copies of the running configuration in flash, made by command or with every `write memory`. */
import { block } from '../../cli/configuration.ts';
import type { ConfigurationBlock } from '../../cli/declaration.ts';
import { Mode } from '../../cli/mode.ts';
import { refuseByName, type RefusedWords } from '../../cli/refuse-by-name.ts';
import { Refusal } from '../../cli/refusal.ts';
import type { IosDevice } from '../device.ts';
import { fileNameOf, isFileName } from './file-system.ts';
import { configureMode, execMode } from '../modes.ts';

const defaultMaximum = 10;
const submode = { privilege: 15, parent: configureMode } as const;

const archiveMode = new Mode<IosDevice>({ name: 'archive', prompt: '(config-archive)#', ...submode });
const archiveLogMode = new Mode<IosDevice>({
  name: 'archive log',
  prompt: '(config-archive-log-cfg)#',
  privilege: 15,
  parent: archiveMode,
});

export const archiveModes = [archiveMode, archiveLogMode];

/** Nothing is logged of what is configured, and nothing is done by the clock. */
const foreign: RefusedWords = { '': 'rollback time-period' };
const foreignToLog: RefusedWords = {
  '': 'notify record',
  logging: 'enable size',
  'logging persistent': 'auto reload',
};

export function declareArchive(): void {
  configureMode.words({ archive: 'Archive the configuration' }).add('archive', {
    run: (device, _, exec) => exec.enter(archiveMode, device),
    no: ({ settings: { archive } }) => {
      Object.assign(archive, { hidesKeys: false, path: undefined, maximum: defaultMaximum, isWrittenOnSave: false });
    },
    show: (device) => blockOf('archive', archiveMode, device),
  });
  declareLog();
  declareSettings();
  refuseByName(archiveMode, foreign);
  refuseByName(archiveLogMode, foreignToLog);
  execMode
    .words({
      archive: 'manage archive files',
      'archive config': 'Archive current running configuration',
      'show archive': 'Archive of configurations',
    })
    .add('archive config', { privilege: 15, run: (device) => archiveConfiguration(device) })
    .add('show archive', { run: (device, _, exec) => exec.print(...archiveLines(device)) });
}

/** Nothing is written of a block in which nothing stands. */
function blockOf(line: string, mode: Mode<IosDevice>, device: IosDevice): ConfigurationBlock[] {
  const one = block(line, mode, device);
  return one.body.length === 0 ? [] : [one];
}

/** `log config`, `hidekeys`: 12.4 writes both, whether or not anybody has typed them; 15 does not (IOSv of CML). */
function declareLog(): void {
  archiveMode.words({
    no: 'Negate a command or set its defaults',
    exit: 'Exit from archive configuration mode',
    log: 'Logging commands',
    config: 'Logging changes to the running config',
  });
  archiveMode
    .add('log config', {
      run: (device, _, exec) => exec.enter(archiveLogMode, device),
      show: (device) => blockOf('log config', archiveLogMode, device),
    })
    .add('exit', { run: (_, __, exec) => exec.leave() });
  archiveLogMode.words({
    no: 'Negate a command or set its defaults',
    exit: 'Exit from the log configuration mode',
    hidekeys: 'suppress output (e.g. passwords) when displaying logged commands',
  });
  archiveLogMode
    .add('hidekeys', {
      run: ({ settings }) => (settings.archive.hidesKeys = true),
      no: ({ settings }) => (settings.archive.hidesKeys = false),
      show: ({ settings, flavour }) => (flavour.train === '12.4' || settings.archive.hidesKeys ? ['hidekeys'] : []),
    })
    .add('exit', { run: (_, __, exec) => exec.leave() });
}

function declareSettings(): void {
  archiveMode
    .words({
      path: 'path for backups',
      'path url': 'Where: flash:NAME. $h stands for the host name',
      maximum: 'maximum number of backup copies',
      'maximum count': 'Number of copies',
      'write-memory': 'Enable automatic backup generation during write memory',
    })
    .add('path ![WORD:url]', {
      run: ({ settings }, { url }) => {
        if (!isFileName(url)) throw Refusal.notSimulated(`Only flash is simulated: ${url} cannot be written to`);
        settings.archive.path = url;
      },
      no: ({ settings }) => {
        settings.archive.path = undefined;
      },
      show: ({ settings: { archive } }) => (archive.path === undefined ? [] : [`path ${archive.path}`]),
    })
    .add('maximum ![<1-14>:count]', {
      run: ({ settings }, { count }) => {
        settings.archive.maximum = count;
      },
      no: ({ settings }) => {
        settings.archive.maximum = defaultMaximum;
      },
      show: ({ settings: { archive } }) => (archive.maximum === defaultMaximum ? [] : [`maximum ${archive.maximum}`]),
    })
    .add('write-memory', {
      run: ({ settings }) => {
        settings.archive.isWrittenOnSave = true;
      },
      no: ({ settings }) => {
        settings.archive.isWrittenOnSave = false;
      },
      show: ({ settings: { archive } }) => (archive.isWrittenOnSave ? ['write-memory'] : []),
    });
}

/** Another copy; when there are too many the oldest goes. */
export function archiveConfiguration(device: IosDevice): void {
  const { archive } = device.settings;
  if (archive.path === undefined) throw Refusal.because('Archive configuration path is not set.');
  const name = nameOf(device, archive.last + 1);
  archive.last++;
  device.archive(name);
  archive.names = [...archive.names, name];
  const [oldest] = archive.names;
  if (archive.names.length <= archive.maximum || oldest === undefined) return;
  device.deleteFile(oldest);
  archive.names = archive.names.slice(1);
}

function nameOf({ settings }: IosDevice, number: number): string {
  const path = (settings.archive.path ?? '').replaceAll('$h', settings.hostname).replaceAll('$H', settings.hostname);
  return `${fileNameOf(path)}-${number}`;
}

/** As 12.4 prints it (the command reference, `show archive`). */
function archiveLines(device: IosDevice): string[] {
  const { path, maximum, names, last } = device.settings.archive;
  if (path === undefined) return ['Archive feature not enabled'];
  const rows = Array.from({ length: maximum }, (_, index) => {
    const name = names[index];
    const mark = name !== undefined && index === names.length - 1 ? ' <- Most Recent' : '';
    return `   ${String(index + 1).padEnd(8)} ${name ?? ''}${mark}`;
  });
  return [
    `The maximum archive configurations allowed is ${maximum}.`,
    `There are currently ${names.length} archive configurations saved.`,
    `The next archive file will be named ${nameOf(device, last + 1)}`,
    ' Archive #  Name',
    ...rows,
  ];
}
