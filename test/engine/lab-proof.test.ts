/** The author's proof of the labs that come with the program, and that it finds an author's mistakes. */
import { describe, expect, it } from 'vitest';
import { LabShelf } from '../../src-main/engine/lab-shelf.ts';
import type { Finding } from '../../src-main/engine/lab-proof.ts';
import type { Files } from '../../src-main/storage/content-hash.ts';
import { proveLab } from './prove-lab.ts';
import { labFolder } from './workshop.ts';

const shelf = new LabShelf([labFolder]);
const { labs } = await shelf.list();
const broken = (findings: readonly Finding[]): string[] =>
  findings.filter(({ holds }) => !holds).map(({ seed, subject, says }) => `${seed ?? ''} ${subject} ${says}`);

describe("the author's proof", () => {
  // Built-in nodes cannot play Linux routers: `npm run judge:qemu` proves that lab on real ones.
  it.each(labs.map(({ id }) => id).filter((id) => id !== 'linux-strongswan'))(
    'holds for %s, with its own values and with others',
    async (id) => {
      const findings = await proveLab(shelf.find(id).files, ['tuesday']);
      expect(broken(findings)).toEqual([]);
      expect(new Set(findings.map(({ seed }) => seed))).toEqual(new Set([undefined, 'tuesday']));
    },
    180_000,
  );

  it('is refused for a lab whose roles built-in nodes cannot play', async () => {
    await expect(proveLab(shelf.find('linux-strongswan').files)).rejects.toThrow(/cannot be done on built-in routers/);
  });

  const { files } = shelf.find('gre-to-vti');
  const changed = (what: string, into: string): Files => {
    const text = files['lab.yml'] ?? '';
    expect(text).toContain(what);
    return { ...files, 'lab.yml': text.replace(what, into) };
  };

  it('finds a step whose solution does not lead to what it expects', async () => {
    const findings = await proveLab(
      changed('{{transformSet}} esp-3des esp-sha-hmac\n', '{{transformSet}} esp-des esp-md5-hmac\n'),
    );
    expect(broken(findings)).toContainEqual(expect.stringMatching(/step transform-set passes after its own commands/));
  });

  it('finds a fault that is harmless', async () => {
    const findings = await proveLab(changed('encryption 3des', 'lifetime 3600'));
    expect(broken(findings)).toContainEqual(expect.stringMatching(/fault P1-ENC makes the step verify fail/));
  });

  it('finds lines that a router does not take', async () => {
    const findings = await proveLab(changed('encryption 3des', 'encryption rot13'));
    expect(broken(findings)).toContainEqual(expect.stringMatching(/fault P1-ENC has lines that the routers take/));
  });
});
