/** What parsing a long `show crypto ipsec sa` costs, in a process of its own: prints milliseconds, bytes and heap as JSON. */
import { parseShowCryptoIpsecSa } from '../../src-main/parsers/ios/show-crypto-ipsec-sa.ts';

const associations = 5000;
const runs = 25;

/** Two associations for each ident; addresses, SPIs and counters follow from a number. */
function longText(): string {
  let state = 20_261_127;
  const next = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const idents = Array.from({ length: associations / 2 }, (_, index) => identText(index, next));
  // As a file is read: one text, not a chain of pieces.
  return Buffer.from(
    `\ninterface: GigabitEthernet0/0\n    Crypto map tag: CMAP, local addr 192.0.2.1\n${idents.join('')}`,
  ).toString('latin1');
}

function identText(index: number, next: (below: number) => number): string {
  const net = `10.${(index >> 8) & 0xff}.${index & 0xff}`;
  const peer = `198.51.${100 + (index >> 8)}.${index & 0xff}`;
  const [into, out, packets] = [next(2 ** 32), next(2 ** 32), next(5_000_000)];
  return `
   protected vrf: (none)
   local  ident (addr/mask/prot/port): (172.16.0.0/255.255.0.0/0/0)
   remote ident (addr/mask/prot/port): (${net}.0/255.255.255.0/0/0)
   current_peer ${peer} port 500
     PERMIT, flags={origin_is_acl,}
    #pkts encaps: ${packets}, #pkts encrypt: ${packets}, #pkts digest: ${packets}
    #pkts decaps: ${packets >> 1}, #pkts decrypt: ${packets >> 1}, #pkts verify: ${packets >> 1}
    #pkts compressed: 0, #pkts decompressed: 0
    #pkts not compressed: 0, #pkts compr. failed: 0
    #pkts not decompressed: 0, #pkts decompress failed: 0
    #send errors 0, #recv errors 0

     local crypto endpt.: 192.0.2.1, remote crypto endpt.: ${peer}
     plaintext mtu 1438, path mtu 1500, ip mtu 1500, ip mtu idb GigabitEthernet0/0
     current outbound spi: ${spiText(out)}
     PFS (Y/N): N, DH group: none

${listText('inbound', into, 2 * index, next(3600))}
${listText('outbound', out, 2 * index + 1, next(3600))}`;
}

const spiText = (spi: number): string => `0x${spi.toString(16).toUpperCase()}(${spi})`;

function listText(direction: string, spi: number, id: number, seconds: number): string {
  return `     ${direction} esp sas:
      spi: ${spiText(spi)}
        transform: esp-256-aes esp-sha256-hmac ,
        in use settings ={Tunnel, }
        conn id: ${id + 1}, flow_id: SW:${id + 1}, sibling_flags 80000040, crypto map: CMAP
        sa timing: remaining key lifetime (k/sec): (${4_608_000 - id}/${seconds})
        IV size: 16 bytes
        replay detection support: Y
        Status: ACTIVE(ACTIVE)

     ${direction} ah sas:

     ${direction} pcp sas:
`;
}

const text = longText();
const times = Array.from({ length: runs }, () => {
  const before = process.cpuUsage();
  parseShowCryptoIpsecSa(text);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
});
globalThis.gc?.();
const before = process.memoryUsage().heapUsed;
const { records, outcome, unknown } = parseShowCryptoIpsecSa(text);
globalThis.gc?.();
const held = process.memoryUsage().heapUsed - before;
if (records.length !== associations / 2 || outcome !== 'complete' || unknown.length > 0)
  throw new Error(`${records.length} idents, ${outcome}, ${unknown.length} lines not understood`);
process.stdout.write(JSON.stringify({ times, bytes: text.length, held }));
