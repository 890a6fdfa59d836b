/** Where the user is, as the address has it after the "#": a reload comes back to the same place. */
export type Route =
  { screen: 'library' } | { screen: 'servers' } | { screen: 'classes' } | { screen: 'attempt'; id: string };

export function routeOf(hash: string): Route {
  if (hash === '#/servers') return { screen: 'servers' };
  if (hash === '#/classes') return { screen: 'classes' };
  const [, encoded] = /^#\/attempt\/([^/]+)$/.exec(hash) ?? [];
  const id = encoded && decoded(encoded);
  return id ? { screen: 'attempt', id } : { screen: 'library' };
}

export function hashOf(route: Route): string {
  switch (route.screen) {
    case 'library':
      return '#/';
    case 'servers':
      return '#/servers';
    case 'classes':
      return '#/classes';
    case 'attempt':
      return `#/attempt/${encodeURIComponent(route.id)}`;
  }
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    // Somebody edited the address; there is no such attempt.
    return undefined;
  }
}
