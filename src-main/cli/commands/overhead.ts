/** quickmode overhead: how long a packet becomes in a tunnel. */
import { packetLength, type PacketQuestion } from '../../engine/packet-length.ts';
import type { Host } from '../host.ts';
import { table } from '../table.ts';

export interface OverheadOptions extends Pick<PacketQuestion, 'mtu' | 'mode' | 'integrity' | 'ah'> {
  packet: number;
  gre?: true | 'with-key';
  encryption?: PacketQuestion['cipher'];
  nat?: true;
  json?: true;
}

export function overheadCommand(host: Host, options: OverheadOptions): void {
  const { packet, gre, encryption, nat, json, mtu, mode, integrity, ah } = options;
  const way = gre === undefined ? 'none' : gre === true ? 'plain' : 'with key';
  const inside = { mode, cipher: encryption, integrity, ah, isInUdp: nat === true };
  const { parts, total, largest, segment } = packetLength({ length: packet, mtu, gre: way, ...inside });
  if (json) {
    host.out(`${JSON.stringify({ parts, total, largest, segment }, undefined, 2)}\n`);
    return;
  }
  const rows = parts.map(({ name, bytes }) => [`${bytes}`.padStart(5), name]);
  host.out(table([...rows, [`${total}`.padStart(5), 'on the wire']], ['BYTES', 'PART']));
  const fits = total <= mtu ? `It fits into ${mtu}` : `It is ${total - mtu} too long for ${mtu}`;
  host.out(`\n${fits}. The longest packet that fits has ${largest} bytes: ip mtu ${largest}\n`);
  host.out(`TCP's data in that has ${segment} bytes: ip tcp adjust-mss ${segment}\n`);
}
