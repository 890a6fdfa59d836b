/** IPv4 and MAC addresses. An IPv4 address is a number from 0 to 2^32 - 1; a mask is one too. */

/** Returns undefined when the text is not four decimal octets. */
export function parseIpv4(text: string): number | undefined {
  const octets = text.split('.');
  if (octets.length !== 4 || !octets.every((octet) => /^\d{1,3}$/.test(octet) && Number(octet) <= 255))
    return undefined;
  return octets.reduce((address, octet) => address * 256 + Number(octet), 0);
}

export function formatIpv4(address: number): string {
  return `${address >>> 24}.${(address >>> 16) & 255}.${(address >>> 8) & 255}.${address & 255}`;
}

/** The mask of a prefix length: 30 gives 255.255.255.252. */
export function maskOfLength(length: number): number {
  return length === 0 ? 0 : (0xffffffff << (32 - length)) >>> 0;
}

/** The prefix length of a mask, or undefined when its ones are not contiguous. */
export function lengthOfMask(mask: number): number | undefined {
  const length = 32 - Math.clz32(~mask >>> 0 === 0 ? 0 : ~mask >>> 0);
  const ones = 32 - length;
  return maskOfLength(ones) === mask >>> 0 ? ones : undefined;
}

/** Of one address alone. */
export const hostMask = 0xffffffff;

export function networkOf(address: number, mask: number): number {
  return (address & mask) >>> 0;
}

export function broadcastOf(address: number, mask: number): number {
  return (address | ~mask) >>> 0;
}

/** Cisco's spelling: 0011.2233.4455. */
export function formatMacDotted(mac: Uint8Array): string {
  return [0, 2, 4].map((i) => pair(mac, i) + pair(mac, i + 1)).join('.');
}

/** The common spelling: 00:11:22:33:44:55. */
export function formatMac(mac: Uint8Array): string {
  return Array.from(mac, (_, i) => pair(mac, i)).join(':');
}

function pair(mac: Uint8Array, index: number): string {
  return (mac[index] ?? 0).toString(16).padStart(2, '0');
}
