/** Packets on a link, made up: one in the clear, and one each way that is protected. */
import type { PacketRow } from '../../src-main/api/contract/laboratory.ts';

function row(number: number, protocol: string, fields: PacketRow['fields']): PacketRow {
  const [source, destination] = number % 2 === 0 ? ['172.16.0.6', '172.16.0.1'] : ['172.16.0.1', '172.16.0.6'];
  const bytes = Uint8Array.from({ length: 34 }, (_, place) => place + 40);
  return { number, seconds: number / 4, source, destination, protocol, fields, bytes };
}

export function pretendPackets(link: string): PacketRow[] {
  return [
    row(1, 'GRE', [
      ['length', '124'],
      ['inner', `10.0.0.1>10.0.0.2/${link}`],
    ]),
    row(2, 'ESP', [
      ['length', '152'],
      ['spi', '0x5351d51e'],
      ['sequence', '1'],
    ]),
    row(3, 'ESP', [
      ['length', '152'],
      ['spi', '0x8cad44d1'],
      ['sequence', '1'],
    ]),
  ];
}
