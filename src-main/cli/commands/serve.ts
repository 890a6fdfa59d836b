/** quickmode serve: the window for browsers of this machine, until interrupted. */
import { Engine } from '../../engine/engine.ts';
import { recruiterOf } from '../../engine/grader-of.ts';
import { readLabIndex } from '../../engine/lab-index.ts';
import { launcherOf } from '../../engine/launcher.ts';
import { startLaboratoryHost } from '../../web/laboratory-host.ts';
import { bugReport } from '../complaint.ts';
import type { Host } from '../host.ts';

export interface ServeOptions {
  port: number;
  /** Called with the address when it can be opened. */
  opened?: (url: string) => void;
}

export async function serve(host: Host, { port, opened }: ServeOptions): Promise<void> {
  const { home, labFolders, window } = host.installation;
  const isOver = host.interrupted();
  const engine = new Engine({
    home,
    labFolders,
    labIndex: readLabIndex(host.installation.labIndex),
    launch: launcherOf(host.installation),
    recruit: recruiterOf(host.installation),
  });
  try {
    const web = await startLaboratoryHost(engine, {
      port,
      folder: window,
      onBug: (error) => host.err(bugReport(error)),
    });
    const url = web.launchUrl();
    host.out(`QuickMode is at ${url}\n`);
    host.err('The address works once; it is for you alone. Ctrl-C ends QuickMode.\n');
    opened?.(url);
    await isOver;
    await web.close();
  } finally {
    await engine.close();
  }
}
