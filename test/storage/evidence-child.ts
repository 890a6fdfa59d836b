/** Writes evidence to an attempt until it is killed, and says of every record when the store has called it written. */
import { writeSync } from 'node:fs';
import { openStore } from '../../src-main/storage/store.ts';
import { evidenceNumber } from './evidence-sample.ts';

const [file = '', attempt = ''] = process.argv.slice(2);
const store = openStore(file);
const writer = store.writeTo(attempt);
const first = (store.evidence.last(attempt)?.sequence ?? 0) + 1;
say('begun');
for (let sequence = first; ; sequence += 2) {
  const pair = [sequence, sequence + 1].map((one) => evidenceNumber(one, { text: 'x'.repeat(500 + (one % 7) * 3000) }));
  writer.appendEvidence(...pair);
  say(String(sequence + 1));
}

/** At once, so that nothing said is lost with the process: while its reader is busy the pipe may be full. */
function say(line: string): void {
  for (;;) {
    try {
      writeSync(1, `${line}\n`);
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}
