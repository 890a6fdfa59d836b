/**
 * packet-tracer: what would become of the first packet of a flow, phase by phase. Layout and order: Cisco ASA command
 * reference, `packet-tracer`, and consoles of 8.4 and later. As on a firewall, a packet that a crypto map means begins the
 * negotiation that its tunnel lacks.
 */
import { putU16, putU32, u16 } from '../../../base/bytes.ts';
import type { Exec } from '../../cli/declaration.ts';
import { Refusal } from '../../cli/refusal.ts';
import type { ProtectedFlow } from '../../router/ipsec/protected-flow.ts';
import { coversOutgoing } from '../../router/ipsec/selectors.ts';
import { internetChecksum } from '../../wire/checksum.ts';
import { emitIcmp } from '../../wire/icmp.ts';
import { ipProtocols, type Ipv4Packet } from '../../wire/ipv4.ts';
import { emitUdp } from '../../wire/udp.ts';
import type { AsaDevice } from '../device.ts';
import type { Judgement } from './flow-judgement.ts';
import { execMode } from '../modes.ts';
import type { NamedInterface } from '../named-interfaces.ts';
import { detailLines } from './packet-tracer-detail.ts';
import { dropReasons, type Phase } from './phase.ts';
import { policyBlock } from '../policy-commands.ts';
import { portOf } from '../services.ts';
import { withEnds } from './transport.ts';

export function declarePacketTracer(): void {
  declareVocabulary();
  execMode
    .add(
      'packet-tracer input WORD:interface icmp A.B.C.D:source <0-255>:type <0-255>:code [<0-65535>:identifier] A.B.C.D:destination [detailed:detailed]',
      {
        run: (device, { interface: name, source, type, code, identifier = 0, destination, detailed }, exec) => {
          if (type !== 8 || code !== 0) throw Refusal.because('ERROR: only echo requests (icmp 8 0) can be traced');
          const message = { kind: 'echo', identifier, sequence: 0, data: new Uint8Array(0) } as const;
          trace(device, name, packetOf(ipProtocols.icmp, { source, destination }, emitIcmp(message)), {
            exec,
            isDetailed: detailed !== undefined,
          });
        },
      },
    )
    .add(
      'packet-tracer input WORD:interface {tcp|udp}:protocol A.B.C.D:source WORD:sourcePort A.B.C.D:destination WORD:destinationPort [detailed:detailed]',
      {
        run: (device, { interface: name, protocol, sourcePort, destinationPort, detailed, ...addresses }, exec) => {
          const number = ipProtocols[protocol];
          const ports = { source: portFrom(sourcePort, number), destination: portFrom(destinationPort, number) };
          const payload = number === ipProtocols.udp ? udpPayload(ports, addresses) : tcpPayload(ports, addresses);
          trace(device, name, packetOf(number, addresses, payload), { exec, isDetailed: detailed !== undefined });
        },
      },
    )
    .add(
      'packet-tracer input WORD:interface rawip A.B.C.D:source <0-255>:number A.B.C.D:destination [detailed:detailed]',
      {
        run: (device, { interface: name, number, detailed, ...addresses }, exec) => {
          const isOther = number !== ipProtocols.icmp && number !== ipProtocols.tcp && number !== ipProtocols.udp;
          if (!isOther)
            throw Refusal.because(`ERROR: protocol ${number} is traced by its name, with what belongs to it`);
          trace(device, name, packetOf(number, addresses, new Uint8Array(0)), {
            exec,
            isDetailed: detailed !== undefined,
          });
        },
      },
    );
}

function declareVocabulary(): void {
  execMode.words({
    'packet-tracer': 'Trace packets in F1 data path',
    input: 'Ingress interface on which to trace packet',
    'input interface': 'Name of the interface',
    icmp: 'Enter this keyword if the trace packet is ICMP',
    tcp: 'Enter this keyword if the trace packet is TCP',
    udp: 'Enter this keyword if the trace packet is UDP',
    rawip: 'Enter this keyword if the trace packet is RAW IP',
    number: 'Protocol of IP',
    source: 'Source address',
    type: 'Type of the message',
    code: 'Code of the message',
    identifier: 'Identifier of the message',
    sourcePort: 'Source port',
    destination: 'Destination address',
    destinationPort: 'Destination port',
    'destination detailed': 'Dump more detailed information',
    'destinationPort detailed': 'Dump more detailed information',
  });
}

interface Pair {
  readonly source: number;
  readonly destination: number;
}

function portFrom(word: string, protocol: number): number {
  const port = portOf(word, protocol);
  if (port === undefined) throw Refusal.because(`ERROR: ${word} is not a port that is known`);
  return port;
}

function udpPayload({ source, destination }: Pair, addresses: Pair): Uint8Array {
  const datagram = { sourcePort: source, destinationPort: destination, checksummed: true, payload: new Uint8Array(0) };
  return emitUdp(datagram, addresses);
}

/** The packet that opens a connection: SYN alone. */
function tcpPayload({ source, destination }: Pair, addresses: Pair): Uint8Array {
  const header = new Uint8Array(20);
  putU16(header, 0, source);
  putU16(header, 2, destination);
  header[12] = 0x50;
  header[13] = 0x02;
  putU16(header, 14, 8192);
  const pseudo = new Uint8Array(32);
  putU32(pseudo, 0, addresses.source);
  putU32(pseudo, 4, addresses.destination);
  putU16(pseudo, 8, ipProtocols.tcp);
  putU16(pseudo, 10, header.length);
  pseudo.set(header, 12);
  putU16(header, 16, internetChecksum(pseudo));
  return header;
}

function packetOf(protocol: number, { source, destination }: Pair, payload: Uint8Array): Ipv4Packet {
  return {
    typeOfService: 0,
    identification: payload.length >= 2 ? u16(payload, 0) : 0,
    dontFragment: false,
    moreFragments: false,
    fragmentOffset: 0,
    timeToLive: 255,
    protocol,
    source,
    destination,
    options: new Uint8Array(0),
    payload,
  };
}

interface How {
  readonly exec: Exec;
  readonly isDetailed: boolean;
}

function trace(device: AsaDevice, name: string, packet: Ipv4Packet, { exec, isDetailed }: How): void {
  const { interfaces, nat } = device.configuration;
  const ingress = interfaces.byName(name);
  if (!ingress) throw Refusal.invalid('interface');
  const phases: Phase[] = [];
  const judgement = device.firewall.probe(packet, ingress, (phase) => phases.push(phase));
  const flow = judgement.kind === 'pass' ? flowOf(device, judgement, packet) : undefined;
  const vpn = flow && vpnPhase(device, flow, { packet, ingress });
  const passed = judgement.kind === 'pass' ? passedPhases(device, phases, packet, vpn) : phases;
  const isLost = judgement.kind === 'drop' || vpn?.isAllowed === false;
  exec.print(
    ...passed.flatMap((phase, index) => [
      ...phaseLines(phase, index + 1),
      ...(isDetailed ? detailLines(phase, { packet, flow, nat, ...endsOf(ingress, judgement) }) : []),
    ]),
    ...resultLines(ingress, judgement.egress, isLost ? reasonOf(judgement) : undefined),
  );
}

function endsOf(ingress: NamedInterface, { egress }: Judgement): { ingress: string; egress: string } {
  return { ingress: ingress.name ?? 'any', egress: egress?.name ?? 'any' };
}

function reasonOf(judgement: Judgement): string {
  const reason = judgement.kind === 'drop' ? judgement.reason : 'acl-drop';
  return `(${reason}) ${dropReasons[reason]}`;
}

/** What every packet passes that may go on; the tunnel stands before the last look at translation. */
function passedPhases(
  device: AsaDevice,
  judged: readonly Phase[],
  packet: Ipv4Packet,
  vpn: Phase | undefined,
): readonly Phase[] {
  const isCheck = ({ subtype }: Phase): boolean => subtype === 'rpf-check';
  const isInspected = packet.protocol === ipProtocols.icmp && device.configuration.inspected.has('icmp');
  const start = [
    ...judged.filter((phase) => !isCheck(phase)),
    allowed('NAT', 'per-session'),
    allowed('IP-OPTIONS', ''),
    ...(isInspected ? [{ ...allowed('INSPECT', 'np-inspect'), configuration: inspectionLines(device) }] : []),
    ...(vpn ? [vpn] : []),
  ];
  if (vpn?.isAllowed === false) return start;
  return [...start, ...judged.filter(isCheck), { ...allowed('FLOW-CREATION', ''), information: [flowLine(device)] }];
}

function allowed(type: string, subtype: string): Phase {
  return { type, subtype, isAllowed: true, configuration: [], information: [] };
}

function flowLine({ firewall: { connections } }: AsaDevice): string {
  return `New flow created with id ${connections.nextId}, packet dispatched to next module`;
}

function inspectionLines({ configuration: { inspected } }: AsaDevice): string[] {
  const { line } = policyBlock(inspected);
  return [
    'class-map inspection_default',
    ' match default-inspection-traffic',
    line,
    ' class inspection_default',
    '  inspect icmp ',
    'service-policy global_policy global',
  ];
}

/** The flow that means the packet as it leaves: of a crypto map, or of a tunnel interface. */
function flowOf(
  { router }: AsaDevice,
  { egress, far }: Judgement & { readonly kind: 'pass' },
  packet: Ipv4Packet,
): ProtectedFlow | undefined {
  const leaving = withEnds(packet, far);
  return router.ipsec.flows.find((one) => one.of === egress.one && coversOutgoing(one, leaving));
}

/** What has no association is lost, and asks for one. */
function vpnPhase(
  { router }: AsaDevice,
  flow: ProtectedFlow,
  { packet, ingress }: { readonly packet: Ipv4Packet; readonly ingress: NamedInterface },
): Phase {
  const isProtected = flow.current !== undefined;
  if (!isProtected) router.ipv4.receive(packet, ingress.one);
  return { ...allowed('VPN', 'encrypt'), isAllowed: isProtected };
}

function phaseLines({ type, subtype, isAllowed, configuration, information }: Phase, number: number): string[] {
  return [
    '',
    `Phase: ${number}`,
    `Type: ${type}`,
    `Subtype: ${subtype}`,
    `Result: ${isAllowed ? 'ALLOW' : 'DROP'}`,
    'Config:',
    ...configuration,
    'Additional Information:',
    ...information,
  ];
}

function resultLines(
  ingress: NamedInterface,
  egress: NamedInterface | undefined,
  reason: string | undefined,
): string[] {
  const state = ({ one }: NamedInterface): string => (one.isUp ? 'up' : 'down');
  return [
    '',
    'Result:',
    `input-interface: ${ingress.name ?? ''}`,
    `input-status: ${state(ingress)}`,
    `input-line-status: ${state(ingress)}`,
    ...(egress
      ? [
          `output-interface: ${egress.name ?? ''}`,
          `output-status: ${state(egress)}`,
          `output-line-status: ${state(egress)}`,
        ]
      : []),
    `Action: ${reason === undefined ? 'allow' : 'drop'}`,
    ...(reason === undefined ? [] : [`Drop-reason: ${reason}`]),
    '',
  ];
}
