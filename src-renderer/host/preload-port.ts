import type { ClosingPort, OpenPort } from './port.ts';

/** What Electron's preload script puts in the page: it can post and hear, and no more. */
export interface PreloadPort {
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Called when the engine's process has ended and the window has not. */
  onClose?(listener: () => void): void;
}

declare global {
  interface Window {
    quickmode?: PreloadPort;
  }
}

/** Electron carries bytes as they are, so nothing is encoded. */
export function preloadPort(preload: PreloadPort): OpenPort {
  let hear: ((message: unknown) => void) | undefined;
  let closed: (() => void) | undefined;
  // Registered once: a port that was opened before must not hear the answers meant for the present one.
  preload.onMessage((message) => hear?.(message));
  preload.onClose?.(() => closed?.());
  const port: ClosingPort = {
    post: (message) => preload.post(message),
    onMessage: (listener) => {
      hear = listener;
    },
    onClose: (listener) => {
      closed = listener;
    },
    close: () => undefined,
  };
  return () => Promise.resolve(port);
}
