/**
 * What a release does not have yet: it neither lists the words nor takes them. SHA-2, AES-GCM and the groups from 14 on
 * came with 15.1(2)T, AES with 12.2(13)T (command reference; Cisco's feature guide "AES" of 12.2(13)T).
 */
import type { IosDevice } from '../device.ts';

/** When the lines exist that name the newer groups, hashes and transforms. */
export function isNextGeneration({ device: { flavour } }: { readonly device: IosDevice }): boolean {
  return flavour.hasNextGeneration;
}
