/**
 * Topologies in zip archives: portable GNS3 projects (.gns3project) with the files of their nodes and perhaps images,
 * what EVE-NG exports, and a lab that somebody zipped by hand, in a folder of the archive or not.
 */
import { strFromU8 } from 'fflate';
import type { Companion } from './companion.ts';
import { Refusal } from './complaint.ts';
import { limits } from './limits.ts';
import { topologies } from './recognise/kind.ts';
import { textOfBytes } from './source/encoding.ts';
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

/** @throws Refusal for an archive without a topology in it or with several, or one that cannot be read safely */
export function readPortable(bytes: Uint8Array): Portable {
  const zip = new Zip(bytes);
  const { names } = zip;
  const project = projectIn(names) ?? onlyTopologyIn(names);
  const content = zip.read(project, limits.text);
  if (!content)
    throw new Refusal('too-large', 'an archive that unpacks to more than a topology can be', {
      message: `expected at most ${limits.text} bytes in ${JSON.stringify(project)}`,
      mend: 'export the project again; if it comes from somebody you do not know, do not unpack it',
    });
  const folder = project.slice(0, project.lastIndexOf('/') + 1);
  return {
    text: textOfBytes(content),
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

/** EVE-NG exports labs as archives of `.unl` files; others zip a file because a forum wants that. @throws Refusal */
function onlyTopologyIn(names: readonly string[]): string {
  const ours = names.filter((name) => !name.startsWith('__MACOSX/') && !/(?:^|\/)\./.test(name));
  const found = ours.filter((name) => /\.(?:unl|virl|net)$/i.test(name));
  const labs = found.length > 0 ? found : ours.filter((name) => /\.ya?ml$/i.test(name));
  const [lab] = labs;
  if (lab === undefined) throw noTopology(names);
  if (labs.length === 1) return lab;
  const some = labs.slice(0, 5).map((name) => JSON.stringify(name.slice(0, 80)));
  throw new Refusal('several-topologies', `a zip archive with ${labs.length} files that may be topologies`, {
    message: `expected one, found ${some.join(', ')}${labs.length > some.length ? ' and others' : ''}`,
    mend: 'unpack it and import the file that you want',
  });
}

/** Office documents and program archives are zip archives too: they are called what they are. */
function noTopology(names: readonly string[]): Refusal {
  const inner = names.find((name) => !name.startsWith('__MACOSX/') && /\.(?:gns3project|gns3p|zip)$/i.test(name));
  if (inner !== undefined) return archiveInside(inner);
  const isOffice = names.some((name) => /^(?:word|xl|ppt)\//.test(name));
  return new Refusal('not-a-topology', isOffice ? 'an Office document' : 'a zip archive without a topology in it', {
    message: 'expected a file project.gns3 in it, or a lab of CML or EVE-NG',
    mend: topologies,
  });
}

/** A portable project is an archive already, and some zip it once more to send it. */
function archiveInside(name: string): Refusal {
  const shown = JSON.stringify(name.slice(0, 80));
  const what = /zip$/i.test(name) ? 'another archive' : 'a portable GNS3 project';
  return new Refusal('archive-in-archive', `a zip archive with ${what} in it, ${shown}`, {
    message: 'expected a topology in it, found an archive',
    mend: `unpack it and import ${shown}`,
  });
}
