/** One echo request of a host and what came of it, and one step of a path: what both kinds of hosts print their own way. */
import type { ProbeOutcome } from '../router/icmp-endpoint.ts';
import { probePath, type PathOutcome } from '../router/path-probe.ts';
import type { HostExec } from './host-shell.ts';
import type { HostStack } from './host-stack.ts';

export interface Echo {
  readonly destination: number;
  /** Bytes after the ICMP header. */
  readonly size: number;
  /** Milliseconds to wait for an answer. */
  readonly timeout: number;
  readonly timeToLive?: number;
  readonly dontFragment?: boolean;
}

/** The IPv4 header and that of ICMP. */
const headers = 28;

/** Sends it now; the promise says what became of it. */
export function sendEcho(
  stack: HostStack,
  { size, ...echo }: Echo,
  run: { readonly identifier: number; readonly sequence: number },
): Promise<ProbeOutcome> {
  const source = stack.sourceFor(echo.destination);
  const probe = { dontFragment: false, ...echo, size: size + headers, ...(source !== undefined && { source }) };
  return new Promise((resolve) => stack.icmp.probe(probe, run.identifier, run.sequence & 0xffff, resolve));
}

export interface PathStep {
  readonly destination: number;
  readonly source: number;
  readonly sourcePort: number;
  readonly destinationPort: number;
  readonly timeToLive: number;
  readonly timeout: number;
}

export async function walkStep(stack: HostStack, step: PathStep, exec: HostExec): Promise<PathOutcome> {
  let stop = (): void => undefined;
  const outcome = new Promise<PathOutcome>((resolve) => {
    stop = probePath(stack, step, resolve);
  });
  try {
    return await exec.wait(outcome);
  } finally {
    stop();
  }
}

/** Milliseconds with microseconds behind the point, as every program of a host prints them. */
export function milliseconds(time: number): string {
  return Math.max(0.001, time).toFixed(3);
}
