/** crypto ikev2 profile, match and identity: whom it is for, and as whom we appear to them. */
import { formatIpv4 } from '../../../base/address.ts';
import type { Mode } from '../../cli/mode.ts';
import { Refusal } from '../../cli/refusal.ts';
import type { Ikev2Identity } from '../../ike2/configuration.ts';
import { identityMatchOf, isSameMatch, textOfIdentity, textOfMatch } from './ikev2-identity.ts';
import type { ProfileContext } from './ikev2-profile-mode.ts';

export function declareProfileMatch(mode: Mode<ProfileContext>): void {
  declareWords(mode);
  mode
    .add('match fvrf ![any]', {
      section: 'match fvrf',
      run: ({ profile }) => (profile.matchVrf = 'any'),
      no: ({ profile }) => (profile.matchVrf = undefined),
      show: ({ profile: { matchVrf } }) => (matchVrf === undefined ? [] : [`match fvrf ${matchVrf}`]),
    })
    .add('match fvrf WORD:vrf', {
      section: 'match fvrf',
      run: ({ profile }, { vrf }) => (profile.matchVrf = vrf),
    })
    .add('match address local ![A.B.C.D:address]', {
      section: 'match address',
      run: ({ profile }, { address }) => (profile.matchLocalAddress = address),
      no: ({ profile }) => (profile.matchLocalAddress = undefined),
      show: ({ profile: { matchLocalAddress } }) =>
        matchLocalAddress === undefined ? [] : [`match address local ${formatIpv4(matchLocalAddress)}`],
    })
    .add('match address local interface WORD:interface', {
      run: () => {
        throw Refusal.notSimulated('Matching by the local interface is not simulated: give its address');
      },
    });
  declareRemote(mode);
  declareCertificate(mode);
  declareLocal(mode);
}

function declareRemote(mode: Mode<ProfileContext>): void {
  mode.add(
    'match identity remote ( address A.B.C.D:address [MASK:mask] | {fqdn|email}:kind [domain:domain] WORD:name | key-id WORD:id | any )',
    {
      section: 'match identity',
      run: ({ profile, device }, given) => {
        const match = identityMatchOf(given);
        if (!profile.matchRemote.some((one) => isSameMatch(one, match))) profile.matchRemote.push(match);
        device.router.converge();
      },
      no: ({ profile }, given) => {
        const match = identityMatchOf(given);
        const index = profile.matchRemote.findIndex((one) => isSameMatch(one, match));
        if (index >= 0) profile.matchRemote.splice(index, 1);
      },
      // A blank ends an address (gh id:36890752064).
      show: ({ profile: { matchRemote } }) =>
        matchRemote.map((one) => `match identity remote ${textOfMatch(one)}${one.kind === 'address' ? ' ' : ''}`),
    },
  );
}

function declareCertificate(mode: Mode<ProfileContext>): void {
  mode.add('match certificate WORD:map', {
    section: 'match certificate',
    // The command is taken before its map is there.
    run: ({ profile, device }, { map }) => {
      profile.certificateMaps = [...new Set([...(profile.certificateMaps ?? []), map])];
      device.router.converge();
    },
    no: ({ profile, device }, { map }) => {
      profile.certificateMaps = profile.certificateMaps?.filter((one) => one !== map) ?? [];
      device.router.converge();
    },
    show: ({ profile: { certificateMaps = [] } }) => certificateMaps.map((map) => `match certificate ${map}`),
  });
}

function declareLocal(mode: Mode<ProfileContext>): void {
  mode.add('identity local ![( address A.B.C.D:address | {fqdn|email}:kind WORD:name | key-id WORD:id | dn:dn )]', {
    section: 'identity',
    run: ({ profile, device }, given) => {
      profile.identityLocal = identityOf(given);
      device.router.converge();
    },
    no: ({ profile }) => (profile.identityLocal = undefined),
    show: ({ profile: { identityLocal } }) =>
      identityLocal === undefined ? [] : [`identity local ${textOfIdentity(identityLocal)}`],
  });
}

interface LocalArguments {
  address?: number;
  kind?: 'fqdn' | 'email';
  name?: string;
  id?: string;
}

function identityOf({ address, kind, name = '', id }: LocalArguments): Ikev2Identity | 'dn' {
  if (address !== undefined) return { kind: 'address', address };
  if (kind !== undefined) return { kind, name };
  return id === undefined ? 'dn' : { kind: 'key-id', id };
}

function declareWords(mode: Mode<ProfileContext>): void {
  mode.words({
    match: 'Match values of peer',
    'match fvrf': 'fvrf of the profile',
    'fvrf any': 'Any fvrf',
    'fvrf vrf': 'fvrf name',
    'match address': 'IP address',
    'match address local': 'Local address',
    'local address': 'IP address of the local end',
    'local interface': 'Interface of the local end',
    'interface interface': 'Interface name',
    'match certificate': 'Peer certificate attributes',
    map: 'Certificate map',
    'match identity': 'IKE identity',
    'match identity remote': 'Remote identity',
    address: 'IP Address(es)',
    'remote address address': 'IP address prefix',
    'address mask': 'specify mask',
    fqdn: 'Fully qualified domain name string [Max. 255 char(s)]',
    email: 'Fully qualified email string [Max. 255 char(s)]',
    domain: 'match only the domain part',
    'domain name': 'domain name string',
    'kind name': 'name string',
    'key-id': 'key-id opaque string',
    id: 'key-id opaque string [Max. 255 char(s)]',
    'remote any': 'match any peer identity',
    identity: 'Specify IKE identity to use',
    'identity local': 'Specify the local IKE identity to use for the negotiation',
    'identity local address': 'address',
    'identity local address address': 'IP address',
    dn: 'Distinguished Name',
  });
}
