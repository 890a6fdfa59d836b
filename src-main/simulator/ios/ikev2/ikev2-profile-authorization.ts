/** crypto ikev2 profile, authorization: which policy holds for peers, by how they prove who they are. */
import type { Mode } from '../../cli/mode.ts';
import { refuseByName } from '../../cli/refuse-by-name.ts';
import type { Ikev2Profile } from '../../ike2/configuration.ts';
import type { ProfileContext } from './ikev2-profile-mode.ts';

export function declareProfileAuthorization(mode: Mode<ProfileContext>): void {
  mode
    .words({
      aaa: 'Specify AAA related configs',
      'aaa authorization': 'AAA authorization',
      'authorization group': 'Specify group authorization',
      'group psk': 'Specify AAA for PSK',
      'group cert': 'Specify AAA for certificates',
      'kind list': 'AAA authorization method list',
      'list list': 'AAA list name',
      'list policy': 'AAA username',
    })
    .add('aaa authorization group {psk|cert}:kind ![list WORD:list WORD:policy]', {
      section: 'aaa',
      run: ({ profile, device }, { kind, list, policy }) => {
        profile.authorizations = new Map([...(profile.authorizations ?? []), [kind, { list, policy }]]);
        device.router.converge();
      },
      no: ({ profile, device }, { kind }) => {
        profile.authorizations?.delete(kind);
        device.router.converge();
      },
      show: ({ profile }) => linesOf(profile),
    });
  // In full, because the router's own commands of AAA begin with the same words.
  refuseByName(mode, {
    'aaa accounting': 'cert eap psk',
    'aaa authentication': 'anyconnect-eap eap',
    'aaa authorization': 'user',
    'aaa authorization group': 'anyconnect-eap eap override',
    'aaa authorization group {psk|cert}:kind list WORD:list': 'name-mangler password',
  });
}

function linesOf({ authorizations }: Ikev2Profile): string[] {
  return [...(authorizations ?? [])].map(
    ([kind, { list, policy }]) => `aaa authorization group ${kind} list ${list} ${policy}`,
  );
}
