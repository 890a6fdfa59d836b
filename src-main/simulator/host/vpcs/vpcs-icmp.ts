/** What VPCS calls the codes of "destination unreachable". */
const texts: Readonly<Record<number, string>> = {
  0: 'Destination network unreachable',
  1: 'Destination host unreachable',
  2: 'Destination protocol unreachable',
  3: 'Destination port unreachable',
  4: 'Fragmentation required, and DF flag set',
  13: 'Communication administratively prohibited',
};

export function textOfUnreachable(code: number): string {
  return `ICMP type:3, code:${code}, ${texts[code] ?? 'Unknown'}`;
}
