import { describe, expect, it } from 'vitest';
import { bytesOfLatin1, latin1Of } from '../../../src-main/base/bytes.ts';
import { duplexPair } from '../../../src-main/base/duplex.ts';
import { tracingDuplex } from '../../../src-main/devices/transport/tracing-duplex.ts';
import { settled } from '../fake-clock.ts';

describe('tracingDuplex', () => {
  it('tells what goes through in both directions, and the end', async () => {
    const [near, far] = duplexPair();
    const seen: string[] = [];
    const traced = tracingDuplex(near, (event) =>
      seen.push(event.kind === 'closed' ? event.kind : `${event.kind} ${latin1Of(event.bytes)}`),
    );
    traced.write(bytesOfLatin1('show'));
    far.write(bytesOfLatin1('R1#'));
    await settled();
    traced.close();
    await settled();
    expect(seen).toEqual(['sent show', 'received R1#', 'closed']);
  });
});
