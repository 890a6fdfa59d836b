/** What entries of crypto maps and IPsec profiles say alike: lifetimes, idle time, the replay window, secrecy. */
import type { Mode } from '../../cli/mode.ts';
import type { Lifetime } from '../../ipsec/proposal.ts';
import { refuseWeakGroup } from './crypto-compliance.ts';
import { isNextGeneration } from './crypto-generation.ts';
import { groupNumberOf, newerPfsGroups, pfsGroups, pfsHelps } from './crypto-groups.ts';
import type { IosDevice } from '../device.ts';

interface AssociationSettings {
  pfsGroup: number | undefined;
  lifetime: Partial<Lifetime>;
  /** Seconds. */
  idleTime?: number | undefined;
  /** 0 when it is off. */
  replayWindow?: number | undefined;
}

/** @param when whether a context has such settings at all: keys that are typed by hand do not age */
export function declareAssociationSettings<Context extends { readonly device: IosDevice }>(
  mode: Mode<Context>,
  settingsOf: (context: Context) => AssociationSettings,
  when: (context: Context) => boolean = () => true,
): void {
  declareLifetime(mode, settingsOf, when);
  declareIdleTime(mode, settingsOf, when);
  declareReplay(mode, settingsOf);
  declarePfs(mode, settingsOf, when);
}

function declareLifetime<Context>(
  mode: Mode<Context>,
  settingsOf: (context: Context) => AssociationSettings,
  when: (context: Context) => boolean,
): void {
  const path = 'set security-association lifetime';
  mode
    .words({
      'set security-association': 'Security association parameters',
      [path]: 'security association lifetime',
      [`${path} seconds`]: 'Time-based key duration',
      [`${path} kilobytes`]: 'Volume-based key duration',
      [`${path} seconds seconds`]: 'Security association duration in seconds',
      [`${path} kilobytes kilobytes`]: 'Security association duration in kilobytes encrypted',
    })
    .add('set security-association lifetime kilobytes ![<2560-536870912>:kilobytes]', {
      section: 'lifetime',
      when,
      run: (context, { kilobytes }) => (settingsOf(context).lifetime.kilobytes = kilobytes),
      no: (context) => delete settingsOf(context).lifetime.kilobytes,
      show: (context) => valueLine(`${path} kilobytes`, settingsOf(context).lifetime.kilobytes),
    })
    .add('set security-association lifetime seconds ![<120-86400>:seconds]', {
      section: 'lifetime',
      when,
      run: (context, { seconds }) => (settingsOf(context).lifetime.seconds = seconds),
      no: (context) => delete settingsOf(context).lifetime.seconds,
      show: (context) => valueLine(`${path} seconds`, settingsOf(context).lifetime.seconds),
    });
}

function declareIdleTime<Context>(
  mode: Mode<Context>,
  settingsOf: (context: Context) => AssociationSettings,
  when: (context: Context) => boolean,
): void {
  const path = 'set security-association idle-time';
  mode
    .words({
      [path]: 'Automatically delete IPSec SAs after a given idle period.',
      [`${path} seconds`]: 'Idle time, in seconds, after which SA should be deleted',
    })
    .add('set security-association idle-time ![<60-86400>:seconds]', {
      section: 'idle-time',
      when,
      run: (context, { seconds }) => (settingsOf(context).idleTime = seconds),
      no: (context) => delete settingsOf(context).idleTime,
      show: (context) => valueLine(path, settingsOf(context).idleTime),
    });
}

function declareReplay<Context>(mode: Mode<Context>, settingsOf: (context: Context) => AssociationSettings): void {
  const path = 'set security-association replay';
  mode
    .words({
      [path]: 'Set replay checking.',
      ...windowHelps(`${path} window-size`),
      [`${path} disable`]: 'Disable replay checking',
    })
    .add(`set security-association replay window-size ![${windowSizes}:size]`, {
      section: 'replay',
      run: (context, { size }) => (settingsOf(context).replayWindow = Number(size)),
      no: (context) => delete settingsOf(context).replayWindow,
      show: (context) => replayLines(path, settingsOf(context).replayWindow),
    })
    .add('set security-association replay disable', {
      run: (context) => (settingsOf(context).replayWindow = 0),
      no: (context) => delete settingsOf(context).replayWindow,
    });
}

/** The sizes there are. */
export const windowSizes = '{64|128|256|512|1024}' as const;

export function windowHelps(path: string): Record<string, string> {
  const sizes = windowSizes.slice(1, -1).split('|');
  return {
    [path]: 'Set replay window size.',
    ...Object.fromEntries(sizes.map((size) => [`${path} ${size}`, `Window size of ${size}`])),
  };
}

export function replayLines(path: string, size: number | undefined): string[] {
  if (size === undefined) return [];
  return [size === 0 ? `${path} disable` : `${path} window-size ${size}`];
}

function valueLine(words: string, value: number | undefined): string[] {
  return value === undefined ? [] : [`${words} ${value}`];
}

function declarePfs<Context extends { readonly device: IosDevice }>(
  mode: Mode<Context>,
  settingsOf: (context: Context) => AssociationSettings,
  when: (context: Context) => boolean,
): void {
  mode
    .words({ 'set pfs': 'Specify pfs settings', ...pfsHelps })
    .add(`set pfs [${pfsGroups}:group]`, {
      section: 'pfs',
      when,
      // Without a group it is group 1 (seed 003).
      run: (context, { group = 'group1' }) => {
        refuseWeakGroup(context.device, groupNumberOf(group));
        settingsOf(context).pfsGroup = groupNumberOf(group);
      },
      no: (context) => (settingsOf(context).pfsGroup = undefined),
      show: (context) => {
        const { pfsGroup } = settingsOf(context);
        return pfsGroup === undefined ? [] : [`set pfs group${pfsGroup}`];
      },
    })
    .add(`set pfs ${newerPfsGroups}:group`, {
      when: (context) => when(context) && isNextGeneration(context),
      run: (context, { group }) => (settingsOf(context).pfsGroup = groupNumberOf(group)),
      no: (context) => (settingsOf(context).pfsGroup = undefined),
    });
}
