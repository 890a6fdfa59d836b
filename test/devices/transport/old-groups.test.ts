import { execFile } from 'node:child_process';
import crypto from 'node:crypto';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { restoreOldGroups } from '../../../src-main/devices/transport/old-groups.ts';

describe('restoreOldGroups', () => {
  it('changes nothing for a crypto that knows the group, nor for a name that nobody knows', () => {
    const { createDiffieHellman, createDiffieHellmanGroup } = crypto;
    const whole = { createDiffieHellman, createDiffieHellmanGroup };
    restoreOldGroups(whole);
    expect(whole.createDiffieHellmanGroup('modp2').getPrime()).toEqual(createDiffieHellmanGroup('modp2').getPrime());
    expect(() => whole.createDiffieHellmanGroup('modp99')).toThrow(/group/i);
  });

  it('gives back group 1 of SSH to a crypto that has forgotten its name, as BoringSSL has', () => {
    const { createDiffieHellman } = crypto;
    const boring = {
      createDiffieHellman,
      createDiffieHellmanGroup: (name: string): crypto.DiffieHellmanGroup => {
        if (name === 'modp2') throw new Error('Unknown DH group');
        return crypto.createDiffieHellmanGroup(name);
      },
    };
    restoreOldGroups(boring);
    expect(boring.createDiffieHellmanGroup('modp14').getPrime()).toHaveLength(256);
    const ours = boring.createDiffieHellmanGroup('modp2');
    const theirs = crypto.createDiffieHellmanGroup('modp2');
    const [a, b] = [ours.generateKeys(), theirs.generateKeys()];
    expect(ours.computeSecret(b)).toEqual(theirs.computeSecret(a));
  });

  it('lets SSH speak the oldest key exchange where the group is missing, the library loaded as the product loads it', async () => {
    const child = (file: string): string => path.join(import.meta.dirname, file);
    const loaded = ['--import', pathToFileURL(child('without-old-groups.mjs')).href, '--import', 'tsx'];
    const { stdout } = await promisify(execFile)(process.execPath, [...loaded, child('old-groups-child.ts')]);
    expect(stdout).toBe('old>');
  });
});
