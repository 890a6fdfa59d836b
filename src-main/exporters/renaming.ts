/**
 * A router's configuration with other names of its interfaces: FastEthernet0/0 of a 7200 is GigabitEthernet0/0 of an
 * IOSv. Names are found written out or abbreviated, with a blank before the number or none, with a subinterface or
 * none. What people wrote for people (descriptions, remarks, banners) stays.
 */
import { fullInterfaceName } from '../importers/interface-names.ts';

/** New names by old names, written out. */
export type Renaming = ReadonlyMap<string, string>;

const interfaceWord = /(?<![\w./-])([A-Za-z]{1,24})( ?)(\d{1,5}(?:\/\d{1,5}){0,3})((?:[.:]\d{1,10})?)(?![\w/.-])/g;
const forPeople = /^\s*(?:no\s+)?(?:description|remark|name|hostname|snmp-server (?:location|contact))\b/;
const ofAccessList = /^\s*(?:access-list \S+ |\d+ )?remark\b/;
const banner = /^\s*banner (?:\S+ )?(\^C|\S)/;

/** @returns the configuration, all of its lines in place */
export function renamed(configuration: string, renaming: Renaming): string {
  if (renaming.size === 0) return configuration;
  let untilMark: string | undefined;
  const lines = configuration.split('\n').map((line) => {
    if (untilMark !== undefined) {
      if (line.includes(untilMark)) untilMark = undefined;
      return line;
    }
    const mark = banner.exec(line);
    if (mark?.[1] !== undefined && !line.slice(mark[0].length).includes(mark[1])) untilMark = mark[1];
    return mark || forPeople.test(line) || ofAccessList.test(line) ? line : renamedLine(line, renaming);
  });
  return lines.join('\n');
}

function renamedLine(line: string, renaming: Renaming): string {
  return line.replace(interfaceWord, (whole, ...parts: string[]) => {
    const [type = '', blank = '', number = '', below = ''] = parts;
    // "ip access-group 1" is no interface: a blank goes only with a type that is written out, or after "interface".
    const full = fullInterfaceName(type + number);
    const isPlain = blank === '' || full.toLowerCase() === (type + number).toLowerCase() || /^\s*interface/.test(line);
    const name = isPlain ? renaming.get(full) : undefined;
    return name === undefined ? whole : name + below;
  });
}

/** The interfaces that a configuration has a section for, written out. */
export function configuredInterfaces(configuration: string | undefined): Set<string> {
  const heads = (configuration ?? '').matchAll(/^interface ([A-Za-z]+) ?(\d[\d/]*)/gm);
  return new Set([...heads].map(([, type = '', number = '']) => fullInterfaceName(type + number)));
}

const ofSerialLines =
  /^\s+(?:no )?(?:clock ?rate|encapsulation (?:ppp|hdlc|frame-relay)|ppp|frame-relay|serial restart-delay|fair-queue)\b/;

/** The configuration without what only a serial line has, in the sections of these interfaces. */
export function withoutSerialLines(
  configuration: string,
  interfaces: ReadonlySet<string>,
): { text: string; removed: string[] } {
  const removed: string[] = [];
  let isInside = false;
  const kept = configuration.split('\n').filter((line) => {
    const head = /^interface ([A-Za-z]+) ?(\d[\d/]*)/.exec(line);
    if (head) isInside = interfaces.has(fullInterfaceName(`${head[1]}${head[2]}`));
    else if (/^\S/.test(line)) isInside = false;
    const isLost = isInside && ofSerialLines.test(line);
    if (isLost) removed.push(line.trim());
    return !isLost;
  });
  return { text: kept.join('\n'), removed };
}
