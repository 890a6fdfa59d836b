import type { Session } from 'electron';

/** The page needs nothing of the machine: no camera, no notifications, no device, no download. */
export function denyAll(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => answer(isHarmless(permission)));
  session.setPermissionCheckHandler((_contents, permission) => isHarmless(permission));
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => event.preventDefault());
}

/** Copying a command out of the page: it only ever writes what the user clicked on. */
function isHarmless(permission: string): boolean {
  return permission === 'clipboard-sanitized-write';
}
