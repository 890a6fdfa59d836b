import { createContext } from 'svelte';
import type { Bind, BindingView, Laboratory, Place } from '../../src-main/api/contract/laboratory.ts';
import { troubleOf, type Trouble } from '../host/trouble.ts';
import { without } from './without.ts';

export type BindingState =
  | { kind: 'none' }
  | { kind: 'looking' }
  | { kind: 'seen'; binding: BindingView }
  | { kind: 'failed'; trouble: Trouble };

/** Where a lab is to be begun. A server without a project is not a place yet. */
export type Where =
  | { kind: 'builtin' }
  | { kind: 'server'; server: string; project: string | undefined }
  | { kind: 'inventory'; inventory: string };

/** A lab that is about to be begun: with which seed, where, and which router there plays which role. */
export class Beginning {
  /** Undefined while nothing is about to be begun. */
  #lab = $state<string | undefined>();
  seed = $state('');
  #where = $state.raw<Where>({ kind: 'builtin' });
  #bind = $state.raw<Bind>({});
  #binding = $state.raw<BindingState>({ kind: 'none' });

  constructor(private readonly places: Pick<Laboratory, 'binding'>) {}

  get lab(): string | undefined {
    return this.#lab;
  }

  get where(): Where {
    return this.#where;
  }

  get binding(): BindingState {
    return this.#binding;
  }

  /** What the engine is told; undefined while a project is still to be chosen. */
  get place(): Place | undefined {
    const bind = Object.keys(this.#bind).length > 0 ? { bind: this.#bind } : {};
    const where = this.#where;
    if (where.kind === 'builtin') return { kind: 'builtin' };
    if (where.kind === 'inventory') return { ...where, ...bind };
    return where.project === undefined ? undefined : { ...where, project: where.project, ...bind };
  }

  get mayBegin(): boolean {
    if (this.#where.kind === 'builtin') return true;
    if (this.place === undefined || this.#binding.kind !== 'seen') return false;
    return this.#binding.binding.diagnostics.every(({ severity }) => severity !== 'error');
  }

  open(lab: string, where: Where = { kind: 'builtin' }, seed = ''): void {
    this.seed = seed;
    this.#lab = lab;
    this.choose(where);
  }

  close(): void {
    this.#lab = undefined;
  }

  choose(where: Where): void {
    this.#where = where;
    this.#bind = {};
    this.#binding = { kind: 'none' };
    void this.#look();
  }

  /** What the user chose for a role counts; the rest is found again around it. */
  bindNode(role: string, node: string): void {
    // The interfaces were those of another node.
    this.#rebind(role, node === '' ? {} : { node });
  }

  bindInterface(role: string, name: string, own: string): void {
    const rest = without(this.#bind[role] ?? {}, name);
    this.#rebind(role, own === '' ? rest : { ...rest, [name]: own });
  }

  #rebind(role: string, names: Record<string, string>): void {
    const others = without(this.#bind, role);
    this.#bind = Object.keys(names).length > 0 ? { ...others, [role]: names } : others;
    void this.#look();
  }

  async #look(): Promise<void> {
    const { place } = this;
    if (this.#lab === undefined || place === undefined || place.kind === 'builtin') return;
    // What was seen before stays in sight while the engine looks again after a change.
    if (this.#binding.kind !== 'seen') this.#binding = { kind: 'looking' };
    const outcome = await this.#seen(this.#lab, place);
    if (this.#isStill(place)) this.#binding = outcome;
  }

  #isStill(place: Place): boolean {
    return JSON.stringify(place) === JSON.stringify(this.place);
  }

  async #seen(lab: string, place: Place): Promise<BindingState> {
    try {
      return { kind: 'seen', binding: await this.places.binding(lab, place) };
    } catch (error) {
      return { kind: 'failed', trouble: troubleOf(error) };
    }
  }
}

export const [getBeginning, setBeginning] = createContext<Beginning>();
