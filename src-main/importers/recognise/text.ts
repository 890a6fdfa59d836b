/** Texts that are neither JSON nor a YAML topology, known by how they start. */
import type { Kind } from './kind.ts';

const topologies = 'QuickMode reads GNS3 projects (.gns3 of GNS3 2.1 to 3.x) and labs exported from CML 2 (.yaml)';

/** The first that matches wins. */
const starts: readonly (readonly [start: RegExp, what: string, mend?: string])[] = [
  [/^version https:\/\/git-lfs/, 'a Git LFS pointer, not the file itself', 'fetch the file with "git lfs pull"'],
  [/^(?:<!doctype html|<html)/i, 'a web page (HTML)', 'download the file itself, on GitHub with "Raw"'],
  [/^(?:[;#].*\n)*\[[^[\]\n]*\][ \t\r]*\n(?:.*\n){0,200}?[ \t]*\[\[/, 'a GNS3 0.8 topology (.net of dynagen): not yet'],
  [
    /^(?:autostart|ghostios|sparsemem|debug|version) *=[^]*\n[ \t]*\[\[/i,
    'a GNS3 0.8 topology (.net of dynagen): not yet',
  ],
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
  if (known) return kindOf(known[1], known[2]);
  return start.startsWith('<') ? kindOf(whatXml(start)) : undefined;
}

/** By the root element. Nothing of the document is expanded or followed. */
function whatXml(start: string): string {
  const prologue = /<\?[^]*?\?>|<!--[^]*?-->|<!DOCTYPE[^[>]*(?:\[[^]*?\])?>/g;
  const root = /<([A-Za-z_][\w.:-]*)([^>]*)/.exec(start.slice(0, 8192).replace(prologue, ''));
  const [, name = '', attributes = ''] = root ?? [];
  const known = roots.find(([pattern, mark]) => pattern.test(name) && mark.test(start));
  const version = /schemaVersion="([\d.]{1,10})"/.exec(attributes)?.[1];
  if (known) return known[2].replace('XML', version === undefined ? 'XML' : `XML, schema version ${version}`);
  return name === '' ? 'a text that starts with "<"' : `an XML document (<${name.slice(0, 40)}>)`;
}

/** XML documents by their root element and a mark in them. */
const roots: readonly (readonly [name: RegExp, mark: RegExp, what: string])[] = [
  [/^topology$/, /virl/i, 'a VIRL topology of CML 1 (XML): not yet'],
  [/^lab$/, /<(?:topology|nodes)\b/, 'an EVE-NG lab (.unl, XML): not yet'],
  [/^svg$/, /./, 'a picture (SVG)'],
  [/^PACKETTRACER/i, /./, 'a Packet Tracer file (XML): not yet'],
];

function kindOf(what: string, mend = topologies): Kind {
  return { code: 'not-a-topology', what, mend };
}
