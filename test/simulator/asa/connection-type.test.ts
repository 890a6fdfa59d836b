/** Who may begin, the window against repetition, and a reload that is put off. */
import { expect, test } from 'vitest';
import { Seed004Lab } from './seed-004-lab.ts';

async function typed(lab: Seed004Lab, which: 'site1' | 'site2', line: string): Promise<string> {
  await lab.output(lab[which], 'configure terminal');
  const shown = await lab.output(lab[which], line);
  await lab.output(lab[which], 'end');
  return shown;
}

const line = (type: string): string => `crypto map outside_map 1 set connection-type ${type}`;

test.each(['ikev1', 'ikev2'] as const)('an entry that only answers does not begin in %s', async (version) => {
  const lab = await Seed004Lab.booted({ version });
  await typed(lab, 'site1', line('answer-only'));
  expect(await lab.ping(lab.inner1, '172.16.10.11', '192.168.100.11')).toContain('0 percent (0/5)');
  expect(await lab.output(lab.site1, `show crypto ${version} sa`)).toContain('There are no IKE');
  expect(await lab.ping(lab.inner2, '192.168.100.11', '172.16.10.11')).toContain('80 percent (4/5)');
  expect(await lab.output(lab.site1, 'show running-config crypto map')).toContain(line('answer-only'));
});

test.each(['ikev1', 'ikev2'] as const)('an entry that only begins takes no offer in %s', async (version) => {
  const lab = await Seed004Lab.booted({ version });
  await typed(lab, 'site1', line('originate-only'));
  expect(await lab.ping(lab.inner2, '192.168.100.11', '172.16.10.11')).toContain('0 percent (0/5)');
  expect(await lab.output(lab.site1, 'show crypto ipsec sa')).toContain('There are no ipsec sas');
  await typed(lab, 'site1', line('bidirectional'));
  expect(await lab.output(lab.site1, 'show running-config crypto map')).not.toContain('connection-type');
});

test('the window against repetition is as wide as it is typed, or is not there', async () => {
  const lab = await Seed004Lab.booted();
  const words = 'crypto ipsec security-association replay';
  await typed(lab, 'site1', `${words} window-size 256`);
  expect(lab.site1.router.crypto.replayWindow).toBe(256);
  expect(await lab.output(lab.site1, 'show running-config crypto ipsec')).toContain(`${words} window-size 256\n`);
  await typed(lab, 'site1', `${words} disable`);
  expect(await lab.output(lab.site1, 'show running-config crypto ipsec')).toContain(`${words} disable\n`);
  await typed(lab, 'site1', `no ${words} disable`);
  expect(lab.site1.router.crypto.replayWindow).toBe(64);
});

test('a reload that is put off takes place, unless it is cancelled', async () => {
  const lab = await Seed004Lab.booted();
  const { router } = lab.site1;
  for (const delay of ['0', '1:99'])
    expect(await lab.output(lab.site1, `reload in ${delay} noconfirm`)).toContain('ERROR: % Invalid input');
  await lab.output(lab.site1, 'reload in 10 noconfirm');
  expect(await lab.output(lab.site1, 'show reload')).toMatch(/^Reload scheduled for .* \(in 0 hours 10 minutes\)$/m);
  expect(await lab.output(lab.site1, 'reload cancel')).toContain('SHUTDOWN ABORTED');
  await lab.pass(700_000);
  expect(lab.site1.router).toBe(router);
  await lab.output(lab.site1, 'reload in 1:00 noconfirm');
  await lab.pass(3_700_000);
  expect(lab.site1.router).not.toBe(router);
});
