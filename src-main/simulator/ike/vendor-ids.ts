/** Vendor ids: what we can do beyond the RFC, said with the key exchange as IOS does, and what the peer says of itself. */
import type { Payload } from '../wire/isakmp/payloads.ts';
import { nameOfVendorId, vendorIdOf, type KnownVendor } from '../wire/isakmp/vendor-id.ts';
import type { Association } from './association.ts';
import type { Task } from './task.ts';

export function vendorIds(association: Association, ours: readonly KnownVendor[]): Task {
  return {
    build: (message) => {
      for (const vendor of ours) {
        association.trace({ kind: 'vendor-announced', connectionId: association.connectionId, vendor });
        message.push({ kind: 'vendorId', data: vendorIdOf(vendor) });
      }
    },
    process: (message) => {
      noteVendorIds(association, message);
      return 'done';
    },
  };
}

export function noteVendorIds({ env, connectionId }: Association, message: readonly Payload[]): void {
  for (const payload of message) {
    if (payload.kind !== 'vendorId') continue;
    const { data } = payload;
    env.trace({ kind: 'vendor-received', connectionId, vendor: nameOfVendorId(data), data });
  }
}
