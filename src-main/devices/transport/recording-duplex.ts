import type { Duplex } from '../../base/duplex.ts';
import type { TerminalRecorder } from './terminal-recorder.ts';

/** A Duplex whose output is recorded from now on, whether or not anybody listens. */
export function recordingDuplex(inner: Duplex, recorder: TerminalRecorder, now: () => number): Duplex {
  inner.onData((bytes) => recorder.record(bytes, now()));
  return inner;
}
