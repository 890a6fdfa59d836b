/** The parts of the window, joined. */
import { ActionList } from './actions/action-list.svelte.ts';
import { findHost } from './host/host.ts';
import type { Ticks } from './state/attempt.svelte.ts';
import { Dialogs } from './state/dialogs.svelte.ts';
import { EngineLink } from './state/engine-link.svelte.ts';
import { Library } from './state/library.svelte.ts';
import { Notices } from './state/notices.svelte.ts';
import { Router } from './state/router.svelte.ts';
import { Session } from './state/session.svelte.ts';
import { Settings } from './state/settings.svelte.ts';
import { TopologyImport } from './state/topology-import.svelte.ts';

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
  const session = new Session(laboratory, notices, ticks, page.localStorage);
  const settings = new Settings(page.localStorage, (theme) => {
    if (theme === 'system') delete page.document.documentElement.dataset['theme'];
    else page.document.documentElement.dataset['theme'] = theme;
  });
  const actions = new ActionList({ dialogs, library, router, session, settings, topologyImport });
  const engineLink = new EngineLink(connection);
  return { actions, dialogs, engineLink, library, notices, router, session, settings, topologyImport };
}
