/**
 * Portable GNS3 projects (.gns3project): a zip archive with the project, the files of its nodes, and perhaps images.
 * The project may lie in a folder of the archive, as when somebody zips a project's folder by hand.
 */
import { strFromU8 } from 'fflate';
import type { Companion } from './companion.ts';
import { Refusal } from './complaint.ts';
import { limits } from './limits.ts';
import { Zip } from './source/zip.ts';

export interface Portable {
  text: string;
  companion: Companion;
  /** File names of what the archive has besides: "vios-adventerprisek9-m.qcow2". */
  files: ReadonlySet<string>;
}

export function isZip(bytes: Uint8Array): boolean {
  const [p, k, three, four] = bytes;
  return p === 0x50 && k === 0x4b && ((three === 3 && four === 4) || (three === 5 && four === 6));
}

/** @throws Refusal for an archive without a project in it, or one that cannot be read safely */
export function readPortable(bytes: Uint8Array): Portable {
  const zip = new Zip(bytes);
  const { names } = zip;
  const project = projectIn(names);
  if (project === undefined) throw noProject(names);
  const content = zip.read(project, limits.text);
  if (!content)
    throw new Refusal('too-large', 'a portable GNS3 project that unpacks to more than a topology can be', {
      message: `expected at most ${limits.text} bytes in ${JSON.stringify(project)}`,
    });
  const folder = project.slice(0, project.lastIndexOf('/') + 1);
  return {
    text: strFromU8(content),
    companion: (path) => {
      const file = zip.read(folder + path, limits.configuration);
      return file && strFromU8(file);
    },
    files: new Set(names.map((name) => name.slice(name.lastIndexOf('/') + 1))),
  };
}

/** The project that lies least deep; GNS3 calls it project.gns3. */
function projectIn(names: readonly string[]): string | undefined {
  const projects = names.filter((name) => name.endsWith('.gns3') && !name.startsWith('__MACOSX/'));
  const rank = (name: string): number => 2 * name.split('/').length - (name.endsWith('project.gns3') ? 1 : 0);
  return projects.toSorted((a, b) => rank(a) - rank(b))[0];
}

/** Office documents and program archives are zip archives too: they are called what they are. */
function noProject(names: readonly string[]): Refusal {
  const isOffice = names.some((name) => /^(?:word|xl|ppt)\//.test(name));
  const hasLab = names.some((name) => /\.(?:ya?ml|unl|virl|net)$/.test(name));
  return new Refusal('not-a-topology', isOffice ? 'an Office document' : 'a zip archive without a GNS3 project in it', {
    message: 'expected a file project.gns3 in it',
    mend: hasLab ? 'unpack it and import the topology file in it' : 'choose a project exported from GNS3',
  });
}
