/** Texts that are neither JSON nor a YAML topology, known by how they start. */
import { topologies, type Kind } from './kind.ts';

/** The first that matches wins. */
const starts: readonly (readonly [start: RegExp, what: string, mend?: string])[] = [
  [/^version https:\/\/git-lfs/, 'a Git LFS pointer, not the file itself', 'fetch the file with "git lfs pull"'],
  [/^(?:<!doctype html|<html)/i, 'a web page (HTML)', 'download the file itself, on GitHub with "Raw"'],
  [/^(?:!|Building configuration|Current configuration|version \d+\.\d|hostname \S+\n)/, 'a router configuration'],
  [/^: Saved|^ASA Version/, 'an ASA configuration'],
  [/^(?:diff --git|--- a\/|Index: )/, 'a patch'],
  [/^<<<<<<< /m, 'a file with the marks of an unfinished git merge', 'finish the merge ("git status" says where)'],
  [/^#!/, 'a script'],
  [/^-----BEGIN /, 'a key or certificate (PEM)'],
  [/^LAB_(?:NAME|DESCRIPTION) *=|^\w+\[(?:\d+|image)\] *=/, 'a Kathará lab (lab.conf): not yet'],
];

/** What the text is when it starts like something that is no topology for us; undefined when it may be one. */
export function recogniseText(text: string): Kind | undefined {
  const start = text.slice(0, 65_536).trimStart();
  const known = starts.find(([pattern]) => pattern.test(start));
  return known && kindOf(known[1], known[2]);
}

function kindOf(what: string, mend = topologies): Kind {
  return { code: 'not-a-topology', what, mend };
}
