import { expect, it } from 'vitest';
import { smallNetwork } from '../../router/network.ts';
import { CryptoConsole } from './crypto-console.ts';

it.each(['enable', 'line', 'local-case', 'group', 'krb5'])(
  '%s is a method that is refused by its name',
  async (method) => {
    const router = new CryptoConsole(smallNetwork().r1);
    const text = `aaa new-model\naaa authentication login L local ${method}\naaa authorization network N ${method}`;
    const refused = await router.configure(text);
    expect(refused).toHaveLength(2);
    for (const line of refused) expect(line).toContain(`% Invalid input: Method '${method}' is not simulated`);
    expect(router.device.router.crypto.access.loginLists.size).toBe(0);
  },
);

it('local and none are methods', async () => {
  const router = new CryptoConsole(smallNetwork().r1);
  expect(await router.configure('aaa new-model\naaa authentication login L local none')).toEqual([]);
  expect(router.device.router.crypto.access.loginLists.get('L')).toEqual(['local', 'none']);
});
