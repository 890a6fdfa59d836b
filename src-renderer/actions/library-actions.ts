/** What can be done in the library. */
import type { Beginning } from '../state/beginning.svelte.ts';
import type { Library } from '../state/library.svelte.ts';
import type { Router } from '../state/router.svelte.ts';
import { topologyFiles, type TopologyImport } from '../state/topology-import.svelte.ts';
import { pickFile } from '../ui/pick-file.ts';
import type { UserAction } from '../ui/user-action.ts';

interface Shelf {
  beginning: Beginning;
  library: Library;
  router: Router;
  topologyImport: TopologyImport;
}

export function libraryActions({ beginning, library, router, topologyImport }: Shelf): UserAction[] {
  const group = 'Library';
  const [latest] = library.attempts;
  return [
    {
      ...{ id: 'library.continue', title: 'Continue where you left off', group, enabled: latest !== undefined },
      because: 'Nothing has been begun yet.',
      run: () => latest && router.go({ screen: 'attempt', id: latest.id }),
    },
    {
      ...{ id: 'library.import', title: 'Import a topology…', group, shortcut: 'Mod+O', enabled: true },
      run: () => void importTopology(topologyImport),
    },
    ...library.labs.map(({ id, title }) => ({
      ...{ id: `library.begin.${id}`, title: `${verbOf(library, id)}: ${title}`, group },
      enabled: library.beginning === undefined,
      run: () => void begin(id, library, router),
    })),
    ...library.labs.map(({ id, title }) => ({
      ...{ id: `library.options.${id}`, title: `Begin elsewhere, or with a seed: ${title}…`, group, enabled: true },
      run: () => beginning.open(id),
    })),
  ];
}

/** As on its card. */
function verbOf(library: Library, lab: string): string {
  return library.latestOf(lab) === undefined ? 'Begin' : 'Begin afresh';
}

async function importTopology(files: TopologyImport): Promise<void> {
  const file = await pickFile(document, topologyFiles);
  if (file) await files.file.read(file);
}

async function begin(lab: string, library: Library, router: Router): Promise<void> {
  const id = await library.begin(lab, undefined);
  if (id !== undefined) router.go({ screen: 'attempt', id });
}
