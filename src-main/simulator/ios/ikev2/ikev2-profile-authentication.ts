/** crypto ikev2 profile, authentication: how each end proves who it is, and where the keys and certificates are. */
import type { Mode } from '../../cli/mode.ts';
import { Refusal } from '../../cli/refusal.ts';
import type { ProfileContext } from './ikev2-profile-mode.ts';

export function declareProfileAuthentication(mode: Mode<ProfileContext>): void {
  declareWords(mode);
  mode
    .add('authentication remote ![{pre-share|rsa-sig|ecdsa-sig}:method]', {
      section: 'authentication remote',
      run: ({ profile, device }, { method }) => {
        profile.authenticationRemote = [...new Set([...profile.authenticationRemote, method])];
        device.router.converge();
      },
      no: ({ profile }, { method }) => {
        const left = profile.authenticationRemote.filter((one) => method !== undefined && one !== method);
        profile.authenticationRemote = left;
      },
      show: ({ profile }) => profile.authenticationRemote.map((method) => `authentication remote ${method}`),
    })
    .add('authentication local ![{pre-share|rsa-sig|ecdsa-sig}:method]', {
      section: 'authentication local',
      run: ({ profile, device }, { method }) => {
        profile.authenticationLocal = method;
        device.router.converge();
      },
      no: ({ profile }) => (profile.authenticationLocal = undefined),
      show: ({ profile: { authenticationLocal: method } }) =>
        method === undefined ? [] : [`authentication local ${method}`],
    })
    .add('authentication {local|remote}:side pre-share key LINE:key', {
      hidden: true,
      run: () => refuse('Keys inside a profile are not simulated: put them into a keyring'),
    })
    .add('authentication {local|remote}:side eap [LINE:rest]', {
      hidden: true,
      run: () => refuse('EAP is not simulated: use pre-share, rsa-sig or ecdsa-sig'),
    });
  declareSources(mode);
}

function declareSources(mode: Mode<ProfileContext>): void {
  mode
    .add('keyring local ![WORD:name]', {
      run: ({ profile, device }, { name }) => {
        // The command is taken before its keyring is there, as IOS takes it.
        profile.keyring = name;
        device.router.converge();
      },
      no: ({ profile }) => (profile.keyring = undefined),
      show: ({ profile: { keyring } }) => (keyring === undefined ? [] : [`keyring local ${keyring}`]),
    })
    .add('keyring aaa LINE:rest', { hidden: true, run: () => refuse('AAA is not simulated: use keyring local') })
    .add('pki trustpoint WORD:name [{sign|verify}:use]', {
      run: ({ profile, device }, { name, use }) => {
        if (use !== undefined) refuse(`A trustpoint for one use alone (${use}) is not simulated: leave the word out`);
        profile.trustpoints = [...new Set([...profile.trustpoints, name])];
        device.router.converge();
      },
      no: ({ profile }, { name }) => (profile.trustpoints = profile.trustpoints.filter((one) => one !== name)),
      show: ({ profile }) => profile.trustpoints.map((name) => `pki trustpoint ${name}`),
    });
}

function refuse(sentence: string): never {
  throw Refusal.notSimulated(sentence);
}

function declareWords(mode: Mode<ProfileContext>): void {
  mode.words({
    authentication: 'Set authentication method',
    'authentication remote': 'Set remote authentication method',
    'authentication local': 'Set local authentication method',
    'pre-share': 'Pre-Shared Key',
    'rsa-sig': 'Rivest-Shamir-Adleman Signature',
    'ecdsa-sig': 'ECDSA Signature',
    keyring: 'Specify keyring to use',
    'keyring local': 'Specify local keyring to use',
    'keyring local name': 'Keyring name',
    pki: 'Specify certificate authorities to trust',
    'pki trustpoint': 'Specify certificate authority to use',
    'trustpoint name': 'Trustpoint label',
    sign: 'Use certificates from this trustpoint for signing only',
    verify: 'Use certificates from this trustpoint for verification only',
  });
}
