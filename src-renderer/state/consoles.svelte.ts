import { createContext } from 'svelte';
import type { AttemptView } from '../../src-main/api/contract/laboratory.ts';
import type { Stored } from './stored.ts';

/** Which routers' consoles are opened, and which of them is in front. It is remembered for every attempt. */
export class Consoles {
  /** Undefined as long as the user has opened or closed none. */
  #opened = $state.raw<readonly string[] | undefined>();
  #active = $state<string | undefined>();
  readonly #name: string;

  constructor(
    attempt: string,
    private readonly stored: Stored,
  ) {
    this.#name = `consoles.${attempt}`;
    const [active, ...opened] = stored.getItem(this.#name)?.split('\n') ?? [];
    this.#opened = active === undefined ? undefined : opened;
    this.#active = active || undefined;
  }

  /** As the user left them; before that the routers that the lab works on. */
  openedOf(view: AttemptView): string[] {
    return this.#opened?.filter((id) => view.nodes.some((node) => node.id === id)) ?? routersOf(view);
  }

  get active(): string | undefined {
    return this.#active;
  }

  open(node: string, view: AttemptView): void {
    const opened = this.openedOf(view);
    this.#keep(opened.includes(node) ? opened : [...opened, node], node);
  }

  close(node: string, view: AttemptView): void {
    const opened = this.openedOf(view);
    const place = opened.indexOf(node);
    const rest = opened.filter((id) => id !== node);
    this.#keep(rest, this.#active === node ? (rest[place] ?? rest.at(-1)) : this.#active);
  }

  activate(node: string, view: AttemptView): void {
    this.#keep(this.openedOf(view), node);
  }

  #keep(opened: readonly string[], active: string | undefined): void {
    this.#opened = opened;
    this.#active = active;
    this.stored.setItem(this.#name, [active ?? '', ...opened].join('\n'));
  }
}

/** So many tabs have room. */
const most = 4;

/**
 * The routers that the lab configures, or those with a part in it where that is the learner's to find out; of a topology
 * without a lab, the first one.
 */
function routersOf({ nodes, steps }: AttemptView): string[] {
  const configured = new Set(steps.flatMap(({ commands }) => commands.map(({ node }) => node)));
  const routers = nodes.filter(({ id }) => configured.has(id));
  const devices = nodes.filter(({ platform }) => platform === 'ios' || platform === 'iosxe' || platform === 'asa');
  const parts = steps.length === 0 ? devices.slice(0, 1) : devices.filter(({ role }) => role !== undefined);
  return (routers.length > 0 ? routers : parts.slice(0, most)).map(({ id }) => id);
}

export const [getConsoles, setConsoles] = createContext<Consoles>();
