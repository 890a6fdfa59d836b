import { createContext } from 'svelte';
import type {
  AttemptSummary,
  BrokenLab,
  LabSummary,
  Laboratory,
  Place,
} from '../../src-main/api/contract/laboratory.ts';
import { Listing } from './listing.svelte.ts';
import type { Notices } from './notices.svelte.ts';

type Shelf = Pick<Laboratory, 'labs' | 'attempts' | 'begin' | 'removeAttempt'>;

/** The labs there are and the attempts that were begun. */
export class Library {
  labs = $state.raw<readonly LabSummary[]>([]);
  broken = $state.raw<readonly BrokenLab[]>([]);
  attempts = $state.raw<readonly AttemptSummary[]>([]);
  readonly listing = new Listing(() => this.#read());
  /** The lab that is being begun. */
  beginning = $state<string | undefined>();

  constructor(
    private readonly shelf: Shelf,
    private readonly notices: Notices,
  ) {}

  load(): Promise<void> {
    return this.listing.load();
  }

  /** The attempt at a lab that was used last. */
  latestOf(lab: string): AttemptSummary | undefined {
    return this.attempts.find((attempt) => attempt.lab === lab);
  }

  /** The id of the new attempt, or undefined where it could not be begun. */
  async begin(lab: string, seed: string | undefined, place?: Place): Promise<string | undefined> {
    if (this.beginning !== undefined) return undefined;
    this.beginning = lab;
    const id = await this.notices.guard('The lab could not be begun', () => this.shelf.begin(lab, seed, place));
    this.beginning = undefined;
    return id;
  }

  async remove(attempt: AttemptSummary): Promise<void> {
    await this.notices.guard('The attempt could not be removed', () => this.shelf.removeAttempt(attempt.id));
    await this.load();
  }

  async #read(): Promise<void> {
    const [{ labs, broken }, attempts] = await Promise.all([this.shelf.labs(), this.shelf.attempts()]);
    this.labs = labs;
    this.broken = broken;
    this.attempts = attempts.toSorted((a, b) => b.usedAt.localeCompare(a.usedAt));
  }
}

export const [getLibrary, setLibrary] = createContext<Library>();
