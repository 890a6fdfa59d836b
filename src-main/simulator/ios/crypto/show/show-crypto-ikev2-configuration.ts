/**
 * show crypto ikev2 proposal, policy and profile: what is configured, with what is there without being typed. Layout:
 * IOS XE 17 of gh id:36890752064 and the genie corpus; IOS 15 lacks the line about `shutdown`.
 */
import { formatIpv4 } from '../../../../base/address.ts';
import { defaultName, type Ikev2Policy, type Ikev2Profile, type Ikev2Proposal } from '../../../ike2/configuration.ts';
import { textOfIdentity, textOfMatch } from '../../ikev2/ikev2-identity.ts';
import { listedCipher, nameOfGroup, nameOfIntegrity, nameOfPrf } from '../../ikev2/ikev2-names.ts';

/** The default one stands before those that were typed. */
export function ikev2ProposalLines(proposals: readonly Ikev2Proposal[]): string[] {
  return defaultFirst(proposals).flatMap((proposal) => {
    const { name, encryption, integrity, prf, groups } = proposal;
    return [
      ` IKEv2 proposal: ${name} `,
      `     Encryption : ${encryption.map(listedCipher).join(' ')}`,
      `     Integrity  : ${integrity.length > 0 ? integrity.map(nameOfIntegrity).join(' ') : 'none'}`,
      `     PRF        : ${(prf.length > 0 ? prf : integrity).map(nameOfPrf).join(' ')}`,
      `     DH Group   : ${groups.map(nameOfGroup).join(' ')}`,
    ];
  });
}

export function ikev2PolicyLines(policies: readonly Ikev2Policy[]): string[] {
  return defaultFirst(policies).flatMap(({ name, vrf = 'global', localAddress, proposals }) => [
    ` IKEv2 policy : ${name}`,
    `      Match fvrf${name === defaultName ? '' : ' '} : ${vrf}`,
    `      Match address local : ${localAddress === undefined ? 'any ' : formatIpv4(localAddress)}`,
    ...proposals.map((proposal) => `      Proposal    : ${proposal} `),
  ]);
}

function defaultFirst<T extends { name: string }>(all: readonly T[]): T[] {
  return [...all.filter(({ name }) => name === defaultName), ...all.filter(({ name }) => name !== defaultName)];
}

interface Uses {
  /** How many things refer to the profile. */
  references: number;
  saysShutdown: boolean;
}

export function ikev2ProfileLines(profile: Ikev2Profile, { references, saysShutdown }: Uses): string[] {
  const { name, matchRemote, matchLocalAddress, matchVrf, identityLocal, keyring, lifetime } = profile;
  return [
    `IKEv2 profile: ${name}`,
    ...(saysShutdown ? [' Shutdown : No'] : []),
    ` Ref Count: ${references}`,
    ' Match criteria: ',
    `  Fvrf: ${matchVrf ?? 'global'}`,
    `  Local address/interface: ${matchLocalAddress === undefined ? 'none' : formatIpv4(matchLocalAddress)}`,
    ...(matchRemote.length > 0 ? ['  Identities: ', ...matchRemote.map((one) => `   ${textOfMatch(one)}`)] : ['  Identities: none']), // prettier-ignore
    ...mapLines(profile),
    ` Local identity: ${identityLocal === undefined ? 'none' : textOfIdentity(identityLocal)}`,
    ' Remote identity: none',
    ` Local authentication method: ${profile.authenticationLocal ?? 'none'}`,
    ` Remote authentication method(s): ${orNone(profile.authenticationRemote)}`,
    ' EAP options: none',
    ` Keyring: ${keyring ?? 'none'}`,
    ` Trustpoint(s): ${orNone(profile.trustpoints)}`,
    ` Lifetime: ${lifetime} seconds`,
    ...timerLines(profile),
    ` Ivrf: ${profile.insideVrf ?? 'none'}`,
    ` Virtual-template: ${profile.virtualTemplate ?? 'none'}`,
    ' mode auto: none',
    ...services.map((service) => ` ${service}: ${service === groupAuthorization ? groupsOf(profile) : 'none'}`),
    '',
  ];
}

function groupsOf({ authorizations }: Ikev2Profile): string {
  const all = [...(authorizations ?? [])].map(([kind, { list, policy }]) => `${kind} mlist ${list}, name ${policy}`);
  return all.length > 0 ? all.join('; ') : 'none';
}

function mapLines({ certificateMaps = [] }: Ikev2Profile): string[] {
  if (certificateMaps.length === 0) return ['  Certificate maps: none'];
  return ['  Certificate maps: ', ...certificateMaps.map((map) => `   ${map}`)];
}

const groupAuthorization = 'AAA group authorization';

/** What AAA does for a profile: there is one thing of it here. */
const services = [
  'AAA AnyConnect EAP authentication mlist',
  'AAA EAP authentication mlist',
  'AAA authentication mlist',
  'AAA Accounting',
  groupAuthorization,
  'AAA user authorization',
] as const;

function timerLines({ dpd, natKeepalive }: Ikev2Profile): string[] {
  return [
    ` DPD: ${dpd ? `interval ${dpd.interval}, retry-interval ${dpd.retry}, ${dpd.mode}` : 'disabled'}`,
    ` NAT-keepalive: ${natKeepalive === undefined ? 'disabled' : `${natKeepalive} seconds`}`,
  ];
}

function orNone(words: readonly string[]): string {
  return words.length > 0 ? words.join(' ') : 'none';
}
