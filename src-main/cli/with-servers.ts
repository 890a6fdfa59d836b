/** An engine for the length of one command, with somebody who answers what it asks. */
import { Failure } from '../base/errors.ts';
import { Engine, type Laboratory } from '../engine/engine.ts';
import { recruiterOf } from '../engine/grader-of.ts';
import { launcherOf } from '../engine/launcher.ts';
import type { Host } from './host.ts';
import { answerQuestions, type Trust } from './questions.ts';

export async function withEngine<T>(
  host: Host,
  trust: Trust,
  work: (laboratory: Laboratory, engine: Engine) => Promise<T>,
): Promise<T> {
  const { home, labFolders } = host.installation;
  const recruit = recruiterOf(host.installation);
  const engine = new Engine({ home, labFolders, launch: () => launcherOf(host.installation)(), recruit });
  const stop = answerQuestions(host, engine.laboratory, trust);
  try {
    return await work(engine.laboratory, engine);
  } finally {
    stop();
    await engine.close();
  }
}

/** The id of a server's project, by its name or its id. @throws Failure unknown-project */
export async function projectOf(laboratory: Laboratory, server: string, wanted: string): Promise<string> {
  const projects = await laboratory.projects(server);
  const named = projects.filter(({ name }) => name === wanted);
  const found = projects.find(({ id }) => id === wanted) ?? named[0];
  if (found && (named.length < 2 || found.id === wanted)) return found.id;
  const there = projects.map(({ id, name }) => (named.length > 1 ? `${name} (${id})` : name)).join(', ');
  const says = named.length > 1 ? `Several projects are called "${wanted}".` : `There is no project "${wanted}".`;
  throw new Failure('bad-input', 'unknown-project', `${says} There are: ${there || 'none'}.`);
}
