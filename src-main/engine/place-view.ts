/** Where an attempt's routers are, as people call it. */
import type { PlaceView } from '../api/contract/laboratory.ts';
import type { StoredPlace } from '../storage/attempts.ts';

export function placeView(place: StoredPlace): PlaceView {
  switch (place.kind) {
    case 'builtin':
      return { kind: 'builtin', name: 'built-in routers', project: undefined };
    case 'server':
      return { kind: place.serverKind, name: place.serverName, project: place.projectName };
    case 'inventory':
      return { kind: 'inventory', name: place.inventoryName, project: undefined };
  }
}
