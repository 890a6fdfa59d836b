import { troubleOf, type Trouble } from '../host/trouble.ts';

/** What a form hands in: whether that is under way, and why it was not taken. The form stays open then. */
export class Saving {
  isUnderWay = $state(false);
  trouble = $state.raw<Trouble | undefined>();

  /** Whether it was taken. */
  async run(save: () => Promise<void>): Promise<boolean> {
    if (this.isUnderWay) return false;
    this.isUnderWay = true;
    this.trouble = undefined;
    try {
      await save();
    } catch (error) {
      this.trouble = troubleOf(error);
    }
    this.isUnderWay = false;
    return this.trouble === undefined;
  }
}
