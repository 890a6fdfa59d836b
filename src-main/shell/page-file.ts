/** Which file of the built window an address means. Knows nothing of Electron. */

const types: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  woff2: 'font/woff2',
  json: 'application/json',
};

export interface PageFile {
  /** Below the folder of the window. */
  parts: string[];
  type: string;
}

/** Undefined for whatever could not be a file of the window: another host, a way out of the folder, an odd name. */
export function pageFile(address: string): PageFile | undefined {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url?.host !== 'window') return undefined;
  const parts = (url.pathname === '/' ? '/index.html' : url.pathname).slice(1).split('/');
  if (!parts.every((part) => /^[\w-][\w.-]*$/.test(part))) return undefined;
  const type = types[parts.at(-1)?.split('.').at(-1) ?? ''];
  return type === undefined ? undefined : { parts, type };
}
