/** The parts of the window, joined. */
import { ActionList } from './actions/action-list.svelte.ts';
import { findHost } from './host/host.ts';
import type { Ticks } from './state/attempt.svelte.ts';
import { Classes } from './state/classes.svelte.ts';
import { Beginning } from './state/beginning.svelte.ts';
import { Deploying } from './state/deploying.svelte.ts';
import { Dialogs } from './state/dialogs.svelte.ts';
import { EngineLink } from './state/engine-link.svelte.ts';
import { InventoryList } from './state/inventory-list.svelte.ts';
import { Library } from './state/library.svelte.ts';
import { Notices } from './state/notices.svelte.ts';
import { Questions } from './state/questions.svelte.ts';
import { Router } from './state/router.svelte.ts';
import { Secrets } from './state/secrets.svelte.ts';
import { ServerList } from './state/server-list.svelte.ts';
import { Session } from './state/session.svelte.ts';
import { Settings } from './state/settings.svelte.ts';
import { TopologyImport } from './state/topology-import.svelte.ts';
import { saveText } from './ui/save-text.ts';

const ticks: Ticks = {
  now: () => performance.now(),
  every(milliseconds, run) {
    const timer = setInterval(run, milliseconds);
    return () => clearInterval(timer);
  },
};

export type Program = ReturnType<typeof assemble>;

export function assemble(page: Window) {
  const connection = findHost(page);
  const laboratory = connection.service;
  const notices = new Notices();
  const dialogs = new Dialogs();
  const router = new Router(page);
  const library = new Library(laboratory, notices);
  const topologyImport = new TopologyImport(laboratory, notices);
  const classes = new Classes(laboratory, notices, ticks, (name, text) => saveText(page.document, name, text));
  const beginning = new Beginning(laboratory);
  const deploying = new Deploying(laboratory);
  const inventories = new InventoryList(laboratory, notices);
  const questions = new Questions(laboratory);
  const secrets = new Secrets(laboratory);
  const servers = new ServerList(laboratory, notices);
  const session = new Session(laboratory, notices, ticks, page.localStorage);
  const settings = new Settings(page.localStorage, (theme) => {
    if (theme === 'system') delete page.document.documentElement.dataset['theme'];
    else page.document.documentElement.dataset['theme'] = theme;
  });
  const places = { beginning, deploying, inventories, secrets };
  const actions = new ActionList({ ...places, classes, dialogs, library, router, session, settings, topologyImport });
  const engineLink = new EngineLink(connection);
  const shown = { classes, dialogs, laboratory, library, notices, router, session, settings, topologyImport };
  return { actions, engineLink, questions, servers, ...places, ...shown };
}
