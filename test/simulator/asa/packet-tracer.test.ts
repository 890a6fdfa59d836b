import { expect, test } from 'vitest';
import { Seed004Lab } from './seed-004-lab.ts';

const fromYellow = 'packet-tracer input inside icmp 192.168.100.11 8 0 172.16.10.11';

function typesOf(shown: string): string[] {
  return [...shown.matchAll(/Type: (.*)\nSubtype: (.*)\nResult: (\w+)/g)].map(([, ...words]) => words.join(' '));
}

test('a packet for the tunnel passes every phase once the tunnel is there, and asks for it before', async () => {
  const lab = await Seed004Lab.booted();
  const first = await lab.output(lab.site1, fromYellow);
  expect(typesOf(first).at(-1)).toBe('VPN encrypt DROP');
  expect(first).toContain('Action: drop\nDrop-reason: (acl-drop) Flow is denied by configured rule');
  await lab.pass(2000);
  const second = await lab.output(lab.site1, fromYellow);
  expect(typesOf(second)).toEqual([
    'UN-NAT static ALLOW',
    'ROUTE-LOOKUP Resolve Egress Interface ALLOW',
    'ACCESS-LIST log ALLOW',
    'NAT  ALLOW',
    'NAT per-session ALLOW',
    'IP-OPTIONS  ALLOW',
    'INSPECT np-inspect ALLOW',
    'VPN encrypt ALLOW',
    'NAT rpf-check ALLOW',
    'FLOW-CREATION  ALLOW',
  ]);
  expect(second).toContain('nat (inside,outside) source static SITE1 SITE1 destination static SITE2 SITE2');
  expect(second).toContain('output-interface: outside\noutput-status: up\noutput-line-status: up\nAction: allow\n');
});

test('what the list denies is dropped there', async () => {
  const lab = await Seed004Lab.booted();
  const shown = await lab.output(lab.site1, 'packet-tracer input inside tcp 192.168.100.11 1025 8.8.8.8 https');
  expect(typesOf(shown).at(-1)).toBe('ACCESS-LIST log DROP');
  expect(shown).toContain('access-list inside_access_in extended deny ip any any log default');
  expect(shown).toContain('Drop-reason: (acl-drop) Flow is denied by configured rule');
});

test('without the exemption the trace shows dynamic PAT and no tunnel, and the tunnel carries nothing', async () => {
  const site1 = 'no nat (inside,outside) source static SITE1 SITE1 destination static SITE2 SITE2\n';
  const lab = await Seed004Lab.booted({ site1 });
  const shown = await lab.output(lab.site1, fromYellow);
  expect(typesOf(shown)).toContain('NAT dynamic ALLOW');
  expect(shown).toContain('nat (inside,outside) source dynamic SITE1 interface');
  expect(shown).toMatch(/Dynamic translate 192\.168\.100\.11\/0 to 10\.255\.1\.2\/\d+/);
  expect(typesOf(shown).join('\n')).not.toContain('VPN');
  expect(await lab.ping(lab.inner1, '172.16.10.11', '192.168.100.11')).not.toContain('!');
  expect(await lab.output(lab.site1, 'show crypto ipsec sa')).toContain('There are no ipsec sas');
});

test('an exemption below the broad PAT has no hits', async () => {
  const site1 = [
    'no nat (inside,outside) source static SITE1 SITE1 destination static SITE2 SITE2',
    'nat (inside,outside) source static SITE1 SITE1 destination static SITE2 SITE2 no-proxy-arp route-lookup',
    '',
  ].join('\n');
  const lab = await Seed004Lab.booted({ site1 });
  await lab.ping(lab.inner1, '172.16.10.11', '192.168.100.11');
  expect(await lab.output(lab.site1, 'show nat detail')).toBe(
    [
      'Manual NAT Policies (Section 1)',
      '1 (inside) to (outside) source dynamic SITE1 interface   ',
      '    translate_hits = 5, untranslate_hits = 0',
      '    Source - Origin: 192.168.100.0/24, 192.168.200.0/24, Translated: 10.255.1.2/32',
      '2 (inside) to (outside) source static SITE1 SITE1   destination static SITE2 SITE2 no-proxy-arp route-lookup',
      '    translate_hits = 0, untranslate_hits = 0',
      '    Source - Origin: 192.168.100.0/24, 192.168.200.0/24, Translated: 192.168.100.0/24, 192.168.200.0/24',
      '    Destination - Origin: 172.16.10.0/24, Translated: 172.16.10.0/24',
      '',
    ].join('\n'),
  );
});

test('without sysopt connection permit-vpn and a permit on outside, decaps grow and nothing arrives', async () => {
  const site2 = 'no access-list outside_access_in extended permit icmp object-group SITE1 object-group SITE2\n';
  const lab = await Seed004Lab.booted({ site2 });
  expect(await lab.ping(lab.inner1, '172.16.10.11', '192.168.100.11')).toContain('.....\n');
  expect(await lab.output(lab.site2, 'show crypto ipsec sa')).toContain(
    '#pkts decaps: 4, #pkts decrypt: 4, #pkts verify: 4',
  );
  expect(await lab.output(lab.site2, 'show asp drop')).toMatch(/Flow is denied by configured rule \(acl-drop\) +4\n/);
  expect(await lab.output(lab.site2, 'show logging')).toContain(
    '%ASA-4-106023: Deny icmp src outside:192.168.100.11 dst inside:172.16.10.11 (type 8, code 0) by access-group "outside_access_in" [0x0, 0x0]',
  );
  await lab.typed(lab.site2, 'configure terminal\rsysopt connection permit-vpn\rend\r');
  expect(await lab.ping(lab.inner1, '172.16.10.11', '192.168.100.11')).toContain('!!!!!\n');
});

test('the detail of a trace names the rule of each phase, what it is for and its hits', async () => {
  const lab = await Seed004Lab.booted();
  await lab.ping(lab.inner1, '172.16.10.11', '192.168.100.11');
  const shown = await lab.output(lab.site1, `${fromYellow} detailed`);
  const rules = [...shown.matchAll(/^ (in|out) +id=0x7fff[0-9a-f]{8}, priority=(\d+), domain=(\S+), deny=(\S+)$/gm)];
  expect(rules.map(([, ...words]) => words.join(' '))).toEqual([
    'in 13 permit false',
    'in 6 nat false',
    'in 0 nat-per-session true',
    'in 0 inspect-ip-options true',
    'in 70 inspect-icmp false',
    'out 70 encrypt false',
    'out 6 nat-reverse false',
  ]);
  expect(shown).toMatch(
    /domain=permit, deny=false\n\thits=6, user_data=0x7fff[0-9a-f]{8}, cs_id=0x0, flags=0x0, protocol=1\n/,
  );
  expect(shown).toMatch(
    /domain=encrypt, .*\n.*hits=4, .*\n\tsrc ip\/id=192\.168\.100\.0, mask=255\.255\.255\.0, port=0, tag=any\n\tdst ip\/id=172\.16\.10\.0, mask=255\.255\.255\.0, port=0, tag=any, dscp=0x0\n\tinput_ifc=any, output_ifc=outside\n/,
  );
});

test('behind a reverse route the next hop is the one on the way to the peer', async () => {
  const lab = await Seed004Lab.booted();
  await lab.output(lab.site1, fromYellow);
  await lab.pass(2000);
  await lab.output(lab.site1, 'configure terminal');
  await lab.output(lab.site1, 'no nat (inside,outside) source static SITE1 SITE1 destination static SITE2 SITE2');
  const shown = await lab.output(lab.site1, fromYellow);
  expect(shown).toContain('found next-hop 10.255.1.1 using egress ifc  outside');
});

test('a packet of any protocol is traced by its number', async () => {
  const lab = await Seed004Lab.booted({ site1: 'no access-group inside_access_in in interface inside\n' });
  const shown = await lab.output(lab.site1, 'packet-tracer input inside rawip 192.168.100.11 47 172.16.10.11');
  expect(typesOf(shown).at(-1)).toBe('VPN encrypt DROP');
  await lab.pass(2000);
  expect(await lab.output(lab.site1, 'packet-tracer input inside rawip 192.168.100.11 47 172.16.10.11')).toContain(
    'Action: allow\n',
  );
  expect(await lab.output(lab.site1, 'packet-tracer input inside rawip 192.168.100.11 17 172.16.10.11')).toBe(
    'ERROR: protocol 17 is traced by its name, with what belongs to it\n',
  );
});
