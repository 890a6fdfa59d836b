/** Dynamic multipoint VPN: the layer above IPsec that tells spokes where the hub is and carries multicast. */
import type { ConfiguredInterface } from '../../parsers/ios/configuration.ts';
import type { Dmvpn } from '../../parsers/ios/dmvpn.ts';
import type { Exercise } from '../../lab/exercise.ts';
import { quoteOf } from '../facts/captures.ts';
import type { Quote } from '../verdict.ts';
import { answerOf } from './answers.ts';
import { fault, type Rule } from './rule.ts';
import { configurationQuotes, type Side } from './side.ts';
import { matches, type Match } from './tree.ts';

const EXPLAINS = ['route', 'ike', 'child', 'traffic', 'line'] as const;

interface Multipoint {
  side: Side;
  tunnel: ConfiguredInterface;
  nhrp: (pattern: RegExp) => Match[];
}

/** The tunnel with NHRP on it. */
function multipointOf(side: Side): Multipoint | undefined {
  const [configuration] = side.configuration?.records ?? [];
  const tree = configuration?.lines.filter(({ text }) => /^interface tunnel/i.test(text)) ?? [];
  const found = tree.find(({ children }) => children.some(({ text }) => text.startsWith('ip nhrp ')));
  const tunnel = configuration?.interfaces.find(({ line }) => line === found?.line);
  return found && tunnel ? { side, tunnel, nhrp: (pattern) => matches(found.children, pattern) } : undefined;
}

function dmvpnQuotes(side: Side, exercise: Exercise): Quote[] {
  const shown = answerOf<Dmvpn>(exercise, side.captures, side.role, 'show dmvpn');
  const peer = shown?.records.flatMap(({ peers }) => peers)[0];
  return shown && peer ? [quoteOf(shown.evidence, peer.line)] : [];
}

/** A spoke maps an address of its tunnel to an outer one; the hub maps nobody. */
const isSpoke = ({ nhrp }: Multipoint): boolean => nhrp(/^ip nhrp map (?!multicast)\S+ \S+$/).length > 0 || nhrp(/^ip nhrp map multicast \d/).length > 0; // prettier-ignore

export const noServer: Rule = {
  id: 'DM-NHS',
  title: 'A spoke does not know its next hop server',
  explains: EXPLAINS,
  find(sides, exercise) {
    for (const side of sides) {
      const spoke = multipointOf(side);
      if (!spoke || !isSpoke(spoke) || spoke.nhrp(/^ip nhrp nhs /).length > 0) continue;
      const map = spoke.nhrp(/^ip nhrp map /);
      return fault(
        `${side.role} has no next hop server (\`ip nhrp nhs\`) on ${spoke.tunnel.name}: it registers with nobody, and the hub does not learn of it.`,
        [
          'Whom does a spoke tell where it can be reached?',
          `\`show ip nhrp nhs detail\` on ${side.role}: is it empty? \`show dmvpn\` tells the layer that is missing by its state.`,
          `On ${side.role}, under ${spoke.tunnel.name}: \`ip nhrp nhs HUB-TUNNEL-ADDRESS\`, beside the mapping to the hub's outer address.`,
        ],
        [...configurationQuotes(side, spoke.tunnel.line, ...map.map(({ line }) => line)), ...dmvpnQuotes(side, exercise)], // prettier-ignore
      );
    }
    return undefined;
  },
};

export const noMulticast: Rule = {
  id: 'DM-MCAST',
  title: 'The hub does not send multicast to its spokes',
  explains: EXPLAINS,
  find(sides, exercise) {
    for (const side of sides) {
      const hub = multipointOf(side);
      const isHub = hub?.tunnel.tunnelMode?.includes('multipoint') === true && !isSpoke(hub);
      if (!hub || !isHub || hub.nhrp(/^ip nhrp map multicast dynamic$/).length > 0) continue;
      const routing = matches(side.configuration?.records[0]?.lines, /^router (?:eigrp|ospf|rip)/);
      return fault(
        `${side.role}, the hub, does not say where multicast goes (\`ip nhrp map multicast dynamic\`) on ${hub.tunnel.name}. Spokes register and IPsec is up, but the hellos of the routing protocol never leave for them, so there are no neighbours and no routes.`,
        [
          'Everything works that is unicast. What does the routing protocol use to find its neighbours?',
          `Look on the spokes for neighbours (\`show ip eigrp neighbors\`, \`show ip ospf neighbor\`), and under ${hub.tunnel.name} of ${side.role} for \`ip nhrp map multicast\`.`,
          `On ${side.role}, under ${hub.tunnel.name}: \`ip nhrp map multicast dynamic\`.`,
        ],
        [...configurationQuotes(side, hub.tunnel.line, hub.tunnel.at['tunnelMode'], ...hub.nhrp(/^ip nhrp /).map(({ line }) => line), ...routing.map(({ line }) => line)), ...dmvpnQuotes(side, exercise)], // prettier-ignore
      );
    }
    return undefined;
  },
};
