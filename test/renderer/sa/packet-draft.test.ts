import { describe, expect, it } from 'vitest';
import { draftOf, questionOf } from '../../../src-renderer/sa/packet-draft.ts';
import { pretendSecurity, pretendTunnels } from '../pretend-network.ts';

describe('the packet that is counted', () => {
  it('begins with what protects the packets of the attempt that is open', () => {
    const draft = draftOf(pretendSecurity('ipsec'), pretendTunnels('ipsec'));
    expect(draft).toMatchObject({ cipher: '3des', integrity: 'sha1', ah: '', mode: 'tunnel', gre: 'none' });
  });

  it('begins with bare GRE where a tunnel is not protected yet', () => {
    const draft = draftOf(pretendSecurity('gre'), pretendTunnels('gre'));
    expect(draft).toMatchObject({ gre: 'plain', cipher: '', integrity: '', ah: '' });
  });

  it('asks for no integrity of ESP where the cipher has its own, or there is none', () => {
    const draft = { ...draftOf(undefined), integrity: 'sha256' as const };
    expect(questionOf({ ...draft, cipher: 'aes-gcm' })).toMatchObject({ cipher: 'aes-gcm', integrity: undefined });
    expect(questionOf({ ...draft, cipher: '' })).toMatchObject({ cipher: undefined, integrity: undefined });
    expect(questionOf({ ...draft, cipher: 'aes' })).toMatchObject({ cipher: 'aes', integrity: 'sha256' });
  });

  it('says which lengths there are instead of asking about others', () => {
    for (const length of ['', '19', '70000', 'many', '14.5'])
      expect(questionOf({ ...draftOf(undefined), length })).toBe(
        'Lengths are whole numbers of bytes, from 20 to 65535.',
      );
  });
});
