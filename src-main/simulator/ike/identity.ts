/** Selectors as the identification payloads of quick mode (RFC 2407 section 4.6.2). */
import { lengthOfMask } from '../../base/address.ts';
import { bytesOfNumber, putU32, u32 } from '../../base/bytes.ts';
import { hostSelector, isSameSelector, type Selector } from '../ipsec/proposal.ts';
import type { IdentificationPayload } from '../wire/isakmp/identification.ts';
import { identificationTypes } from '../wire/isakmp/numbers.ts';
import type { Payload } from '../wire/isakmp/payloads.ts';

const { ID_IPV4_ADDR, ID_IPV4_ADDR_SUBNET } = identificationTypes;

/** One address is sent as an address, everything else as a subnet: IOS calls them type 1 and type 4 (seed 001). */
export function identificationOf({ address, mask, protocol, port }: Selector): IdentificationPayload {
  if (mask === 0xffffffff)
    return { kind: 'identification', type: ID_IPV4_ADDR, protocol, port, data: bytesOfNumber(address, 4) };
  const data = new Uint8Array(8);
  putU32(data, 0, address);
  putU32(data, 4, mask);
  return { kind: 'identification', type: ID_IPV4_ADDR_SUBNET, protocol, port, data };
}

/** Undefined for identities that no selector expresses: names, ranges, IPv6, masks with holes. */
export function selectorOf({ type, protocol, port, data }: IdentificationPayload): Selector | undefined {
  if (type === ID_IPV4_ADDR && data.length === 4) return { address: u32(data, 0), mask: 0xffffffff, protocol, port };
  if (type !== ID_IPV4_ADDR_SUBNET || data.length !== 8) return undefined;
  const mask = u32(data, 4);
  return lengthOfMask(mask) === undefined ? undefined : { address: u32(data, 0), mask, protocol, port };
}

/** The initiator's identity comes first. */
function identitiesOf(message: readonly Payload[]): IdentificationPayload[] {
  return message.filter((payload) => payload.kind === 'identification');
}

export interface Selectors {
  localSelector: Selector;
  remoteSelector: Selector;
}

export function isSameChild(a: Selectors, b: Selectors): boolean {
  return isSameSelector(a.localSelector, b.localSelector) && isSameSelector(a.remoteSelector, b.remoteSelector);
}

/** What the initiator of a quick mode wants protected, as its responder sees it; undefined when we cannot express it. */
export function selectorsOf(
  message: readonly Payload[],
  { local, remote }: { local: number; remote: number },
): Selectors | undefined {
  const [theirs, ours] = identitiesOf(message);
  // Without identities the peers negotiate for themselves (RFC 2409 section 5.5).
  if (!theirs || !ours) return { localSelector: hostSelector(local, 0), remoteSelector: hostSelector(remote, 0) };
  const remoteSelector = selectorOf(theirs);
  const localSelector = selectorOf(ours);
  return localSelector && remoteSelector ? { localSelector, remoteSelector } : undefined;
}

/** Whether a responder has sent the initiator's identities back as they were. */
export function areEchoed(message: readonly Payload[], { localSelector, remoteSelector }: Selectors): boolean {
  const answered = identitiesOf(message).map(selectorOf);
  return [localSelector, remoteSelector].every((asked, i) => {
    const answer = answered[i];
    return answer !== undefined && isSameSelector(asked, answer);
  });
}
