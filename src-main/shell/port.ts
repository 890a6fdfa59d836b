import type { MessagePortMain } from 'electron';
import type { Port } from '../base/remote.ts';

/** One of Electron's ports as ours. It has to be started when somebody listens. */
export function portOf(port: MessagePortMain): Port {
  return {
    post: (message) => port.postMessage(message),
    onMessage: (listener) => void port.on('message', ({ data }) => listener(data)),
  };
}
