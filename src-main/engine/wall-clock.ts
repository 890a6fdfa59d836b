/** The machine's own time, for hosts: it is kept where the transports need it, which no host may import. */
export { wallClock } from '../devices/transport/wall-clock.ts';
