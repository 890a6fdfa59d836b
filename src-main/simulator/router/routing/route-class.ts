/** The classes of networks (RFC 791 section 3.2), by which IOS still lays out its routing table. */

/** 255.0.0.0, 255.255.0.0 or 255.255.255.0. */
export function classMaskOf(network: number): number {
  const octet = network >>> 24;
  if (octet < 128) return 0xff000000;
  return octet < 192 ? 0xffff0000 : 0xffffff00;
}
