/**
 * Vendor ids: what we can do beyond the RFC, and what the peer says of itself. IOS offers every version of NAT
 * traversal that it has with its first message, and the responder says which of them it is.
 */
import type { Payload } from '../wire/isakmp/payloads.ts';
import { nameOfVendorId, vendorIdOf, type KnownVendor } from '../wire/isakmp/vendor-id.ts';
import type { Association } from './association.ts';
import type { Task } from './task.ts';

const traversals: readonly KnownVendor[] = [
  'NAT-T RFC 3947',
  'NAT-T draft 07',
  'NAT-T draft 03',
  'NAT-T draft 02 without line end',
];

/** @param how silently: those of the peer have been noted with the suite */
export function vendorIds(
  association: Association,
  ours: () => readonly KnownVendor[],
  how: 'noted' | 'silently' = 'noted',
): Task {
  return {
    build: (message) => {
      for (const vendor of ours()) {
        association.trace({ kind: 'vendor-announced', connectionId: association.connectionId, vendor });
        association.announced.add(vendor);
        message.push({ kind: 'vendorId', data: vendorIdOf(vendor) });
      }
    },
    process: (message) => {
      if (how === 'noted') noteVendorIds(association, message);
      return 'done';
    },
  };
}

/** Those that belong to the offer and to the choice. */
export function firstIds(association: Association): readonly KnownVendor[] {
  const fragmentation = canFragment(association) ? (['fragmentation'] as const) : [];
  return [...traversalIds(association), ...fragmentation];
}

function canFragment({ env, role, vendors }: Association): boolean {
  const setting = env.settings?.().fragmentation;
  if (role === 'initiator') return setting === 'announced';
  return setting !== undefined && setting !== 'no' && vendors.has('fragmentation');
}

function traversalIds({ env, role, vendors }: Association): readonly KnownVendor[] {
  if (env.isNatTransparent?.() === false) return [];
  if (role === 'initiator') return traversals;
  return traversals.filter((vendor) => vendors.has(vendor)).slice(0, 1);
}

/** Those that go with the key exchange. */
export function capabilityIds(association: Association): readonly KnownVendor[] {
  const { env, remote } = association;
  const hasLogin = env.accessServer?.isLoginRequired(association) === true || env.accessClient?.logsIn(remote) === true;
  return hasLogin ? ['Unity', 'DPD', 'XAUTH'] : ['DPD'];
}

export function noteVendorIds(association: Association, message: readonly Payload[]): void {
  const { env, connectionId } = association;
  for (const payload of message) {
    if (payload.kind !== 'vendorId') continue;
    const { data } = payload;
    const vendor = nameOfVendorId(data);
    if (vendor) association.vendors.add(vendor);
    env.trace({ kind: 'vendor-received', connectionId, vendor, data });
  }
}
