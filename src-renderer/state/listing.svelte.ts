import { troubleOf, type Trouble } from '../host/trouble.ts';

/** How the reading of a list stands. What was read before stays where a later reading fails. */
export class Listing {
  state = $state.raw<'loading' | 'ready' | 'failed'>('loading');
  trouble = $state.raw<Trouble | undefined>();

  constructor(private readonly read: () => Promise<void>) {}

  async load(): Promise<void> {
    try {
      await this.read();
      this.trouble = undefined;
      this.state = 'ready';
    } catch (error) {
      this.trouble = troubleOf(error);
      this.state = 'failed';
    }
  }
}
