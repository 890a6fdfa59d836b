/** What can be done everywhere. */
import type { Dialogs } from '../state/dialogs.svelte.ts';
import type { Router } from '../state/router.svelte.ts';
import { themes, type Settings, type Theme } from '../state/settings.svelte.ts';
import { focusNextPane } from '../ui/panes.ts';
import type { UserAction } from '../ui/user-action.ts';

const themeNames: Record<Theme, string> = {
  system: 'Theme: as the system',
  light: 'Theme: light',
  dark: 'Theme: dark',
};

export function windowActions(dialogs: Dialogs, settings: Settings, router: Router): UserAction[] {
  const group = 'Window';
  const isAway = router.route.screen !== 'library';
  return [
    {
      ...{ id: 'window.palette', title: 'Find an action…', group, shortcut: 'Mod+K', enabled: true },
      run: () => dialogs.set('palette', true),
    },
    {
      ...{ id: 'window.help', title: 'Keyboard shortcuts', group, shortcut: '?', enabled: true },
      run: () => dialogs.set('help', true),
    },
    {
      ...{ id: 'window.library', title: 'Go to the library', group, shortcut: 'Alt+L', enabled: isAway },
      because: 'This is the library.',
      run: () => router.go({ screen: 'library' }),
    },
    {
      ...{ id: 'window.servers', title: 'Servers and devices', group, shortcut: 'Alt+S' },
      ...{ enabled: router.route.screen !== 'servers', because: 'They are shown.' },
      run: () => router.go({ screen: 'servers' }),
    },
    {
      ...{ id: 'window.classes', title: 'Classes', group, shortcut: 'Alt+C' },
      ...{ enabled: router.route.screen !== 'classes', because: 'They are shown.' },
      run: () => router.go({ screen: 'classes' }),
    },
    {
      ...{ id: 'window.packet', title: 'How long a packet becomes…', group, shortcut: 'Alt+P', enabled: true },
      run: () => dialogs.set('packet', true),
    },
    {
      ...{ id: 'window.next-pane', title: 'Next part of the window', group, shortcut: 'F6', enabled: true },
      run: () => focusNextPane(document, 1),
    },
    {
      ...{ id: 'window.previous-pane', title: 'Previous part of the window', group, shortcut: 'Shift+F6' },
      enabled: true,
      run: () => focusNextPane(document, -1),
    },
    ...themes.map((theme) => ({
      ...{ id: `theme.${theme}`, title: themeNames[theme], group, enabled: settings.theme !== theme },
      because: 'It is chosen already.',
      run: () => {
        settings.theme = theme;
      },
    })),
  ];
}
