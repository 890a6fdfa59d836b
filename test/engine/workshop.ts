/** An engine on a folder of its own, with routers in this process. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Engine } from '../../src-main/engine/engine.ts';
import { simulatorInProcess } from '../../src-main/providers/builtin/simulator-in-process.ts';

export const labFolder = path.resolve(import.meta.dirname, '../../labs');

export interface Workshop {
  home: string;
  engine: Engine;
  /** The program is started again on what it has left behind. */
  restart(): Promise<Engine>;
  end(): Promise<void>;
}

export function openWorkshop(): Workshop {
  const home = mkdtempSync(path.join(tmpdir(), 'quickmode-engine-'));
  const start = (): Engine => new Engine({ home, labFolders: [labFolder], launch: simulatorInProcess });
  const workshop: Workshop = {
    home,
    engine: start(),
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
