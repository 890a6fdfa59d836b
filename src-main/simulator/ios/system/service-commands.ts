/** service timestamps, service password-encryption, and the version of the configuration. */
import type { IosDevice } from '../device.ts';
import { configureMode } from '../modes.ts';
import { obfuscated, type StoredPassword } from './password.ts';
import { hideRoutingSecrets } from '../routing/routing-secret.ts';
import type { Timestamp } from '../log/timestamp.ts';

export function declareServices(): void {
  declareVocabulary();
  configureMode
    .add('version LINE:release', {
      run: () => undefined,
      show: ({ flavour }) => [`version ${flavour.configurationVersion}`],
    })
    .add(
      'service timestamps {debug|log}:what datetime *[msec:msec] *[localtime:localtime] *[show-timezone:zone] *[year:year]',
      {
        run: ({ settings }, { what, msec, localtime, zone, year }) =>
          (settings.timestamps[what] = {
            kind: 'datetime',
            milliseconds: msec !== undefined,
            localtime: localtime !== undefined,
            showsTimezone: zone !== undefined,
            year: year !== undefined,
          }),
        no: ({ settings }, { what }) => (settings.timestamps[what] = { kind: 'none' }),
        show: ({ settings: { timestamps } }) => [
          timestampLine('debug', timestamps.debug),
          timestampLine('log', timestamps.log),
        ],
      },
    )
    .add('service timestamps', {
      run: ({ settings }) => (settings.timestamps.debug = { kind: 'uptime' }),
      no: ({ settings }) => Object.assign(settings.timestamps, { debug: { kind: 'none' }, log: { kind: 'none' } }),
    })
    .add('service timestamps {debug|log}:what [uptime]', {
      run: ({ settings }, { what }) => (settings.timestamps[what] = { kind: 'uptime' }),
      no: ({ settings }, { what }) => (settings.timestamps[what] = { kind: 'none' }),
    })
    .add('service password-encryption', {
      run: hideAll,
      no: ({ settings }) => (settings.encryptsPasswords = false),
      show: ({ settings }) => [`${settings.encryptsPasswords ? '' : 'no '}service password-encryption`],
    });
}

function declareVocabulary(): void {
  configureMode.words({
    version: 'Version of this configuration file',
    'version release': 'Release of the software that wrote it',
    service: 'Modify use of network based services',
    'service timestamps': 'Timestamp debug/log messages',
    'service timestamps debug': 'Timestamp debug messages',
    'service timestamps log': 'Timestamp log messages',
    datetime: 'Timestamp with date and time',
    uptime: 'Timestamp with system uptime',
    msec: 'Include milliseconds in timestamp',
    localtime: 'Use local time zone for timestamps',
    'show-timezone': 'Add time zone information to timestamp',
    year: 'Include year in timestamp',
    'service password-encryption': 'Encrypt system passwords',
  });
}

function timestampLine(what: 'debug' | 'log', timestamp: Timestamp): string {
  const path = `service timestamps ${what}`;
  if (timestamp.kind === 'none') return `no ${path} uptime`;
  if (timestamp.kind === 'uptime') return `${path} uptime`;
  const { milliseconds, localtime, showsTimezone, year } = timestamp;
  const options = [milliseconds && 'msec', localtime && 'localtime', showsTimezone && 'show-timezone', year && 'year'];
  return [path, 'datetime', ...options.filter((word) => word !== false)].join(' ');
}

/** What is there already is hidden as well; nothing shows it again. */
function hideAll(device: IosDevice): void {
  const { settings, random } = device;
  const hide = (password: StoredPassword | undefined): StoredPassword | undefined =>
    password && obfuscated(password, random);
  settings.encryptsPasswords = true;
  settings.enablePassword = hide(settings.enablePassword);
  for (const user of settings.users.values()) user.password = hide(user.password);
  for (const line of settings.lines) line.password = hide(line.password);
  hideRoutingSecrets(device);
}
