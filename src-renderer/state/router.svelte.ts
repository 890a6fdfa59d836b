import { createContext } from 'svelte';
import type { Stop } from '../../src-main/api/contract/laboratory.ts';
import { hashOf, routeOf, type Route } from './route.ts';

/** The part of the browser's window that the address is in. */
export interface Address {
  readonly location: { hash: string };
  addEventListener(kind: 'hashchange', listener: () => void): void;
  removeEventListener(kind: 'hashchange', listener: () => void): void;
}

export class Router {
  #route = $state.raw<Route>({ screen: 'library' });

  constructor(private readonly address: Address) {
    this.#route = routeOf(address.location.hash);
  }

  get route(): Route {
    return this.#route;
  }

  /** Follows the address until it is stopped: the browser's Back and Forward work. */
  follow(): Stop {
    const changed = (): void => {
      this.#route = routeOf(this.address.location.hash);
    };
    this.address.addEventListener('hashchange', changed);
    return () => this.address.removeEventListener('hashchange', changed);
  }

  go(route: Route): void {
    this.#route = route;
    this.address.location.hash = hashOf(route);
  }
}

export const [getRouter, setRouter] = createContext<Router>();
