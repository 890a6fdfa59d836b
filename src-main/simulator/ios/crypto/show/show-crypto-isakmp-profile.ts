/** show crypto isakmp profile (command reference, sample output). Later releases call them IKEv1 profiles. */
import { formatIpv4 } from '../../../../base/address.ts';
import type { IsakmpIdentityMatch, IsakmpProfile } from '../../../ike/configuration.ts';
import type { Flavour } from '../../flavour.ts';

export function isakmpProfileLines(profiles: readonly IsakmpProfile[], { saysIkeVersion }: Flavour): string[] {
  return profiles.flatMap((profile) => [
    '',
    `${saysIkeVersion ? 'IKEv1' : 'ISAKMP'} PROFILE ${profile.name}`,
    '   Identities matched are:',
    ...profile.match.flatMap((match) => (match.kind === 'certificate' ? [] : [`    ${identityOf(match)} `])),
    '   Certificate maps matched are:',
    ...profile.match.flatMap((match) => (match.kind === 'certificate' ? [`    ${match.name} `] : [])),
    ...(profile.selfIdentity === undefined ? [] : [`   Identity presented is: ${presented(profile)}`]),
    `   keyring(s): ${profile.keyring ?? '<none>'}`,
    `   trustpoint(s): ${profile.trustpoints.length > 0 ? profile.trustpoints.join(' ') : '<all>'}`,
  ]);
}

function identityOf(match: Exclude<IsakmpIdentityMatch, { kind: 'certificate' }>): string {
  switch (match.kind) {
    case 'address':
      return `ip-address ${formatIpv4(match.address)} ${formatIpv4(match.mask)}`;
    case 'group':
      return `group ${match.name}`;
    case 'host':
    case 'user':
      return `${match.isDomain ? `${match.kind}-domain` : match.kind} ${match.name}`;
  }
}

function presented({ selfIdentity, selfIdentityName }: IsakmpProfile): string {
  if (selfIdentity === 'address') return 'ip-address';
  return `${selfIdentity ?? ''}${selfIdentityName === undefined ? '' : ` ${selfIdentityName}`}`;
}
