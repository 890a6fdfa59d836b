import { describe, expect, it } from 'vitest';
import type { PacketsEvent } from '../../../src-main/api/contract/laboratory.ts';
import { PacketList } from '../../../src-renderer/state/packets.svelte.ts';
import { pretendPackets } from '../pretend-packets.ts';

/** A link on which a test says what goes over it. */
function aLink(): { list: PacketList; come: (event: PacketsEvent) => void; left: string[] } {
  const listeners = new Map<string, (event: PacketsEvent) => void>();
  const left: string[] = [];
  const list = new PacketList('one', {
    onPackets(_, link, listener) {
      listeners.set(link, listener);
      return () => left.push(link);
    },
  });
  return { list, left, come: (event) => listeners.get(list.link ?? '')?.(event) };
}

const some: PacketsEvent = { kind: 'packets', packets: pretendPackets('west') };
/** The same three packets, as those after so many others. */
const after = (count: number): PacketsEvent => ({
  kind: 'packets',
  packets: pretendPackets('west').map((row) => ({ ...row, number: row.number + count })),
});

describe('the packets on a link', () => {
  it('are kept as they come, and no more than two thousand of them', () => {
    const { list, come } = aLink();
    list.look('west');
    for (let n = 0; n < 800; n++) come(after(3 * n));
    expect(list.rows).toHaveLength(2000);
    expect(list.rows.at(-1)).toMatchObject({ number: 2400, protocol: 'ESP' });
  });

  it('are filtered by every word of a filter, wherever it stands in a packet', () => {
    const { list, come } = aLink();
    list.look('west');
    come(some);
    list.filter = 'ESP spi=0x5351D51E';
    expect(list.shown.map(({ number }) => number)).toEqual([2]);
    list.filter = '10.0.0.2';
    expect(list.shown.map(({ number }) => number)).toEqual([1]);
  });

  it('begin anew on another link, and stay as they are while they are held', () => {
    const { list, come, left } = aLink();
    list.look('west');
    come(some);
    list.isHeld = true;
    come(some);
    expect(list.rows).toHaveLength(3);
    list.look('east');
    expect(left).toEqual(['west']);
    expect(list.rows).toEqual([]);
    come(some);
    expect(list.rows).toHaveLength(3);
    list.leave();
    expect(left).toEqual(['west', 'east']);
  });

  it('are those since the connection was made again, each with a number of its own', () => {
    const { list, come } = aLink();
    list.look('west');
    come(some);
    come(after(3));
    expect(list.rows).toHaveLength(6);
    come(some);
    expect(list.rows.map(({ number }) => number)).toEqual([1, 2, 3]);
  });

  it('say why they cannot be seen', () => {
    const { list, come } = aLink();
    list.look('west');
    come({ kind: 'refused', reason: 'Nobody here can see it.' });
    expect(list.refusal).toBe('Nobody here can see it.');
    list.look('west');
    expect(list.refusal).toBeUndefined();
  });

  it('are shown again when routers that were started anew let them be seen', () => {
    const { list, come } = aLink();
    list.look('west');
    come({ kind: 'refused', reason: 'R2 does not run.' });
    come(some);
    expect(list.refusal).toBeUndefined();
    expect(list.rows).toHaveLength(3);
  });
});
