/** An engine on a folder of its own, with routers in this process. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Engine, type EngineOptions } from '../../src-main/engine/engine.ts';
import { simulatorInProcess } from '../../src-main/providers/builtin/simulator-in-process.ts';

export const labFolder = path.resolve(import.meta.dirname, '../../labs');

export interface Workshop {
  home: string;
  engine: Engine;
  /** The program is started again on what it has left behind. */
  restart(): Promise<Engine>;
  /** Another engine on the same folder: the first one has to be closed. */
  again(parts: Parts): Engine;
  end(): Promise<void>;
}

type Parts = Pick<EngineOptions, 'outside' | 'vault' | 'keychain'>;

export function openWorkshop(parts: Parts = {}): Workshop {
  const home = mkdtempSync(path.join(tmpdir(), 'quickmode-engine-'));
  const start = (others: Parts = parts): Engine =>
    new Engine({ home, labFolders: [labFolder], launch: simulatorInProcess, ...others });
  const workshop: Workshop = {
    home,
    engine: start(),
    again: start,
    async restart() {
      await workshop.engine.close();
      workshop.engine = start();
      return workshop.engine;
    },
    async end() {
      await workshop.engine.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
  return workshop;
}
