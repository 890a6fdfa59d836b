/** The mode of `crypto ikev2 profile`: its lines stand in this order. */
import { Mode } from '../../cli/mode.ts';
import type { Ikev2Profile } from '../../ike2/configuration.ts';
import type { IosDevice } from '../device.ts';
import { configureMode } from '../modes.ts';

export interface ProfileContext {
  readonly device: IosDevice;
  readonly profile: Ikev2Profile;
}

export const ikev2ProfileMode = new Mode<ProfileContext>({
  name: 'ikev2 profile',
  prompt: '(config-ikev2-profile)#',
  title: 'IKEv2 profile commands:',
  privilege: 15,
  parent: configureMode,
  layout: [
    'description',
    'match fvrf',
    'match address',
    'match identity',
    'match certificate',
    'identity',
    'authentication remote',
    'authentication local',
    'keyring',
    'pki',
    'lifetime',
    'dpd',
    'ivrf',
    'nat',
    'aaa',
    'virtual-template',
  ],
});
