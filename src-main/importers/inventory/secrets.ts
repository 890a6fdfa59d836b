/** Passwords as inventories write them: in clear, or as a word about where they are. The latter have to be typed in. */
import type { Field } from '../field.ts';

/** Each kind of reference, and how to say where it leads. */
const REFERENCES: readonly (readonly [form: RegExp, where: (name: string) => string])[] = [
  [/^%ENV\{\s*([^},\s]+)/, (name) => `comes from the environment variable ${name}`],
  [/^%(?:ASK|CLI)\{([^}]*)/, () => 'is asked for when pyATS starts'],
  [/^%\w+\{([^}]*)/, () => 'is encrypted for pyATS'],
  [/^\$ANSIBLE_VAULT()/, () => 'is locked in an Ansible vault'],
  [/\{\{\s*(.*?)\s*\}\}/, (name) => `comes from somewhere else (${name.slice(0, 60)})`],
];

/** The secret itself; nothing, with a word about it, when it is not in the file. The value is part of no message. */
export function secretOf(field: Field, what: string): string | undefined {
  const text = field.text();
  if (text === undefined || text === '') return undefined;
  // What pyATS takes when the variable is not there.
  const fallback = /^%ENV\{\s*[^},\s]+\s*,\s*([^}]*?)\s*\}$/.exec(text)?.[1];
  if (fallback !== undefined) return fallback;
  const found = REFERENCES.map(([form, where]) => ({ match: form.exec(text), where })).find(({ match }) => match);
  if (!found) return text;
  const name = (found.match?.[1] ?? '').replace(/[^\x20-\x7e]/g, ' ');
  field.complain('warning', `the ${what} ${found.where(name)} and is not in the file`, `give the ${what} by hand`);
  return undefined;
}

/** An ssh command line's options tell that a device needs the old algorithms. */
export function needsOldAlgorithms(options: string): boolean {
  return /group1-sha1|group14-sha1|exchange-sha1|3des-cbc|aes\d+-cbc|\+?ssh-rsa|ssh-dss|hmac-md5|hmac-sha1-96/.test(
    options,
  );
}
