/**
 * Configurations as students save them: the output of `show running-config` out of a terminal's log, with what stood
 * around it, or a file that the router wrote. And whose they are, by the names of the files or by the host name in them.
 */

export interface SavedFile {
  /** Without its folder. */
  name: string;
  text: string;
}

/** A device that a configuration is wanted for. */
export interface WantedDevice {
  role: string;
  /** What else the device is called: the node of the topology. */
  names: readonly string[];
}

export interface Sorted {
  /** The configuration of each role that there is one for. */
  configurations: Map<string, string>;
  /** Roles without one. */
  missing: string[];
  /** Names of files that belong to nobody, or to somebody who has one already. */
  unused: string[];
}

export function sortConfigurations(files: readonly SavedFile[], wanted: readonly WantedDevice[]): Sorted {
  const configurations = new Map<string, string>();
  const left = new Set(files);
  const take = (belongs: (file: SavedFile, names: readonly string[]) => boolean): void => {
    for (const { role, names } of wanted.filter((one) => !configurations.has(one.role))) {
      const found = [...left].find((file) =>
        belongs(
          file,
          [role, ...names].map((name) => name.toLowerCase()),
        ),
      );
      if (!found) continue;
      configurations.set(role, savedConfiguration(found.text));
      left.delete(found);
    }
  };
  take(({ name }, names) => names.includes(stemOf(name)));
  take(({ name }, names) => names.some((one) => new RegExp(`^${escapeOf(one)}[^a-z0-9]`).test(stemOf(name))));
  take(({ text }, names) => names.includes(hostNameIn(text).toLowerCase()));
  const missing = wanted.map(({ role }) => role).filter((role) => !configurations.has(role));
  return { configurations, missing, unused: [...left].map(({ name }) => name) };
}

function stemOf(name: string): string {
  return name.toLowerCase().replace(/\.(cfg|conf|config|txt|log|ios|asa)$/, '');
}

function escapeOf(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function hostNameIn(text: string): string {
  return /^[ \t]*hostname[ \t]+(\S+)/m.exec(text)?.[1] ?? '';
}

/** What a terminal's log has around the configuration, and inside of it. */
const beginning =
  /^(?:Building configuration|Current configuration|Using \d+ out of \d+ bytes|: Saved|: Written by|\S+[#>]\s*(?:sh|wr|more|copy|ter)).*$/i;
const ending = /^(?:end|: end|Cryptochecksum:.*|\S+[#>].*)$/;

/** The lines of the configuration alone; a text that is nothing else stays as it is. */
export function savedConfiguration(text: string): string {
  const lines = text
    .replace(/\r\n?/g, '\n')
    .replace(/ ?--More-- ?[\b \r]*|<--- More --->[\b \r]*/g, '')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .split('\n');
  const start = lines.findLastIndex((line) => beginning.test(line)) + 1;
  const rest = lines.slice(start);
  const end = rest.findIndex((line) => ending.test(line));
  return `${(end === -1 ? rest : rest.slice(0, end)).join('\n').trim()}\n`;
}
