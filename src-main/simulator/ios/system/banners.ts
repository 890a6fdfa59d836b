/** banner motd, login, exec: a text between two delimiters, over as many lines as it takes. */
import type { Exec } from '../../cli/declaration.ts';
import type { Settings } from '../settings.ts';
import type { BannerKind } from '../settings.ts';
import { configureMode } from '../modes.ts';

/** In a configuration Ctrl-C is written with two characters, and may be typed so. */
const control = '^C';

export function declareBanners(): void {
  configureMode
    .words({
      banner: 'Define a login banner',
      'banner exec': 'Set EXEC process creation banner',
      'banner incoming': 'Set incoming terminal line banner',
      'banner login': 'Set login banner',
      'banner motd': 'Set Message of the Day banner',
      'banner prompt-timeout': 'Set Message for login authentication timeout',
      'kind text': 'The UNENCRYPTED (cleartext) text, or its encryption type and the encrypted text',
      'banner kind text': "c banner-text c, where 'c' is a delimiting character",
    })
    .add('banner {exec|incoming|login|motd|prompt-timeout}:kind ![LINE:text]', {
      run: ({ settings }, { kind, text }, exec) => readBanner(settings, kind, { text, exec }),
      no: ({ settings }, { kind }) => settings.banners.delete(kind),
      show: ({ settings: { banners } }) =>
        [...banners].sort().map(([kind, text]) => `banner ${kind} ${control}${text}${control}`),
    });
}

async function readBanner(
  { banners }: Settings,
  kind: BannerKind,
  { text, exec }: { text: string; exec: Exec },
): Promise<void> {
  const delimiter = text.startsWith(control) ? control : text.charAt(0);
  const first = text.slice(delimiter.length);
  const end = first.indexOf(delimiter);
  if (end >= 0) {
    banners.set(kind, first.slice(0, end));
    return;
  }
  exec.print(`Enter TEXT message.  End with the character '${delimiter}'.`);
  const lines = [first];
  for (;;) {
    const line = await exec.ask('');
    const at = line.indexOf(delimiter);
    lines.push(at < 0 ? line : line.slice(0, at));
    if (at >= 0) break;
  }
  banners.set(kind, lines.join('\n'));
}
