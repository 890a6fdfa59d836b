import { expect, test } from 'vitest';
import { Seed004Lab } from './seed-004-lab.ts';

test('the firewalls of seed 004 take every line of their configurations', async () => {
  const lab = await Seed004Lab.booted();
  expect(lab.refused).toEqual([]);
});

for (const version of ['ikev1', 'ikev2'] as const) {
  test(`of five pings the first is lost to the negotiation of ${version}, and again for the second network`, async () => {
    const lab = await Seed004Lab.booted({ version });
    expect(await lab.output(lab.site1, 'show crypto isakmp sa')).toBe(
      '\nThere are no IKEv1 SAs\n\nThere are no IKEv2 SAs\n',
    );
    expect(await lab.output(lab.site1, 'show crypto ipsec sa')).toBe('\nThere are no ipsec sas\n');
    expect(await lab.ping(lab.inner1, '172.16.10.11', '192.168.100.11')).toContain('.!!!!\n');
    expect(await lab.ping(lab.inner1, '172.16.10.11', '192.168.100.11')).toContain('!!!!!\n');
    expect(await lab.ping(lab.inner1, '172.16.10.11', '192.168.200.11')).toContain('.!!!!\n');
    expect(await lab.ping(lab.inner2, '192.168.200.11', '172.16.10.11')).toContain('!!!!!\n');
  });
}

test('one association of IKE version 2 has two children, the newest first', async () => {
  const lab = await Seed004Lab.booted();
  await lab.ping(lab.inner1, '172.16.10.11', '192.168.100.11');
  await lab.ping(lab.inner1, '172.16.10.11', '192.168.200.11');
  const shown = await lab.output(lab.site1, 'show crypto isakmp sa');
  expect(shown).toMatch(
    /There are no IKEv1 SAs\n\nIKEv2 SAs:\n\nSession-id:1, Status:UP-ACTIVE, IKE count:1, CHILD count:2/,
  );
  expect(shown).toContain(
    'Encr: AES-CBC, keysize: 256, Hash: SHA256, DH Grp:14, Auth sign: PSK, Auth verify: PSK\n      Life/Active Time: 86400/',
  );
  const blue = shown.indexOf('local selector  192.168.200.0/0 - 192.168.200.255/65535');
  const yellow = shown.indexOf('local selector  192.168.100.0/0 - 192.168.100.255/65535');
  expect(blue).toBeGreaterThan(0);
  expect(yellow).toBeGreaterThan(blue);
});

test('show crypto ipsec sa has the layout of the seed', async () => {
  const lab = await Seed004Lab.booted();
  await lab.ping(lab.inner1, '172.16.10.11', '192.168.100.11');
  const shown = await lab.output(lab.site1, 'show crypto ipsec sa');
  const layout = shown
    .replace(/0x[0-9A-F]{8} \(\d+\)/g, 'SPI')
    .replace(/: [0-9A-F]{8}$/gm, ': SPI')
    .replace(/conn_id: \d+/g, 'conn_id: N')
    .replace(/\(\d+\/\d+\)/g, '(N/N)')
    .replace(/ +$/gm, '');
  expect(layout).toMatchSnapshot();
});

test('the associations that both ends show are each other’s', async () => {
  const lab = await Seed004Lab.booted();
  await lab.ping(lab.inner1, '172.16.10.11', '192.168.100.11');
  const spis = async (node: typeof lab.site1): Promise<string[]> =>
    [...(await lab.output(node, 'show crypto ipsec sa')).matchAll(/current (?:out|in)bound spi ?: (\w+)/g)].map(
      ([, spi = '']) => spi,
    );
  const [out1, in1] = await spis(lab.site1);
  expect(await spis(lab.site2)).toEqual([in1, out1]);
});

test('nothing of the ping is on the wire in clear', async () => {
  const lab = await Seed004Lab.booted();
  const protocols = new Set<number>();
  lab.wanLink.frames.on(({ frame }) => {
    if (frame[12] === 8 && frame[13] === 0) protocols.add(frame[23] ?? 0);
  });
  await lab.ping(lab.inner1, '172.16.10.11', '192.168.100.11');
  expect([...protocols].sort((a, b) => a - b)).toEqual([17, 50]);
});
