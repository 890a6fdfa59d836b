/** What an entry of a crypto map says of the traffic, the peer and the associations between them (seeds 002 and 003). */
import { formatIpv4, parseIpv4 } from '../../../base/address.ts';
import { Refusal } from '../../cli/refusal.ts';
import { declareAssociationSettings } from './crypto-association-settings.ts';
import { ikev2ProfileIsMissing, isakmpProfileIsMissing } from './crypto-ipsec-profile.ts';
import { transformSetIsMissing } from './crypto-ipsec-transform-set.ts';
import { sayKept } from './crypto-kept.ts';
import { hasIkev2 } from '../ikev2/ikev2-presence.ts';
import { cryptoMapMode, isManual, type CryptoMapContext } from './crypto-map-mode.ts';

/** IOS takes up to six transform sets; keys that are typed by hand are for one. */
const maximumSets = 6;

const isNegotiated = (context: CryptoMapContext): boolean => !isManual(context);

/** Does something to the entry, and all that follows from it. */
function change({ device, entry }: CryptoMapContext, edit: (policy: CryptoMapContext['entry']) => unknown): void {
  edit(entry);
  device.router.converge();
}

export function declareCryptoMapSettings(): void {
  cryptoMapMode
    .words({
      no: 'Negate a command or set its defaults',
      default: 'Set a command to its defaults',
      exit: 'Exit from crypto map configuration mode',
      set: 'Set values for encryption/decryption',
    })
    .add('exit', { run: (_, __, exec) => exec.leave() });
  declareTraffic();
  declarePeer();
  declareTransformSets();
  declareAssociationSettings(cryptoMapMode, ({ entry }) => entry, isNegotiated);
  declareLevel();
  declareProfiles();
}

function declareTraffic(): void {
  cryptoMapMode
    .words({
      description: 'Description of the crypto map statement policy',
      'description text': 'Description of the crypto map statement policy',
      match: 'Match values.',
      'match address': 'Match address of packets to encrypt.',
      'match address list': 'Access-list name or number',
      qos: 'Quality of Service related commands',
      'pre-classify': 'Enable pre-classification before encryption',
    })
    .add('description ![LINE:text]', {
      run: ({ entry }, { text }) => (entry.description = text),
      no: ({ entry }) => (entry.description = ''),
      show: ({ entry }) => (entry.description === '' ? [] : [`description ${entry.description}`]),
    })
    .add('match address ![WORD:list]', {
      section: 'match',
      run: (context, { list }) => change(context, (entry) => (entry.accessList = list)),
      no: (context) => change(context, (entry) => (entry.accessList = undefined)),
      show: ({ entry }) => (entry.accessList === undefined ? [] : [`match address ${entry.accessList}`]),
    })
    .add('qos pre-classify', {
      run: ({ device, entry }, _, exec) => {
        sayKept(device, exec, 'qos pre-classify', 'there are no queues here that it would change');
        entry.isQosPreClassified = true;
      },
      no: ({ entry }) => (entry.isQosPreClassified = false),
      show: ({ entry }) => (entry.isQosPreClassified ? ['qos pre-classify '] : []),
    });
}

function declarePeer(): void {
  cryptoMapMode
    .words({
      'set peer': 'Allowed Encryption/Decryption peer.',
      'set peer peer': 'IP address or hostname of peer',
      'peer default': 'Preferred peer',
    })
    .add('set peer ![WORD:peer] [default:isDefault]', {
      section: 'peer',
      run: (context, given) => setPeer(context, given),
      no: (context, { peer }) => {
        const gone = peer === undefined ? undefined : peerOf(context, peer);
        change(context, (entry) => {
          entry.peers = gone === undefined ? [] : entry.peers.filter((one) => one !== gone);
          entry.hasDefaultPeer &&= entry.peers.length > 0 && gone !== undefined;
        });
      },
      show: ({ entry }) =>
        entry.peers.map((peer, index) => {
          const isDefault = index === 0 && entry.hasDefaultPeer === true;
          return `set peer ${typeof peer === 'number' ? formatIpv4(peer) : peer}${isDefault ? ' default' : ''}`;
        }),
    });
}

/** A name is looked up when it is typed, as on IOS without `dynamic`; one that nobody knows is refused there. */
function peerOf({ device: { settings } }: CryptoMapContext, text: string): number {
  const address = parseIpv4(text) ?? settings.addressOf(text);
  if (address === undefined) throw Refusal.invalid('peer');
  return address;
}

/** Keys that are typed by hand are for one peer; the default peer is tried first of all. */
function setPeer(context: CryptoMapContext, { peer, isDefault }: { peer: string; isDefault?: string }): void {
  const address = peerOf(context, peer);
  change(context, (entry) => {
    const others = isManual(context) ? [] : entry.peers.filter((one) => one !== address);
    const wasKnown = others.length < entry.peers.length && !isManual(context);
    if (isDefault !== undefined) {
      entry.peers = [address, ...others];
      entry.hasDefaultPeer = true;
    } else if (!wasKnown) entry.peers = [...others, address];
  });
}

function declareTransformSets(): void {
  cryptoMapMode
    .words({
      'set transform-set': 'Specify list of transform sets in priority order',
      'set transform-set names': 'Proposal tag',
    })
    .add('set transform-set ![WORD...:names]', {
      section: 'transform-set',
      run: (context, { names }) => {
        const { crypto } = context.device.router;
        const missing = names.find((name) => !crypto.transformSetOf(name));
        if (missing !== undefined) throw Refusal.because(transformSetIsMissing(missing));
        const most = isManual(context) ? 1 : maximumSets;
        if (names.length > most) throw Refusal.because(`% This crypto map has at most ${most} transform sets`);
        change(context, (entry) => (entry.transformSets = [...new Set(names)]));
      },
      no: (context) => change(context, (entry) => (entry.transformSets = [])),
      // A blank ends the line (gh id:1456131183, gh id:41619750765).
      show: ({ entry: { transformSets } }) =>
        transformSets.length > 0 ? [`set transform-set ${transformSets.join(' ')} `] : [],
    });
}

function declareLevel(): void {
  cryptoMapMode
    .words({
      'security-association level': 'specify a security association granularity level for identities',
      'per-host': 'Specify that security association granularity is per host',
    })
    .add('set security-association level per-host', {
      section: 'level',
      when: isNegotiated,
      run: (context) => change(context, (entry) => (entry.isPerHost = true)),
      no: (context) => change(context, (entry) => (entry.isPerHost = false)),
      show: ({ entry }) => (entry.isPerHost ? ['set security-association level per-host'] : []),
    });
}

function declareProfiles(): void {
  cryptoMapMode
    .words({
      'set isakmp-profile': 'Specify isakmp Profile',
      'set ikev2-profile': 'Specify ikev2 Profile',
      'set isakmp-profile name': 'Name of the isakmp profile',
      'set ikev2-profile name': 'Name of the ikev2 profile',
    })
    .add('set isakmp-profile ![WORD:name]', {
      section: 'isakmp-profile',
      when: isNegotiated,
      run: (context, { name }) => {
        const { isakmpProfiles } = context.device.router.crypto;
        if (!isakmpProfiles.has(name)) throw Refusal.because(isakmpProfileIsMissing(name));
        change(context, (entry) => (entry.isakmpProfile = name));
      },
      no: (context) => change(context, (entry) => (entry.isakmpProfile = undefined)),
      show: ({ entry }) => (entry.isakmpProfile === undefined ? [] : [`set isakmp-profile ${entry.isakmpProfile}`]),
    })
    .add('set ikev2-profile ![WORD:name]', {
      section: 'ikev2-profile',
      when: (context) => isNegotiated(context) && hasIkev2(context.device),
      run: (context, { name }) => {
        const { ikev2 } = context.device.router.crypto;
        if (!ikev2.profiles.has(name)) throw Refusal.because(ikev2ProfileIsMissing(name));
        change(context, (entry) => (entry.ikev2Profile = name));
      },
      no: (context) => change(context, (entry) => (entry.ikev2Profile = undefined)),
      show: ({ entry }) => (entry.ikev2Profile === undefined ? [] : [`set ikev2-profile ${entry.ikev2Profile}`]),
    });
}
