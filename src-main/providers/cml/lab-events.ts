/** The stream of events that a controller sends to its own pages: what happens in all labs, as it happens. */
import type { RawData, WebSocket } from 'ws';
import type { Stop } from '../../base/disposable.ts';
import { connectWebSocket } from '../../devices/transport/websocket.ts';
import { eventMessage } from './answers.ts';
import type { CmlClient } from './cml-client.ts';

export interface LabEvents {
  /** A node of the lab is in another state: the server's own word for it. */
  onState: (node: string, state: string) => void;
  /** Something else about the lab has changed; what it is has to be asked for. */
  onOther: () => void;
  onEnd: () => void;
}

/**
 * Follows one lab until it is stopped or the connection ends. The first message says who we are.
 * Source: event_listening.py of Cisco's virl2-client.
 * @throws Failure where there is no stream: the caller asks from time to time instead
 */
export async function followLab(client: CmlClient, lab: string, events: LabEvents, signal: AbortSignal): Promise<Stop> {
  const { url } = client.place;
  const address = `${url.protocol === 'https:' ? 'wss:' : 'ws:'}//${url.host}/ws/ui`;
  return connectWebSocket(address, { trust: client.trust, signal }, (socket) => {
    socket.send(JSON.stringify({ token: client.token, client_uuid: crypto.randomUUID() }));
    return listen(socket, lab, events);
  });
}

function listen(socket: WebSocket, lab: string, { onState, onOther, onEnd }: LabEvents): Stop {
  let isStopped = false;
  socket.on('error', () => undefined); // the close that follows it counts
  socket.on('close', () => {
    if (!isStopped) onEnd();
  });
  socket.on('message', (data, isBinary) => {
    const event = isStopped || isBinary ? undefined : eventIn(data);
    if (event?.lab_id !== lab) return;
    const state = stateIn(event);
    if (state) onState(state.node, state.state);
    else if (isAboutNodes(event)) onOther();
  });
  return () => {
    isStopped = true;
    socket.terminate();
  };
}

type Event = ReturnType<typeof eventMessage.parse>;

function stateIn({ event_type: type, element_type: element, element_id: node, event }: Event): NodeEvent | undefined {
  if (type.toLowerCase() !== 'state_change' || element?.toLowerCase() !== 'node') return undefined;
  return node && event ? { node, state: event } : undefined;
}

interface NodeEvent {
  node: string;
  state: string;
}

function isAboutNodes({ event_type: type, element_type: element }: Event): boolean {
  return type.toLowerCase() === 'lab_event' || element?.toLowerCase() === 'node';
}

function eventIn(data: RawData): Event | undefined {
  try {
    return eventMessage.parse(JSON.parse(textOf(data)));
  } catch {
    return undefined; // other kinds of events have other shapes
  }
}

function textOf(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString();
  return data instanceof ArrayBuffer ? Buffer.from(data).toString() : data.toString();
}
