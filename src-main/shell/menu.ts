import { Menu, type MenuItemConstructorOptions } from 'electron';

/** What every program of the platform has, and nothing that the page does not offer itself. */
export function setMenu(): void {
  const own: MenuItemConstructorOptions[] = process.platform === 'darwin' ? [{ role: 'appMenu' }] : [];
  // A terminal has Ctrl-W, Ctrl-R and the like for itself: the roles whose keys it would lose are left out.
  const view: MenuItemConstructorOptions = {
    label: 'View',
    submenu: [
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      { type: 'separator' },
      { role: 'togglefullscreen' },
      { role: 'toggleDevTools' },
    ],
  };
  const file: MenuItemConstructorOptions = { label: 'File', submenu: [{ role: 'quit' }] };
  const leading = process.platform === 'darwin' ? own : [file];
  Menu.setApplicationMenu(Menu.buildFromTemplate([...leading, { role: 'editMenu' }, view, { role: 'windowMenu' }]));
}
