import { createContext } from 'svelte';
import type { EvidenceView, Laboratory, Quote } from '../../src-main/api/contract/laboratory.ts';
import { troubleOf, type Trouble } from '../host/trouble.ts';

type ViewerState =
  | { kind: 'closed' }
  | { kind: 'loading'; quote: Quote }
  | { kind: 'shown'; quote: Quote; evidence: EvidenceView }
  | { kind: 'failed'; quote: Quote; trouble: Trouble };

/** The record that a quoted line stands in, as the router printed it. */
export class EvidenceViewer {
  #state = $state.raw<ViewerState>({ kind: 'closed' });
  /** Records never change: each is fetched once. */
  readonly #known: Record<string, EvidenceView> = {};

  constructor(
    private readonly attempt: string,
    private readonly laboratory: Pick<Laboratory, 'evidence'>,
  ) {}

  get state(): ViewerState {
    return this.#state;
  }

  close(): void {
    this.#state = { kind: 'closed' };
  }

  async open(quote: Quote): Promise<void> {
    const loading: ViewerState = { kind: 'loading', quote };
    this.#state = loading;
    const outcome = await this.#outcome(quote);
    if (this.#state === loading) this.#state = outcome;
  }

  async #outcome(quote: Quote): Promise<ViewerState> {
    try {
      const known = this.#known[quote.evidence];
      const evidence = known ?? (await this.laboratory.evidence(this.attempt, quote.evidence));
      this.#known[quote.evidence] = evidence;
      return { kind: 'shown', quote, evidence };
    } catch (error) {
      return { kind: 'failed', quote, trouble: troubleOf(error) };
    }
  }
}

export const [getEvidenceViewer, setEvidenceViewer] = createContext<EvidenceViewer>();
