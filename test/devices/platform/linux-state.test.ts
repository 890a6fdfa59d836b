/** What of a Linux's state is read of what it prints, where no machine at hand has it. (On real ones: test/interop.) */
import { describe, expect, it } from 'vitest';
import { iptables, nftables } from '../../../src-main/devices/platform/linux-state/firewall.ts';
import { links } from '../../../src-main/devices/platform/linux-state/links.ts';
import { routes } from '../../../src-main/devices/platform/linux-state/routes.ts';
import { spelling } from '../../../src-main/devices/platform/linux-state/spelling.ts';
import { xfrm } from '../../../src-main/devices/platform/linux-state/xfrm.ts';

describe('commands on a Linux', () => {
  it('are typed as they are by root, with the path of iproute2', () => {
    expect(spelling('0\n/sbin/ip\nnone', 'L1')('$ip link delete x')).toBe('/sbin/ip link delete x');
  });

  it('go by sudo for others, and leave the text that a command reads outside', () => {
    const spell = spelling('1000\n/sbin/ip\nsudo', 'L1');
    expect(spell("echo 'a b' >/etc/x")).toBe(String.raw`sudo -n sh -c 'echo '\''a b'\'' >/etc/x'`);
    expect(spell("nft -f - <<'QUICKMODE'")).toBe(`sudo -n sh -c 'nft -f -' <<'QUICKMODE'`);
  });

  it.each([
    ['1000\n/sbin/ip\nnone', /root alone/],
    ['0\nip\nnone\nno tar\nno base64', /it lacks tar and base64/],
  ])('are none where they would not be taken: %j', (probed, why) => {
    expect(() => spelling(probed, 'L1')).toThrow(why);
  });
});

describe('rules of a firewall', () => {
  const table = '*nat\n:PREROUTING ACCEPT [7:9]\n:OWN - [0:0]\n-A OWN -s 10.1.0.0/16 -j ACCEPT\nCOMMIT';

  it('are the same whatever they have counted, and whenever they were saved', () => {
    const first = iptables.facts(`% iptables\n# Generated on Monday\n${table}\n% ip6tables\n`);
    const second = iptables.facts(
      `% iptables\n# Generated on Tuesday\n${table.replace('[7:9]', '[8:99]')}\n% ip6tables\n`,
    );
    expect(first.map(({ id }) => id)).toEqual(second.map(({ id }) => id));
    expect(first).toHaveLength(1);
    expect(first[0]?.make?.slice(0, 3)).toEqual(["iptables-restore <<'QUICKMODE'", '*nat', ':PREROUTING ACCEPT [0:0]']);
    expect(first[0]?.unmake?.slice(1, -1)).toEqual(['*nat', ':PREROUTING ACCEPT [0:0]', 'COMMIT']);
  });

  it('are none where all is accepted', () => {
    expect(iptables.facts('% iptables\n*filter\n:INPUT ACCEPT [1:2]\nCOMMIT\n% ip6tables\n')).toEqual([]);
  });

  it('of nftables are taken table by table, without those of iptables', () => {
    const own = 'table inet lab {\n\tchain input {\n\t}\n}\n';
    const other = '# Warning: table ip nat is managed by iptables-nft, do not touch!\ntable ip nat {\n}\n';
    expect(nftables.facts(own + other)).toMatchObject([
      { says: 'the table inet lab of nftables', unmake: ['nft delete table inet lab'] },
    ]);
  });
});

describe('links and routes', () => {
  const up =
    '<POINTOPOINT,NOARP,UP,LOWER_UP> mtu 1400 qdisc noqueue state UNKNOWN mode DEFAULT group default qlen 1000';

  it.each([
    [
      `10: v1@NONE: ${up}\\    link/ipip 10.0.0.1 peer 10.0.0.2 promiscuity 0  allmulti 0 minmtu 68 maxmtu 65515 \\    vti remote 10.0.0.2 local 10.0.0.1 ikey 0.0.0.42 okey 0.0.0.42 addrgenmode eui64 numtxqueues 1 `,
      'v1 type vti remote 10.0.0.2 local 10.0.0.1 ikey 0.0.0.42 okey 0.0.0.42',
    ],
    [
      `12: x1@eth0: ${up}\\    link/none promiscuity 0 minmtu 68 maxmtu 65535 \\    xfrm if_id 0x5 addrgenmode eui64 numtxqueues 1 `,
      'x1 type xfrm dev eth0 if_id 0x5',
    ],
    [
      `5: eth0.7@eth0: ${up}\\    link/ether 52:54:00:71:6d:01 brd ff:ff:ff:ff:ff:ff promiscuity 0 minmtu 0 maxmtu 65535 \\    vlan protocol 802.1Q id 7 <REORDER_HDR> addrgenmode eui64 `,
      'link eth0 name eth0.7 type vlan protocol 802.1Q id 7',
    ],
    // busybox shows the kinds of tunnels, and no others.
    [
      `9: g1@NONE: ${up}\\    link/gre 10.0.0.1 peer 10.0.0.2\ng1: gre/ip remote 10.0.0.2 local 10.0.0.1 ttl 255 key 7`,
      'g1 type gre remote 10.0.0.2 local 10.0.0.1 ttl 255 key 7',
    ],
  ])('are made as they are shown: %#', (printed, made) => {
    expect(links.facts(printed)[0]?.make).toEqual([`$ip link add ${made}`]);
  });

  it('leave alone what comes with a module, and routes that others see to', () => {
    expect(links.facts(`3: gre0@NONE: ${up}\\    link/gre 0.0.0.0 brd 0.0.0.0`)).toEqual([]);
    const others = [
      '10.0.0.0/24 dev eth0 proto kernel scope link src 10.0.0.1 ',
      'default via 192.0.2.1 dev eth0 proto dhcp src 192.0.2.7 metric 100 ',
      '10.3.0.0/16 via 10.0.0.2 dev eth0 proto 196 metric 20 ',
      '10.4.0.0/16 via 10.0.0.2 dev eth0 table 220 proto static src 10.0.0.1 ',
      '10.0.0.0/24 dev eth0 scope link  src 10.0.0.1 ',
    ];
    expect(routes.facts(others.join('\n'))).toEqual([]);
  });

  it('are the same when a link has just gone down', () => {
    const ids = (line: string): string[] => routes.facts(line).map(({ id }) => id);
    const line = '10.9.0.0/16 via 10.0.0.2 dev eth0 ';
    expect(ids(`${line}linkdown `)).toEqual(ids(line));
  });
});

it('says nothing of the keys of an association to people', () => {
  const [fact] = xfrm.facts(
    'src 10.0.0.1 dst 10.0.0.2\n\tproto esp spi 0x00000001 reqid 1 mode tunnel\n\treplay-window 0 \n' +
      '\tenc cbc(aes) 0x0102030405060708090a0b0c0d0e0f10\n\tanti-replay context: seq 0x0, oseq 0x0, bitmap 0x00000000\n%\n',
  );
  expect(fact?.says).toBe('the association src 10.0.0.1 dst 10.0.0.2 proto esp spi 0x00000001');
  expect(fact?.make?.[0]).toMatch(/enc 'cbc\(aes\)' 0x0102030405060708090a0b0c0d0e0f10$/);
});
