import type { ConnectionState } from '../host/connection.ts';
import type { Stop } from '../../src-main/api/contract/laboratory.ts';

interface Watched {
  readonly state: ConnectionState;
  onState(listener: (state: ConnectionState) => void): Stop;
  retryNow(): void;
}

/** Whether the engine can be heard. */
export class EngineLink {
  #state = $state.raw<ConnectionState>({ kind: 'connecting', tries: 0 });
  #hasBeenOpen = $state(false);

  constructor(private readonly connection: Watched) {
    this.#take(connection.state);
    connection.onState((state) => this.#take(state));
  }

  get isOpen(): boolean {
    return this.#state.kind === 'open';
  }

  /** Lost, or being looked for after it was lost: what is shown may be old and nothing can be done. */
  get isLost(): boolean {
    return this.#state.kind !== 'open' && (this.#state.tries > 0 || this.#hasBeenOpen);
  }

  get says(): string {
    if (this.#state.kind === 'connecting') return 'Looking for the engine…';
    const { tries } = this.#state.kind === 'lost' ? this.#state : { tries: 0 };
    return tries > 2
      ? 'The engine does not answer. See whether QuickMode still runs. If you started it again, open the address that it printed, and this window goes on. Nothing you did is lost.'
      : 'The connection to the engine was lost. It is being made again; nothing you did is lost.';
  }

  retryNow(): void {
    this.connection.retryNow();
  }

  #take(state: ConnectionState): void {
    this.#state = state;
    if (state.kind === 'open') this.#hasBeenOpen = true;
  }
}
