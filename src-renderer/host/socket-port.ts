import { decodeMessage, encodeMessage } from '../../src-main/api/contract/port-codec.ts';
import type { OpenPort } from './port.ts';

/** The engine that served this page, over a WebSocket to the page's own origin. */
export function socketPort(page: { protocol: string; host: string }): OpenPort {
  const scheme = page.protocol === 'https:' ? 'wss' : 'ws';
  return () =>
    new Promise((resolve, reject) => {
      const socket = new WebSocket(`${scheme}://${page.host}/socket`);
      socket.onerror = () => reject(new Error('The engine does not answer.'));
      socket.onopen = () =>
        resolve({
          post: (message) => {
            if (socket.readyState === WebSocket.OPEN) socket.send(encodeMessage(message));
          },
          onMessage: (listener) => {
            socket.onmessage = ({ data }: MessageEvent<string>) => listener(decodeMessage(data));
          },
          onClose: (listener) => {
            socket.onclose = listener;
          },
          close: () => socket.close(),
        });
    });
}
