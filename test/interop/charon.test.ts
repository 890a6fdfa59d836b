/** The harness itself: two charons on loopback agree, and what they say of it is understood. */
import { afterEach, describe, expect, it } from 'vitest';
import { charon, startCharon, type Charon } from './charon.ts';

const running: Charon[] = [];
afterEach(async () => {
  for (const one of running.splice(0)) await one.stop();
});

async function gateway(number: 1 | 2): Promise<Charon> {
  const other = 3 - number;
  const started = await startCharon({
    name: `gateway${number}`,
    address: `127.0.41.${number}`,
    port: 5600 + 10 * number,
    natPort: 5601 + 10 * number,
    connections: {
      gw: {
        version: 2,
        remote_addrs: `127.0.41.${other}`,
        remote_port: 5600 + 10 * other,
        proposals: 'aes128-sha256-ecp256',
        local: { auth: 'psk', id: `127.0.41.${number}` },
        remote: { auth: 'psk', id: `127.0.41.${other}` },
        children: {
          net: { local_ts: `10.41.${number}.0/24`, remote_ts: `10.41.${other}.0/24`, esp_proposals: 'aes128-sha256' },
        },
      },
    },
    secrets: { 'ike-1': { secret: '"a shared secret"' } },
    addresses: [`10.41.${number}.1`],
  });
  running.push(started);
  return started;
}

describe.skipIf(charon === undefined)('charon on loopback', () => {
  it('negotiates with another one, rekeys and deletes', async () => {
    const [a, b] = [await gateway(1), await gateway(2)];
    expect((await a.initiate('net')).output).toContain('initiate completed successfully');
    const [association] = await b.listSas();
    expect(association?.sa).toMatchObject({ state: 'ESTABLISHED', 'dh-group': 'ECP_256', 'local-id': '127.0.41.2' });
    expect(association?.children).toMatchObject([{ state: 'INSTALLED', 'local-ts': ['10.41.2.0/24'] }]);
    expect((await a.rekey({ child: 'net' })).output).toContain('rekey completed successfully');
    expect((await a.terminate({ ike: 'gw' })).output).toContain('terminate completed successfully');
    expect(await b.listSas()).toEqual([]);
    expect(b.log()).toContain('received DELETE for IKE_SA gw[1]');
  });

  it('says what went wrong', async () => {
    const lonely = await gateway(1);
    const outcome = await lonely.initiate('nothing');
    expect(outcome.isDone).toBe(false);
    expect(outcome.output).toContain("CHILD_SA config 'nothing' not found");
  });
});
