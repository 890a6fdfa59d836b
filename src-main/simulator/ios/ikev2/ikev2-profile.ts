/** crypto ikev2 profile: which peers it is for, how the two ends prove who they are, and with what. */
import { block } from '../../cli/configuration.ts';
import type { ConfigurationLine, Exec } from '../../cli/declaration.ts';
import { Refusal } from '../../cli/refusal.ts';
import { defaultIkev2Lifetime, type Ikev2Profile } from '../../ike2/configuration.ts';
import { isComplete } from '../../ike2/profiles.ts';
import type { IosDevice } from '../device.ts';
import { declareProfileAuthorization } from './ikev2-profile-authorization.ts';
import { declareProfileAuthentication } from './ikev2-profile-authentication.ts';
import { declareProfileMatch } from './ikev2-profile-match.ts';
import { ikev2ProfileMode } from './ikev2-profile-mode.ts';
import { declareProfileTimers } from './ikev2-profile-timers.ts';
import { profileUser } from '../crypto/crypto-profile-users.ts';
import { hasIkev2 } from './ikev2-presence.ts';
import { configureMode } from '../modes.ts';

export function declareIkev2Profile(): void {
  configureMode
    .words({
      'crypto ikev2 profile': 'Define IKEv2 Profiles',
      'crypto ikev2 profile name': 'IKEv2 profile name',
    })
    .add('crypto ikev2 profile WORD:name', {
      section: 'crypto ikev2 profile',
      when: hasIkev2,
      run: enter,
      no: remove,
      show: (device, isAll) =>
        [...device.router.crypto.ikev2.profiles.values()].map((profile): ConfigurationLine =>
          block(`crypto ikev2 profile ${profile.name}`, ikev2ProfileMode, { device, profile }, isAll),
        ),
    });
  ikev2ProfileMode
    .words({
      no: 'Negate a command or set its defaults',
      default: 'Set a command to its defaults',
      description: 'Specify a description of this profile',
      'description text': 'Up to 80 characters describing this profile',
      exit: 'Exit from crypto ikev2 profile sub mode',
    })
    .add('description ![LINE:text]', {
      run: ({ profile }, { text }) => (profile.description = text),
      no: ({ profile }) => delete profile.description,
      show: ({ profile: { description } }) => (description === undefined ? [] : [`description ${description}`]),
    })
    .add('exit', { run: (_, __, exec) => exec.leave() });
  declareProfileMatch(ikev2ProfileMode);
  declareProfileAuthentication(ikev2ProfileMode);
  declareProfileTimers(ikev2ProfileMode);
  declareProfileAuthorization(ikev2ProfileMode);
}

function newProfile(name: string): Ikev2Profile {
  return {
    name,
    matchRemote: [],
    matchLocalAddress: undefined,
    matchVrf: undefined,
    identityLocal: undefined,
    authenticationLocal: undefined,
    authenticationRemote: [],
    keyring: undefined,
    trustpoints: [],
    lifetime: defaultIkev2Lifetime,
    dpd: undefined,
    natKeepalive: undefined,
  };
}

/** What it still needs is said when it is entered (gh id:20261565114). */
function enter(device: IosDevice, { name }: { name: string }, exec: Exec): void {
  const { profiles } = device.router.crypto.ikev2;
  const profile = profiles.get(name) ?? newProfile(name);
  profiles.set(name, profile);
  if (!isComplete(profile)) {
    exec.print(
      'IKEv2 profile MUST have:',
      '   1. A local and a remote authentication method.',
      '   2. A match identity or a match certificate or match any statement.',
    );
  }
  exec.enter(ikev2ProfileMode, { device, profile });
}

function remove({ router }: IosDevice, { name }: { name: string }): void {
  const { ikev2 } = router.crypto;
  if (!ikev2.profiles.has(name)) throw Refusal.because(`% Profile ${name} does not exist`);
  const user = profileUser(router.crypto, ({ ikev2Profile }) => ikev2Profile === name);
  if (user !== undefined) throw Refusal.because(`% Cannot remove profile ${name}: it is in use by ${user}`);
  ikev2.profiles.delete(name);
  router.converge();
}
