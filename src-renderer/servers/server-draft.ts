/** A server as it stands in the form, and what becomes of it. */
import type { ServerChange, ServerEntry, ServerKind, ServerView } from '../../src-main/api/contract/laboratory.ts';
import type { Remember } from '../../src-main/api/contract/laboratory.ts';

export interface ServerDraft {
  kind: ServerKind;
  name: string;
  url: string;
  username: string;
  /** Of a server that is kept already, empty means as it is. */
  password: string;
  forgetsPassword: boolean;
  remember: Remember;
  certificate: string;
}

export function draftOf(server: ServerView | undefined): ServerDraft {
  const { kind = 'gns3', name = '', url = '', username = '', certificate = '', password } = server ?? {};
  const remember = password === 'memory' ? 'memory' : 'sealed';
  return { kind, name, url, username, password: '', forgetsPassword: false, remember, certificate };
}

/** A new one. */
export function entryOf(draft: ServerDraft): ServerEntry {
  const { kind, username, password, remember, certificate } = draft;
  return {
    ...{ kind, remember },
    name: draft.name.trim() || hostOf(draft.url),
    url: draft.url.trim(),
    username: username || undefined,
    password: password || undefined,
    certificate: certificate || undefined,
  };
}

export function changeOf({ forgetsPassword, password, ...draft }: ServerDraft): ServerChange {
  const { url, username, remember, certificate } = draft;
  const secret = forgetsPassword ? { password: '' } : password ? { password } : {};
  return { name: draft.name.trim() || hostOf(url), url: url.trim(), username, remember, certificate, ...secret };
}

/** What keeps the address from being one, in a sentence; undefined where it may do. */
export function addressFault(url: string): string | undefined {
  const text = url.trim();
  if (text === '') return undefined;
  if (/^[a-z+.-]+:\/\//i.test(text) && !/^https?:\/\//i.test(text)) return 'It begins with http:// or https://.';
  if (text.includes('@')) return 'Without a name and password: they have fields of their own.';
  return /^(https?:\/\/)?[^/@\s]+(\/[^@\s]*)?$/i.test(text) ? undefined : 'An address has no blanks in it.';
}

function hostOf(url: string): string {
  return url
    .trim()
    .replace(/^https?:\/\//i, '')
    .replace(/\/.*$/, '');
}
