import type { Session } from 'electron';

/** The page needs nothing of the machine: no camera, no notifications, no device, and no download but of what it has made itself: a report. */
export function denyAll(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => answer(isHarmless(permission)));
  session.setPermissionCheckHandler((_contents, permission) => isHarmless(permission));
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event, item) => {
    if (!item.getURL().startsWith('blob:')) event.preventDefault();
  });
}

/** Copying a command out of the page: it only ever writes what the user clicked on. */
function isHarmless(permission: string): boolean {
  return permission === 'clipboard-sanitized-write';
}
