import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { latin1Of } from '../../src-main/base/bytes.ts';
import { PassphraseSealer } from '../../src-main/storage/passphrase-sealer.ts';

/** As cheap as scrypt gets: what is tested is not its cost. */
const cheap = { logN: 1, r: 1 };
const passphrase = 'correct horse';

describe('what a passphrase seals', () => {
  it('is opened by the same passphrase, in another run of the program', async () => {
    const { sealer, check } = await PassphraseSealer.create(passphrase);
    const sealed = await sealer.seal('{"password":"höm3"}');
    const later = await PassphraseSealer.open(passphrase, check);
    expect(await later.open(sealed)).toBe('{"password":"höm3"}');
    expect(await sealer.open(await later.seal('both ways'))).toBe('both ways');
  });

  it('is refused to another passphrase by name', async () => {
    const { check } = await PassphraseSealer.create(passphrase, cheap);
    await expect(PassphraseSealer.open('correct house', check, cheap)).rejects.toMatchObject({
      kind: 'bad-input',
      code: 'wrong-passphrase',
    });
  });

  it('takes a passphrase composed in another way for the same', async () => {
    const { check } = await PassphraseSealer.create('Gr\u00fcn und Wei\u00df', cheap);
    await expect(PassphraseSealer.open('Gru\u0308n und Wei\u00df', check, cheap)).resolves.toBeDefined();
  });

  it('wants a passphrase that cannot be guessed in a moment', async () => {
    await expect(PassphraseSealer.create('short', cheap)).rejects.toMatchObject({ code: 'short-passphrase' });
  });

  it('shows nothing of the text, nor whether two texts are the same', async () => {
    const { sealer } = await PassphraseSealer.create(passphrase, cheap);
    const [one, other] = [await sealer.seal('hunter2'), await sealer.seal('hunter2')];
    expect(latin1Of(one)).not.toContain('hunter2');
    expect(one.subarray(19)).not.toEqual(other.subarray(19));
  });

  it('is opened to any text and never when a byte has changed', async () => {
    const { sealer, check } = await PassphraseSealer.create(passphrase, cheap);
    const reader = await PassphraseSealer.open(passphrase, check, cheap);
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'binary' }),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        async (text, at, by) => {
          const sealed = await sealer.seal(text);
          expect(await reader.open(sealed)).toBe(text);
          const changed = Uint8Array.from(sealed);
          // A changed cost is not tried here: it would be paid.
          const index = 3 + (at % (sealed.length - 3));
          changed[index] = (changed[index] ?? 0) ^ by;
          await expect(reader.open(changed)).rejects.toMatchObject({ code: 'wrong-passphrase' });
        },
      ),
      { numRuns: 50 },
    );
  });

  it('says that it is damaged, or from a newer version, and costs nothing then', async () => {
    const { sealer, check } = await PassphraseSealer.create(passphrase, cheap);
    await expect(sealer.open(check.subarray(0, 40))).rejects.toMatchObject({ code: 'damaged-secret' });
    for (const start of [[0], [1, 60, 8], [1, 16, 255], [1, 0, 0]])
      await expect(sealer.open(Uint8Array.of(...start, ...check.subarray(start.length)))).rejects.toMatchObject({
        code: 'damaged-secret',
      });
    const newer = Uint8Array.of(2, ...check.subarray(1));
    await expect(sealer.open(newer)).rejects.toMatchObject({ code: 'newer-secret' });
  });
});
