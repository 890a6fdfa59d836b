/** One terminal attached to a simulated router, as bytes both ways. */
import type { Stop } from '../../base/disposable.ts';
import { Emitter } from '../../base/emitter.ts';
import type { Line, TerminalSize } from '../provider.ts';
import type { LineEvent, LineRequest, SimulatorService } from './simulator-service.ts';

export class ServiceLine implements Line {
  readonly #data = new Emitter<Uint8Array>();
  readonly #closed = new Emitter<string>();
  #detach: Stop = () => undefined;
  #reason: string | undefined;
  #number = -1;
  /** What came before anybody listened. */
  #early: Uint8Array[] = [];

  private constructor(
    private readonly service: SimulatorService,
    private readonly saw: (time: number) => void,
  ) {}

  static open(service: SimulatorService, request: LineRequest, saw: (time: number) => void): Promise<ServiceLine> {
    const line = new ServiceLine(service, saw);
    return new Promise((resolve) => {
      const detach = service.onLine(request, (event) => {
        line.#receive(event);
        if (event.kind === 'opened') resolve(line);
      });
      // The router may have closed it at once, inside the call.
      if (line.#isClosed) detach();
      else line.#detach = detach;
    });
  }

  write(bytes: Uint8Array): void {
    // A view of something larger would take all of it along to another thread.
    if (!this.#isClosed) void this.service.write(this.#number, new Uint8Array(bytes));
  }

  resize({ columns, rows }: TerminalSize): void {
    if (!this.#isClosed) void this.service.resize(this.#number, columns, rows);
  }

  onData(listener: (bytes: Uint8Array) => void): Stop {
    const stop = this.#data.on(listener);
    // Later, never inside the call: who listens may not be ready yet to make anything of it.
    if (this.#early.length > 0) queueMicrotask(() => this.#catchUp());
    return stop;
  }

  onClose(listener: (reason: string) => void): Stop {
    const reason = this.#reason;
    if (reason !== undefined) queueMicrotask(() => listener(reason));
    return this.#closed.on(listener);
  }

  close(): void {
    this.#end('closed');
  }

  get #isClosed(): boolean {
    return this.#reason !== undefined;
  }

  #receive(event: LineEvent): void {
    this.saw(event.time);
    if (event.kind === 'opened') this.#number = event.line;
    if (event.kind === 'output') this.#output(event.bytes);
    if (event.kind === 'closed') this.#end(event.reason);
  }

  #output(bytes: Uint8Array): void {
    if (this.#data.isHeard && this.#early.length === 0) this.#data.emit(bytes);
    else this.#early.push(bytes);
  }

  #catchUp(): void {
    for (const bytes of this.#early.splice(0)) this.#data.emit(bytes);
  }

  #end(reason: string): void {
    if (this.#isClosed) return;
    this.#reason = reason;
    this.#detach();
    if (this.#data.isHeard) this.#catchUp();
    this.#closed.emit(reason);
  }
}
