/** The story of the keys is computed anew by another library, from the numbers that it tells. */
import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { KeyLog } from '../../../src-main/simulator/topology/key-log.ts';
import { keyStoryFile } from '../../../src-main/simulator/wire/wireshark-keys.ts';
import { migrate, ready, wait } from '../ios/seed-000-lab.ts';

/** @param terms of the profile, typed on both routers */
async function storyOf(terms = ''): Promise<{ story: string; esp: string }> {
  const { network, r1, r3 } = await ready();
  for (const console of [r1, r3]) expect(await console.configure(terms)).toEqual([]);
  const keys = new KeyLog();
  for (const router of [network.r1, network.r3]) keys.watch(router);
  for (const console of [r1, r3]) await migrate(console);
  wait(network, 45);
  const files = keys.wiresharkFiles();
  return { story: files[keyStoryFile] ?? '', esp: files.esp_sa ?? '' };
}

/** What stands behind or below a name. */
function numberOf(story: string, name: string): string {
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^  ${escaped}\\s+([0-9a-f]+)`, 'm').exec(story)?.[1] ?? `no ${name}`;
}

function prf(key: string, ...data: readonly string[]): string {
  return createHmac('sha1', Buffer.from(key, 'hex'))
    .update(Buffer.from(data.join(''), 'hex'))
    .digest('hex');
}

describe('the story of the keys', () => {
  it('leads from the pre-shared key to the keys that the captures are decrypted with', async () => {
    const { story, esp } = await storyOf();
    const told = (name: string): string => numberOf(story, name);
    const [psk, ni, nr, gxy, i, r] = ['pre-shared key', 'Ni', 'Nr', 'g^xy', 'CKY-I', 'CKY-R'].map(told) as [string, string, string, string, string, string]; // prettier-ignore
    expect(Buffer.from(psk, 'hex').toString()).toBe('FooB4r');
    expect(gxy).toHaveLength(2 * 96);
    const skeyid = prf(psk, ni, nr);
    expect(told('SKEYID = prf(pre-shared key, Ni | Nr)')).toBe(skeyid);
    const skeyidD = prf(skeyid, gxy, i, r, '00');
    expect(told('SKEYID_d = prf(SKEYID, g^xy | CKY-I | CKY-R | 00)')).toBe(skeyidD);
    expect(told('SKEYID_a = prf(SKEYID, SKEYID_d | g^xy | CKY-I | CKY-R | 01)')).toBe(prf(skeyid, skeyidD, gxy, i, r, '01')); // prettier-ignore
    const ways = [...story.matchAll(/^ESP from (\S+) to (\S+), SPI 0x([0-9A-F]+).*\n((?: {2}.*\n?)+)/gm)];
    expect(ways.map(([, from, to]) => `${from} ${to}`).sort()).toEqual(['172.16.0.1 172.16.0.6', '172.16.0.6 172.16.0.1']); // prettier-ignore
    for (const [, , , spi = '', text = ''] of ways) {
      const seed = [`03${spi.toLowerCase().padStart(8, '0')}`, told('Ni2'), told('Nr2')];
      const first = prf(skeyidD, ...seed);
      const second = prf(skeyidD, first, ...seed);
      const third = prf(skeyidD, second, ...seed);
      const material = first + second + third;
      expect(numberOf(text, 'encryption key, the first 24 bytes')).toBe(material.slice(0, 48));
      expect(numberOf(text, 'authentication key, the next 20')).toBe(material.slice(48, 88));
      expect(esp.split('\n').find((line) => line.includes(`0x${spi.toLowerCase().padStart(8, '0')}`))).toContain(material.slice(0, 48)); // prettier-ignore
    }
  });

  it('tells of the secret that perfect forward secrecy adds', async () => {
    const { story } = await storyOf('crypto ipsec profile MyProfile\n set pfs group2');
    expect(numberOf(story, 'g(qm)^xy')).toHaveLength(2 * 128);
    expect(story).toContain('K1 = prf(SKEYID_d, g(qm)^xy | 03 | ');
  });

  it('is told once for both ends', async () => {
    const { story } = await storyOf();
    expect(story.match(/^Phase 1 between/gm)).toHaveLength(1);
  });
});
