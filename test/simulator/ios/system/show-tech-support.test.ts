/** The report for technical support: what its commands print alone, under their names, and no secrets. */
import { expect, it } from 'vitest';
import { bareConsoles } from '../network-console.ts';

it('has every command under its name, with what it prints alone', async () => {
  const { r1 } = bareConsoles();
  await r1.configure('interface f0/0\n ip address 10.0.0.1 255.255.255.0\n no shutdown');
  const report = await r1.type('show tech-support');
  expect(report).toContain('\n------------------ show version ------------------\n\n\nCisco IOS Software');
  expect(report).toContain(await r1.type('show ip route'));
  expect(await r1.type('show tech-support ipsec')).toContain('------------------ show crypto map ------------------');
});

it('leaves out what the release has not', async () => {
  const [old, later] = ['12.4(15)T14', '15.2(4)M7'].map((release) => bareConsoles(release).r1);
  expect(await old?.type('show tech-support ipsec')).not.toContain('ikev2');
  expect(await later?.type('show tech-support ipsec')).toContain('show crypto ikev2 sa detailed');
});

it.each([
  ['crypto isakmp key opensesame address 10.0.0.2', 'crypto isakmp key <removed> address 10.0.0.2'],
  [
    'crypto keyring K\n pre-shared-key address 10.0.0.2 key opensesame',
    'pre-shared-key address 10.0.0.2 key <removed>',
  ],
  ['enable password opensesame', 'enable password <removed>'],
  ['username lab privilege 15 password 0 opensesame', 'username lab privilege 15 password <removed>'],
])('takes the secret out of %s', async (line, shown) => {
  const { r1 } = bareConsoles();
  await r1.configure(line);
  const report = await r1.type('show tech-support');
  expect(report).toContain(shown);
  expect(report).not.toContain('opensesame');
});
