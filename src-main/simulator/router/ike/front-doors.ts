/**
 * The engines of one version of IKE: one for each table of routes by which peers are reached (the "front door VRF"), since
 * two of them may have the same addresses in them. There is one engine as long as nobody has VRFs.
 */

interface Engine<Association> {
  readonly associations: readonly Association[];
  clear(isMeant?: (association: Association) => boolean): void;
}

export const nameBehind = (name: string, frontDoor: string | undefined): string =>
  frontDoor === undefined ? name : `${name} ${frontDoor}`;

export class FrontDoors<Association, E extends Engine<Association>> {
  readonly #engines = new Map<string | undefined, E>();

  /** @param make the engine behind a door; undefined is the global table */
  constructor(private readonly make: (frontDoor: string | undefined) => E) {}

  through(frontDoor: string | undefined): E {
    const known = this.#engines.get(frontDoor);
    if (known) return known;
    const made = this.make(frontDoor);
    this.#engines.set(frontDoor, made);
    return made;
  }

  get associations(): readonly Association[] {
    const [first, ...more] = this.#engines.values();
    return more.length === 0
      ? (first?.associations ?? [])
      : [...this.#engines.values()].flatMap((one) => one.associations);
  }

  clear(isMeant?: (association: Association) => boolean): void {
    for (const engine of this.#engines.values()) engine.clear(isMeant);
  }

  /** The first answer that is one. */
  ask<T>(question: (engine: E) => T | undefined): T | undefined {
    for (const engine of this.#engines.values()) {
      const answer = question(engine);
      if (answer !== undefined) return answer;
    }
    return undefined;
  }
}
