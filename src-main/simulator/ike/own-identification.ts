/**
 * Who we say we are (`crypto isakmp identity`, `self-identity` of a profile, `set aggressive-mode client-endpoint` of a
 * peer). With certificates IOS sends its host name where no other identity is configured.
 */
import { parseIpv4 } from '../../base/address.ts';
import { bytesOfLatin1, bytesOfNumber } from '../../base/bytes.ts';
import { ipProtocols } from '../wire/ipv4.ts';
import type { IdentificationPayload } from '../wire/isakmp/identification.ts';
import { identificationTypes } from '../wire/isakmp/numbers.ts';
import { udpPorts } from '../wire/udp.ts';
import type { Association } from './association.ts';
import type { IsakmpProfile } from './configuration.ts';
import type { IkeAuthentication, IkeEnvironment } from './environment.ts';

const { ID_IPV4_ADDR, ID_FQDN, ID_USER_FQDN, ID_DER_ASN1_DN, ID_KEY_ID } = identificationTypes;

interface Identity {
  type: number;
  data: Uint8Array;
}

export function ownIdentification(association: Association, method: IkeAuthentication): IdentificationPayload {
  const identity =
    endpointIdentity(association) ?? profileIdentity(association) ?? configuredIdentity(association, method);
  // With the port of the exchange, as IOS does; behind a NAT the port says nothing (RFC 3947 section 4).
  const port = association.isFloated ? 0 : udpPorts.isakmp;
  return { kind: 'identification', protocol: ipProtocols.udp, port, ...identity };
}

const named = (type: number, name: string): Identity => ({ type, data: bytesOfLatin1(name) });

/** `set aggressive-mode client-endpoint {ipv4-address A | fqdn NAME | user-fqdn NAME | key-id NAME}` */
function endpointIdentity({ env, remote, mode }: Association): Identity | undefined {
  const endpoint = env.settings?.().aggressivePeers.get(remote)?.clientEndpoint;
  if (endpoint === undefined || mode === 'main') return undefined;
  const [kind = '', name = ''] = endpoint.split(' ');
  const type = endpointTypes[kind];
  if (type !== undefined) return named(type, name);
  const address = kind === 'ipv4-address' ? parseIpv4(name) : undefined;
  return address === undefined ? undefined : { type: ID_IPV4_ADDR, data: bytesOfNumber(address, 4) };
}

const endpointTypes: Readonly<Record<string, number>> = {
  fqdn: ID_FQDN,
  'user-fqdn': ID_USER_FQDN,
  'key-id': ID_KEY_ID,
};

function profileIdentity(association: Association): Identity | undefined {
  const { selfIdentity, selfIdentityName }: Partial<IsakmpProfile> = association.profile ?? {};
  const name = selfIdentityName ?? association.env.hostName?.();
  if (selfIdentity === 'address') return addressIdentity(association);
  if (selfIdentity === undefined || name === undefined) return undefined;
  return named(selfIdentity === 'fqdn' ? ID_FQDN : ID_USER_FQDN, name);
}

function configuredIdentity(association: Association, method: IkeAuthentication): Identity {
  const { env, trustpoints } = association;
  const identity = env.settings?.().identity;
  const own = method === 'rsa-sig' ? env.credentials?.identity(trustpoints) : undefined;
  if (own && identity === 'dn') return { type: ID_DER_ASN1_DN, data: own.subject };
  return (own || identity === 'hostname' ? nameIdentity(env) : undefined) ?? addressIdentity(association);
}

function nameIdentity(env: IkeEnvironment): Identity | undefined {
  const hostName = env.hostName?.();
  return hostName === undefined ? undefined : named(ID_FQDN, hostName);
}

function addressIdentity({ local }: Association): Identity {
  return { type: ID_IPV4_ADDR, data: bytesOfNumber(local, 4) };
}
