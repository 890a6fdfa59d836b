/**
 * An interface, spoken over any port: the same service behind a worker, an Electron MessagePort or a WebSocket.
 *
 * A service is an object of methods. A method named `onSomething` takes a listener last, calls it until the returned
 * function is called, and needs no other ceremony at either end.
 */
import { Failure, messageOf, type Diagnostic, type FailureKind } from './errors.ts';
import type { Stop } from './disposable.ts';

export interface Port {
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Tells once that the other end is gone for good, where the port can know: every call fails with it from then on. */
  onBroken?(listener: (error: Error) => void): void;
}

type Listener = (value: unknown) => void;
type Service = Record<string, ((...args: unknown[]) => unknown) | undefined>;

type Request = { kind: 'call'; id: number; method: string; args: unknown[] } | { kind: 'stop'; id: number };
type Reply =
  | { kind: 'result'; id: number; value: unknown }
  | { kind: 'error'; id: number; error: RemoteError }
  | { kind: 'event'; id: number; value: unknown };

interface RemoteError {
  message: string;
  /** Of a bug, where the other end is our own code: a page is told no more than the message. */
  stack?: string;
  failure?: { kind: FailureKind; code: string; diagnostics: readonly Diagnostic[] };
}

/** Makes typed arguments of what came over the port; throws a Failure to refuse the call. */
export type ParseArguments = (args: readonly unknown[]) => unknown[];

/** What may be called, and with what. A method that is not listed does not exist for the other end. */
export type Contract<S> = { readonly [Method in keyof S]: ParseArguments };

/** For ports whose other end is our own code. */
export const trusted: ParseArguments = (args) => [...args];

const isSubscription = (method: string): boolean => /^on[A-Z]/.test(method);

/** Answers what arrives at the port from the service. Returns what ends every subscription, for when the port closes. */
export function serve<S extends object>(
  service: S,
  contract: Contract<S>,
  port: Port,
  onBug?: (error: unknown) => void,
): Stop {
  const stops = new Map<number, Stop>();
  port.onMessage((message) => void answer(message));
  return () => {
    for (const stop of stops.values()) stop();
    stops.clear();
  };

  async function answer(message: unknown): Promise<void> {
    if (!isRequest(message)) return;
    if (message.kind === 'stop') {
      stops.get(message.id)?.();
      stops.delete(message.id);
      return;
    }
    const { id } = message;
    try {
      port.post({ kind: 'result', id, value: await call(message) } satisfies Reply);
    } catch (error) {
      if (!(error instanceof Failure)) onBug?.(error);
      port.post({ kind: 'error', id, error: toRemote(error, parserOf(message.method) === trusted) } satisfies Reply);
    }
  }

  function call({ id, method, args }: Request & { kind: 'call' }): unknown {
    const parse = parserOf(method);
    const run = (service as Service)[method];
    if (!parse || !run) throw new Failure('bad-input', 'unknown-call', `no such call: ${method}`);
    const parsed = parse(args);
    if (!isSubscription(method)) return run.apply(service, parsed);
    const heard = (value: unknown): void => port.post({ kind: 'event', id, value } satisfies Reply);
    stops.set(id, run.apply(service, [...parsed, heard]) as Stop);
    return undefined;
  }

  function parserOf(method: string): ParseArguments | undefined {
    return Object.hasOwn(contract, method) ? (contract as Record<string, ParseArguments>)[method] : undefined;
  }
}

/** The service at the other end of the port, as if it were here. */
export function connect<S extends object>(contract: Contract<S>, port: Port): S {
  let last = 0;
  const waiting = new Map<number, { resolve: Listener; reject: (error: Error) => void }>();
  const listening = new Map<number, Listener>();
  let broken: Error | undefined;

  port.onBroken?.((error) => {
    broken = error;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  });
  port.onMessage((message) => {
    const reply = message as Reply;
    if (reply.kind === 'event') return listening.get(reply.id)?.(reply.value);
    const caller = waiting.get(reply.id);
    waiting.delete(reply.id);
    if (reply.kind === 'result') caller?.resolve(reply.value);
    else caller?.reject(ofRemote(reply.error));
  });

  const call = (method: string, args: unknown[]): Promise<unknown> =>
    new Promise((resolve, reject) => {
      if (broken) return reject(broken);
      waiting.set(++last, { resolve, reject });
      port.post({ kind: 'call', id: last, method, args } satisfies Request);
    });
  const subscribe = (method: string, args: unknown[]): Stop => {
    const id = ++last;
    listening.set(id, args.at(-1) as Listener);
    port.post({ kind: 'call', id, method, args: args.slice(0, -1) } satisfies Request);
    return () => {
      listening.delete(id);
      port.post({ kind: 'stop', id } satisfies Request);
    };
  };
  const methods = Object.keys(contract).map((method) => [
    method,
    (...args: unknown[]) => (isSubscription(method) ? subscribe(method, args) : call(method, args)),
  ]);
  return Object.fromEntries(methods) as S;
}

function isRequest(message: unknown): message is Request {
  if (typeof message !== 'object' || message === null) return false;
  const { kind, id, method, args } = message as Record<string, unknown>;
  if (typeof id !== 'number') return false;
  return kind === 'stop' || (kind === 'call' && typeof method === 'string' && Array.isArray(args));
}

function toRemote(error: unknown, isToldAll: boolean): RemoteError {
  if (error instanceof Failure) {
    const { kind, code, diagnostics, message } = error;
    return { message, failure: { kind, code, diagnostics } };
  }
  const stack = isToldAll && error instanceof Error ? error.stack : undefined;
  return { message: messageOf(error), ...(stack === undefined ? {} : { stack }) };
}

function ofRemote({ message, stack, failure }: RemoteError): Error {
  if (failure) return new Failure(failure.kind, failure.code, message, failure.diagnostics);
  const error = new Error(message);
  if (stack !== undefined) error.stack = stack;
  return error;
}
