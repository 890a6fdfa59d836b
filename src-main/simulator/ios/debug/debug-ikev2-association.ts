/** Associations of IKE version 2 in debug output: how they begin, prove who the ends are, and end. */
import { formatIpv4 } from '../../../base/address.ts';
import type { Ikev2Authentication, Ikev2Identity, Ikev2Proposal } from '../../ike2/configuration.ts';
import type { Ikev2AuthFailure } from '../../ike2/events.ts';
import { describeIdentity } from '../../ike2/identity.ts';
import { errorLine, ofSa, plain, type LinesOf } from './debug-ikev2-line.ts';
import { listedCipher, nameOfGroup, nameOfPrf } from '../ikev2/ikev2-names.ts';

const identityTypes: Readonly<Record<Ikev2Identity['kind'], string>> = {
  address: 'IPv4 address',
  fqdn: 'FQDN',
  email: 'RFC822 address',
  'key-id': 'key ID',
  dn: 'DER ASN1 DN',
};

const methods: Readonly<Record<Ikev2Authentication, string>> = {
  'pre-share': 'PSK',
  'rsa-sig': 'RSA',
  'ecdsa-sig': 'ECDSA',
};

/** Lines: XE 16.7 of gh id:2380968919; errors: faults.tsv (V2-PROP, V2-PSK, V2-ID-INIT, V2-ID-RESP, V2-AUTHMETHOD). */
export const ikev2AssociationLines: LinesOf = {
  'cannot-start': ({ why }) => [
    errorLine(
      undefined,
      why === 'policy' ? ': Failed to find a matching policy' : ': Failed to locate an item in the database',
    ),
  ],
  // In words of ours: what a router prints of it is not on record.
  'child-impossible': ({ remote }) => [
    errorLine(
      undefined,
      `: AH around ESP is not negotiated with ${formatIpv4(remote)}: a proposal is for one protocol`,
    ),
  ],
  'policy-used': ({ local, policy }) => [
    plain(`Searching Policy with fvrf 0, local address ${formatIpv4(local)}`),
    ...(policy === 'default' ? [plain('Using the Default Policy for Proposal')] : []),
    ...(policy === undefined ? [] : [plain(`Found Policy '${policy}'`)]),
  ],
  'key-exchange': ({ sa, step, group, isGood }) => {
    const what = step === 'public' ? 'public key' : 'secret key';
    const end = isGood ? 'PASSED' : 'FAILED';
    return [
      ofSa(sa, `[IKEv2 -> Crypto Engine] Computing DH ${what}, DH Group ${group}`),
      plain(`(SA ID = ${sa.id}):[Crypto Engine -> IKEv2] DH key Computation ${end}`),
      ofSa(sa, `Request queued for computation of DH ${step === 'public' ? 'key' : 'secret'}`),
    ];
  },
  'suite-chosen': ({ sa }) => [
    plain(`(SA ID = ${sa.id}):[IKEv2 -> Crypto Engine] Calculate SKEYSEED and create rekeyed IKEv2 SA`),
    plain(`(SA ID = ${sa.id}):[Crypto Engine -> IKEv2] SKEYSEED calculation and creation of rekeyed IKEv2 SA PASSED`),
  ],
  'no-suite': ({ received, expected }) => [
    errorLine(undefined, `Received Policies: \n: Failed to find a matching policy${policiesOf(received)}`),
    errorLine(undefined, `Expected Policies: \n: Failed to find a matching policy${policiesOf(expected)}`),
  ],
  'wrong-group': ({ isOurs }) =>
    isOurs ? [] : [errorLine(undefined, ": The peer's KE payload contained the wrong DH group")],
  'nat-found': ({ sa, isLocal, isRemote }) => [
    ofSa(sa, 'Checking NAT discovery'),
    ...(isLocal || isRemote
      ? [
          ofSa(sa, `NAT ${isLocal ? 'INSIDE' : 'OUTSIDE'} found`),
          ofSa(sa, `NAT detected float to init port ${sa.ports.local}, resp port ${sa.ports.remote}`),
        ]
      : [ofSa(sa, 'NAT not found')]),
  ],
  identity: ({ sa, isOurs, identity }) => {
    const type = identityTypes[identity.kind];
    if (isOurs) {
      const payload = sa.role === 'initiator' ? 'IDi' : 'IDr';
      return [ofSa(sa, `Constructing ${payload} payload: '${describeIdentity(identity)}' of type '${type}'`)];
    }
    return [ofSa(sa, `Searching policy based on peer's identity '${describeIdentity(identity)}' of type '${type}'`)];
  },
  'profile-found': ({ profile }) => [plain(`found matching IKEv2 profile '${profile}'`)],
  'key-found': ({ sa }) => [ofSa(sa, "Get peer's preshared key")],
  'key-missing': ({ sa }) => [errorLine(sa, ': Failed to locate an item in the database')],
  'certificate-trusted': ({ sa, subject }) => [ofSa(sa, `Verification of certificate '${subject}' PASSED`)],
  'certificate-refused': ({ sa }) => [errorLine(sa, ': Platform errors')],
  authenticating: ({ sa, isOurs, method }) =>
    isOurs
      ? [
          ofSa(sa, 'Generate my authentication data'),
          ofSa(sa, 'Get my authentication method'),
          ofSa(sa, `My authentication method is '${methods[method]}'`),
        ]
      : [
          ofSa(sa, "Get peer's authentication method"),
          ofSa(sa, `Peer's authentication method is '${methods[method]}'`),
          ofSa(sa, "Verify peer's authentication data"),
        ],
  authenticated: ({ sa, isOurs }) => (isOurs ? [] : [ofSa(sa, "Verification of peer's authenctication data PASSED")]),
  'authentication-failed': ({ sa, why }) =>
    authenticationFailures[why].map((text) => (text.startsWith('%') ? plain(text) : errorLine(sa, text))),
  established: ({ sa }) => [
    ofSa(sa, `IKEV2 SA created; inserting SA into database. SA lifetime timer (${sa.lifetime} sec) started`),
    ofSa(sa, `Session with IKE ID PAIR (${idOf(sa.remoteIdentity)}, ${idOf(sa.localIdentity)}) is UP`),
    plain(`IKEv2 MIB tunnel started, tunnel index ${sa.id}`),
    ofSa(sa, 'Checking for duplicate IKEv2 SA'),
    ofSa(sa, 'No duplicate IKEv2 SA found'),
  ],
  'sa-deleted': ({ sa, reason }) => [
    ...(reason === 'retransmission' || reason === 'dead-peer'
      ? [errorLine(sa, ': Maximum number of retransmissions reached')]
      : []),
    ofSa(sa, 'Deleting SA'),
  ],
};

const notFound = ': Failed to locate an item in the database';
const failed = ': Auth exchange failed';

const authenticationFailures: Readonly<Record<Ikev2AuthFailure, readonly string[]>> = {
  'no-profile': ['% IKEv2 profile not found', notFound],
  'not-expected': [notFound, failed],
  'no-authorization': [': AAA group authorization failed', failed],
  'no-key': [notFound, failed],
  'no-certificate': [notFound, failed],
  'peer-certificate': [failed],
  method: [failed],
  extensible: [failed],
  mismatch: [': Failed to authenticate the IKE SA', failed],
  refused: [': Failed to authenticate the IKE SA', failed],
};

function idOf(identity: Ikev2Identity | undefined): string {
  return identity ? describeIdentity(identity) : '';
}

/** 'Proposal 1:  ENCRYPTION: AES-CBC-128 PRF: SHA512 INTEGRITY: SHA512 DH GROUP: DH_GROUP_384_ECP/Group 20' */
function policiesOf(proposals: readonly Ikev2Proposal[]): string {
  return proposals
    .map(({ encryption, prf, integrity, groups }, index) => {
      const prfs = prf.length > 0 ? prf : integrity;
      const parts = [
        `ENCRYPTION: ${encryption.map(listedCipher).join(' ')}`,
        `PRF: ${prfs.map(nameOfPrf).join(' ')}`,
        ...(integrity.length > 0 ? [`INTEGRITY: ${integrity.map(nameOfPrf).join(' ')}`] : []),
        `DH GROUP: ${groups.map(nameOfGroup).join(' ')}`,
      ];
      return `Proposal ${index + 1}:  ${parts.join(' ')}`;
    })
    .join('\n');
}
