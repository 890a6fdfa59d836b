import { createContext } from 'svelte';
import { readWord, type Stored } from './stored.ts';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

/** What the user chose about the window itself. It is kept in the browser and never sent. */
export class Settings {
  #theme = $state<Theme>('system');

  constructor(
    private readonly stored: Stored,
    /** Shows the page in the theme: it carries it as an attribute, see ui/tokens.css. */
    private readonly show: (theme: Theme) => void,
  ) {
    this.#theme = readWord(stored, 'theme', themes);
    show(this.#theme);
  }

  get theme(): Theme {
    return this.#theme;
  }

  set theme(theme: Theme) {
    this.#theme = theme;
    this.stored.setItem('theme', theme);
    this.show(theme);
  }
}

export const [getSettings, setSettings] = createContext<Settings>();
