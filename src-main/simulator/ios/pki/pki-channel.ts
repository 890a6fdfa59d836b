/**
 * How a router asks a certificate authority for something. Real ones speak SCEP over HTTP; here the same requests and
 * answers (PKCS #10, certificates, lists) go as UDP datagrams to port 80, so that they need a route, meet access lists and
 * get lost as any other packet. It is no SCEP, and only our own routers understand it.
 *
 *   Question ::= SEQUENCE { number INTEGER, kind INTEGER, body OCTET STRING }
 *   Answer   ::= SEQUENCE { number INTEGER, status INTEGER, body OCTET STRING }
 */
import type { Stop } from '../../../base/disposable.ts';
import { integer, octetString, sequence, tags } from '../../pki/der.ts';
import { DerReader, readOr } from '../../pki/der-reader.ts';
import type { Router } from '../../router/router.ts';

const port = 80;
const firstOwnPort = 49_152;
const ownPorts = 16_384;
/** Milliseconds between two tries, and how many there are. */
const interval = 2000;
const tries = 3;

const kinds = ['authority', 'certificate', 'list'] as const;
const statuses = ['success', 'pending', 'failure'] as const;

export interface Question {
  /** The authority's certificate, a certificate of our own (or news of it), the list of the revoked ones. */
  readonly kind: (typeof kinds)[number];
  readonly body: Uint8Array;
}

export interface Answer {
  readonly status: (typeof statuses)[number];
  readonly body: Uint8Array;
}

/** Undefined when nobody answers. */
export async function askAuthority(router: Router, address: number, question: Question): Promise<Answer | undefined> {
  const number = router.random.int(0x7fff_ffff);
  const ownPort = firstOwnPort + (number % ownPorts);
  const payload = message(number, kinds.indexOf(question.kind), question.body);
  return await new Promise((resolve) => {
    let stopTimer: Stop = () => undefined;
    const close = router.udp.open(ownPort, (datagram) => {
      const answer = datagram.source === address ? parsed(datagram.payload) : undefined;
      const status = answer?.number === number ? statuses[answer.code] : undefined;
      if (answer && status !== undefined) end({ status, body: answer.body });
    });
    function end(answer: Answer | undefined): void {
      stopTimer();
      close();
      resolve(answer);
    }
    function send(left: number): void {
      if (left === 0) return end(undefined);
      sendFrom(router, { address, ownPort, payload });
      stopTimer = router.clock.after(interval, () => send(left - 1));
    }
    send(tries);
  });
}

function sendFrom(router: Router, to: { address: number; ownPort: number; payload: Uint8Array }): void {
  const source = router.ipv4.isOwn(to.address) ? to.address : router.routes.lookup(to.address)?.out.sourceAddress;
  if (source === undefined) return;
  const { address: destination, ownPort: sourcePort, payload } = to;
  router.udp.send({ source, sourcePort, destination, destinationPort: port, payload });
}

/** Answers questions, until it is stopped. @param answer undefined says nothing */
export function serveAuthority(router: Router, answer: (question: Question) => Answer | undefined): Stop {
  return router.udp.open(port, ({ source, sourcePort, destination, payload }) => {
    const question = parsed(payload);
    const kind = question && kinds[question.code];
    const reply = kind && answer({ kind, body: question.body });
    if (!reply) return;
    const bytes = message(question.number, statuses.indexOf(reply.status), reply.body);
    router.udp.send({ source: destination, sourcePort: port, destination: source, destinationPort: sourcePort, payload: bytes }); // prettier-ignore
  });
}

function message(number: number, code: number, body: Uint8Array): Uint8Array {
  return sequence(integer(BigInt(number)), integer(BigInt(code)), octetString(body));
}

function parsed(bytes: Uint8Array): { number: number; code: number; body: Uint8Array } | undefined {
  return readOr(() => {
    const reader = new DerReader(bytes).sequence();
    const [number, code] = [Number(reader.integer()), Number(reader.integer())];
    return { number, code, body: reader.take(tags.octetString).content };
  });
}
