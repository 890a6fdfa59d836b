/** The debugs of IOS 12.2 as seed 001 has them: crypto maps on two routers, and the one that begins watches. */
import { beforeAll, describe, expect, it } from 'vitest';
import { bareConsoles, type NetworkConsole } from '../network-console.ts';

async function site(
  router: NetworkConsole,
  own: string,
  { gateway, peer }: { gateway: string; peer: string },
): Promise<void> {
  const [inner, outer] = own === '172.16.0.1' ? ['10.1.1', '10.1.2'] : ['10.1.2', '10.1.1'];
  const refused = await router.configure(`crypto isakmp policy 1
 encr 3des
 authentication pre-share
crypto isakmp key C!scO address ${peer}
crypto ipsec transform-set myset esp-3des esp-md5-hmac
access-list 101 permit ip ${inner}.0 0.0.0.255 ${outer}.0 0.0.0.255
crypto map vpn 10 ipsec-isakmp
 set peer ${peer}
 set transform-set myset
 match address 101
interface Loopback0
 ip address ${inner}.1 255.255.255.0
interface FastEthernet0/0
 ip address ${own} 255.255.255.252
 no shutdown
 crypto map vpn
ip route 0.0.0.0 0.0.0.0 ${gateway}`);
  expect(refused).toEqual([]);
}

let said: string;

beforeAll(async () => {
  const { clock, r1, r2, r3 } = bareConsoles('12.2(40)');
  await r2.configure(
    'int f0/0\nip address 172.16.0.2 255.255.255.252\nno shut\nint f0/1\nip address 172.16.0.5 255.255.255.252\nno shut',
  );
  await site(r1, '172.16.0.1', { gateway: '172.16.0.2', peer: '172.16.0.6' });
  await site(r3, '172.16.0.6', { gateway: '172.16.0.5', peer: '172.16.0.1' });
  clock.runUntil(10_000);
  await r1.type('ping 172.16.0.6');
  await r1.type('debug crypto isakmp\ndebug crypto ipsec');
  await r1.type('ping 10.1.2.1 source 10.1.1.1');
  said = r1.messages.map((line) => line.replace(/^\d+ /, '')).join('\n');
});

describe('the crypto debugs of 12.2', () => {
  it.each([
    'transform= esp-3des esp-md5-hmac ,\n    lifedur= 3600s and 4608000kb,',
    'ISAKMP: received ke message (1/1)\nISAKMP: local port 500, remote port 500\n',
    ': Input = IKE_MESG_FROM_IPSEC, IKE_SA_REQ_MM\nOld State = IKE_READY  New State = IKE_I_MM1 \n',
    'ISAKMP (0:0): beginning Main Mode exchange\nISAKMP (0:0): sending packet to 172.16.0.6 (I) MM_NO_STATE\n',
    'ISAKMP (0:0): received packet from 172.16.0.6 (I) MM_NO_STATE\n',
    'ISAKMP (0:0): Checking ISAKMP transform 1 against priority 1 policy\nISAKMP:      encryption 3DES-CBC\n',
    '): SA has been authenticated with 172.16.0.6\n',
    'ISAKMP:      encaps is 1\n',
    'inbound SA from 172.16.0.6 to 172.16.0.1 (proxy 10.1.2.0 to 10.1.1.0)\n',
    'IPSEC(key_engine): got a queue event...\nIPSEC(initialize_sas): ,\n  (key eng. msg.) INBOUND local= 172.16.0.1, remote= 172.16.0.6,\n',
    'IPSEC(create_sa): sa created,\n  (sa) sa_dest= 172.16.0.1, sa_prot= 50,\n',
    ', Input = IKE_MESG_FROM_PEER, IKE_QM_EXCH\nOld State = IKE_QM_I_QM1  New State = IKE_QM_PHASE2_COMPLETE\n',
  ])('say %j', (text) => {
    expect(said).toContain(text);
  });

  it('say nothing in the words of 12.4', () => {
    expect(said).not.toMatch(/ISAKMP:\(|my_port|peer struct|Sending an IKE|sa_proto=|policy_db_add_ident/);
  });

  it('tell the numbers of the associations that are made', () => {
    const numbers = [...said.matchAll(/spi= (0x[0-9A-F]+\(\d+\)), conn_id= [1-9]/g)].map(([, spi]) => spi);
    expect(numbers).toHaveLength(2);
    for (const spi of numbers) expect(said).toContain(`sa_spi= ${spi},`);
  });
});
