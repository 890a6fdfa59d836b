/** Virtual seconds per second that are offered; the engine takes any from 1 to 100. */
export const speeds = [1, 2, 5, 10, 30, 100] as const;

/** How far the clock can be moved on at once. */
export const jumps = [
  { seconds: 60, name: '1 minute' },
  { seconds: 600, name: '10 minutes' },
  { seconds: 3600, name: '1 hour' },
] as const;
