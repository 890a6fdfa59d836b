/** Which of the configured proposals, profiles and keys are for a peer. */
import { networkOf } from '../../base/address.ts';
import { bytesOfHex, bytesOfLatin1 } from '../../base/bytes.ts';
import type {
  Ikev2Configuration,
  Ikev2Identity,
  Ikev2KeyringPeer,
  Ikev2Policy,
  Ikev2Profile,
  Ikev2Proposal,
} from './configuration.ts';
import { isMatched } from './identity.ts';

/** A policy for this local address goes before one for any; the default one, which is for any, is the last. */
export function policyFor(
  { policies }: Ikev2Configuration,
  local: number,
  frontDoor: string | undefined,
): Ikev2Policy | undefined {
  const all = [...policies.values()].filter(({ vrf }) => isThrough(vrf, frontDoor));
  return (
    all.find(({ localAddress }) => localAddress === local) ??
    all.find(({ localAddress, name }) => localAddress === undefined && name !== 'default') ??
    all.find(({ name }) => name === 'default')
  );
}

export function proposalsOfPolicy({ proposals }: Ikev2Configuration, policy: Ikev2Policy | undefined): Ikev2Proposal[] {
  return policy?.proposals.flatMap((name) => proposals.get(name) ?? []) ?? [];
}

/** `match fvrf`: without it, peers in the global table are meant. */
const isThrough = (wanted: string | undefined, frontDoor: string | undefined): boolean =>
  wanted === 'any' || wanted === frontDoor;

/** A profile can be used when it says who the peer may be, and how both ends prove who they are. */
export function isComplete(profile: Ikev2Profile): boolean {
  const { matchRemote, certificateMaps = [], peers = [], authenticationLocal, authenticationRemote } = profile;
  const saysWho = matchRemote.length > 0 || certificateMaps.length > 0 || peers.length > 0;
  return saysWho && authenticationLocal !== undefined && authenticationRemote.length > 0;
}

/** Where a peer is reached. */
export interface PeerPlace {
  local: number;
  remote: number;
  frontDoor: string | undefined;
}

/** Who a peer says that it is, and whether a certificate map means the certificate that it has sent. */
export interface Claim {
  identity: Ikev2Identity;
  isMapped(map: string): boolean;
}

export function accepts(profile: Ikev2Profile, { local, remote, frontDoor }: PeerPlace, claim: Claim): boolean {
  const { matchLocalAddress, matchRemote, certificateMaps = [], matchVrf, peers = [] } = profile;
  if (!isThrough(matchVrf, frontDoor)) return false;
  const isOurs = matchLocalAddress === undefined || matchLocalAddress === local;
  const isMeant =
    matchRemote.some((match) => isMatched(claim.identity, match)) ||
    certificateMaps.some((map) => claim.isMapped(map)) ||
    peers.some(({ address, mask }) => networkOf(remote, mask) === networkOf(address, mask));
  return isOurs && isMeant;
}

/** For a peer that has begun: the first profile that is for it. */
export function profileFor({ profiles }: Ikev2Configuration, place: PeerPlace, claim: Claim): Ikev2Profile | undefined {
  return [...profiles.values()].find((profile) => isComplete(profile) && accepts(profile, place, claim));
}

/** The entry of a profile's keyring for a peer: by its identity, else by its address, the most exact first. */
export function keyringPeerFor(
  { keyrings }: Ikev2Configuration,
  { keyring }: Ikev2Profile,
  { remote, identity }: { remote: number; identity: Ikev2Identity | undefined },
): Ikev2KeyringPeer | undefined {
  const peers = (keyring === undefined ? undefined : keyrings.get(keyring))?.peers ?? [];
  const named = identity && peers.find((peer) => peer.identity && isMatched(identity, peer.identity));
  if (named) return named;
  const near = peers.filter(
    ({ address, mask }) => address !== undefined && networkOf(remote, mask) === networkOf(address, mask),
  );
  return near.sort((a, b) => b.mask - a.mask)[0];
}

/** `hex` before the digits makes a key of bytes; everything else is its characters. */
export function secretOf(key: string | undefined): Uint8Array | undefined {
  if (key === undefined) return undefined;
  const digits = /^hex\s+((?:[0-9a-f]{2})+)$/i.exec(key)?.[1];
  return digits === undefined ? bytesOfLatin1(key) : bytesOfHex(digits);
}
