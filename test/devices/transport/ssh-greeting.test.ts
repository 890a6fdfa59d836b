import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOfLatin1, bytesOfNumber, concat } from '../../../src-main/base/bytes.ts';
import { SshGreeting } from '../../../src-main/devices/transport/ssh-greeting.ts';

const list = (names: readonly string[]): Uint8Array => {
  const bytes = bytesOfLatin1(names.join(','));
  return concat(bytesOfNumber(bytes.length, 4), bytes);
};

/** RFC 4253, 7.1, in a packet with four bytes of padding. */
function offerOf(...lists: readonly (readonly string[])[]): Uint8Array {
  const ten = Array.from({ length: 10 }, (_, index) => list(lists[index] ?? []));
  const message = concat(Uint8Array.of(20), new Uint8Array(16), ...ten, new Uint8Array(5));
  return concat(bytesOfNumber(message.length + 5, 4), Uint8Array.of(4), message, new Uint8Array(4));
}

const heard = (...pieces: readonly Uint8Array[]): SshGreeting => {
  const greeting = new SshGreeting();
  for (const piece of pieces) greeting.hear(piece);
  return greeting;
};

describe('the greeting of an SSH server', () => {
  const offer = offerOf(['group1'], ['ssh-rsa'], ['c1'], ['3des-cbc'], ['m1'], ['hmac-md5']);

  it('is read however it is cut, with lines before it', () => {
    const wire = concat(bytesOfLatin1('Welcome\r\nSSH-2.0-Cisco-1.25\r\n'), offer, new Uint8Array(100));
    fc.assert(
      fc.property(fc.array(fc.nat(wire.length)), (cuts) => {
        const places = [0, ...cuts, wire.length].sort((a, b) => a - b);
        const pieces = places.slice(1).map((end, index) => wire.subarray(places[index], end));
        expect(heard(...pieces)).toMatchObject({
          firstLine: 'Welcome',
          identification: 'SSH-2.0-Cisco-1.25',
          offer: { kex: ['group1'], serverHostKey: ['ssh-rsa'], cipher: ['3des-cbc'], hmac: ['hmac-md5'] },
        });
      }),
    );
  });

  it('is nothing of that in anything else, whatever it is', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array()), (pieces) => {
        const { identification, offer: none, firstLine = '' } = heard(...pieces);
        expect(none).toBeUndefined();
        expect(identification ?? 'SSH-').toMatch(/^SSH-/);
        expect(firstLine).toMatch(/^[\x20-\x7e]{0,200}$/);
      }),
    );
  });

  it('is not read for ever', () => {
    const greeting = heard(bytesOfLatin1('SSH-2.0-x\n'), Uint8Array.of(255, 255, 255, 255, 4, 20));
    for (let i = 0; i < 100; i++) greeting.hear(new Uint8Array(10_000));
    expect(greeting.offer).toBeUndefined();
  });
});
