import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FakeHost } from './fake-host.ts';

let host: FakeHost;
beforeEach(() => {
  host = new FakeHost();
});
afterEach(() => host.dispose());

describe('quickmode overhead', () => {
  it('counts a packet header by header, and what still fits', async () => {
    const transform = ['--encryption', '3des', '--integrity', 'sha1'];
    expect(await host.run('overhead', '--packet', '100', ...transform)).toBe(0);
    expect(host.printed).toMatch(/ 20 +IP header of IPsec\n.* 8 +ESP: SPI and sequence number\n/);
    expect(host.printed).toMatch(/ 152 +on the wire/);
    expect(host.printed).toContain('ip mtu 1446');
    expect(host.printed).toContain('ip tcp adjust-mss 1406');
  });

  it('prints the same as JSON', async () => {
    expect(await host.run('overhead', '--gre', '--packet', '100', '--json')).toBe(0);
    expect(JSON.parse(host.printed)).toMatchObject({ total: 124, largest: 1476, segment: 1436 });
  });

  it.each([
    [['--ah', 'sha1', '--nat'], 'AH cannot pass NAT'],
    [['--integrity', 'sha1'], 'wants a cipher of ESP'],
    [['--encryption', 'aes-gcm', '--integrity', 'sha1'], 'authenticates by itself'],
    [['--encryption', 'aes-128'], 'There are: des, 3des, aes, aes-gcm, null'],
    [['--packet', '10'], 'Expected a whole number from 20 to 65535'],
  ])('refuses %j and says why', async (args, says) => {
    expect(await host.run('overhead', ...args)).toBe(2);
    expect(host.said).toContain(says);
  });
});
