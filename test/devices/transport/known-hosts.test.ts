import { describe, expect, it } from 'vitest';
import { KnownHostsInMemory, verifierOf } from '../../../src-main/devices/transport/known-hosts.ts';
import { algorithmsOf } from '../../../src-main/devices/transport/ssh-algorithms.ts';

const endpoint = { host: '2001:db8::1', port: 22 };
const place = '[2001:db8::1]:22';
const first = { algorithm: 'ssh-rsa', fingerprint: 'SHA256:first' };

describe('the hosts that are known', () => {
  it('are trusted at their first use, told of it, and known ever after', async () => {
    const known = new KnownHostsInMemory();
    const told: string[] = [];
    const verify = verifierOf(known, { onFirstUse: (where, { fingerprint }) => told.push(`${where} ${fingerprint}`) });
    expect(await verify(first, endpoint)).toBe(true);
    expect(await verify(first, endpoint)).toBe(true);
    expect(told).toEqual([`${place} SHA256:first`]);
    expect(await verify(first, { ...endpoint, port: 2222 })).toBe(true);
    expect(told).toHaveLength(2);
  });

  it.each([
    ['another key of the same kind', { algorithm: 'ssh-rsa', fingerprint: 'SHA256:second' }],
    ['a key of another kind', { algorithm: 'ssh-dss', fingerprint: 'SHA256:second' }],
  ])('are refused with %s, both fingerprints named, and nothing is noted', async (_, other) => {
    const known = new KnownHostsInMemory();
    known.add(place, first);
    const failed = Promise.resolve(verifierOf(known)(other, endpoint));
    await expect(failed).rejects.toMatchObject({ kind: 'unreachable', code: 'host-key-changed' });
    await expect(failed).rejects.toThrow(/SHA256:second instead of ssh-rsa SHA256:first/);
    expect(known.find(place)).toEqual([first]);
  });

  it('say which kinds of keys to ask a server for first', async () => {
    const known = new KnownHostsInMemory();
    known.add('10.0.0.1:22', { algorithm: 'ssh-rsa', fingerprint: 'SHA256:one' });
    const verify = verifierOf(known);
    expect(await verify.kindsOf?.({ host: '10.0.0.1', port: 22 })).toEqual(['ssh-rsa']);
    expect(algorithmsOf(false, ['ssh-rsa']).serverHostKey.slice(0, 3)).toEqual([
      'rsa-sha2-512',
      'rsa-sha2-256',
      'ssh-ed25519',
    ]);
    expect(new Set(algorithmsOf(true, ['ssh-dss']).serverHostKey)).toEqual(new Set(algorithmsOf(true).serverHostKey));
  });

  it('are those that somebody has added, where nothing is trusted at first', async () => {
    const known = new KnownHostsInMemory();
    const verify = verifierOf(known, { atFirstUse: 'refuse' });
    await expect(Promise.resolve(verify(first, endpoint))).rejects.toMatchObject({ code: 'host-key-unknown' });
    known.add(place, first);
    expect(await verify(first, endpoint)).toBe(true);
    known.add(place, { algorithm: 'ssh-rsa', fingerprint: 'SHA256:second' });
    expect(known.find(place)).toHaveLength(1);
  });
});
