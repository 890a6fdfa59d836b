/**
 * What a server could make a node of a topology from. A template says the emulator it runs under, and the names of its
 * images say the rest; a name that somebody made up says nothing, and the template's own name is asked then.
 */
import type { Platform, TopologyNode } from '../../lab/topology.ts';
import type { NodePlan } from '../lab-server.ts';
import type { Gns3Template } from './answers.ts';
import { howItWouldCome } from './how-it-comes.ts';

/** Matched against file names and the template's name, in lower case. The first that matches anything counts. */
const kinds: readonly (readonly [pattern: RegExp, platform: Platform])[] = [
  [/^(?:vios|iosv)|\bios[ -]?v(?:l2)?\b/, 'ios'],
  [/^(?:csr-?1000v|c8000v|cat8000v|cat9k|cat9000)|\bcsr ?1000v|\bc(?:at)? ?8000v|\bcat(?:alyst)? ?9/, 'iosxe'],
  [/^asa|\basa-?v?\b/, 'asa'],
  [/^(?:nxos|nexus|n9k|titanium)|\bnx-?os|\bnexus/, 'nxos'],
  [/^(?:iosxrv|ios-xrv|xrv|xrd)|\bios ?xr/, 'iosxr'],
  [
    /ubuntu|debian|centos|fedora|alpine|kali|rocky|alma|opensuse|arch ?linux|cirros|slitaz|rhel|core ?linux|linux/,
    'linux',
  ],
  [/vyos|\bfrr\b|frrouting|openwrt|ipterm|netshoot|network-?multitool|tinycore|microcore/, 'linux'],
];

const byEmulator: ReadonlyMap<string, Platform> = new Map<string, Platform>([
  ['dynamips', 'ios'],
  ['vpcs', 'vpcs'],
  ['ethernet_switch', 'switch'],
  ['ethernet_hub', 'switch'],
  ['cloud', 'cloud'],
  ['nat', 'cloud'],
]);

const imageFields = ['hda_disk_image', 'hdb_disk_image', 'cdrom_image', 'image', 'path'] as const;

/** @param text what the node is to start with */
export function planOfNode(node: TopologyNode, templates: readonly Gns3Template[], text = ''): NodePlan {
  const ranked = templates
    .filter((template) => isFor(node, template))
    .map((template) => ({ template, score: scoreOf(node, template) }))
    .sort((a, b) => b.score - a.score || a.template.name.localeCompare(b.template.name));
  const plan = { node: node.id, name: node.name };
  const found = ranked.map(({ template }) => {
    const { template_id: id, name } = template;
    const start = howItWouldCome(node, template, text);
    return { id, name, ...(start !== undefined && { start }) };
  });
  return found.length > 0 ? { ...plan, templates: found } : { ...plan, templates: [], problem: whatIsLacking(node) };
}

function whatIsLacking({ name, platform, model }: TopologyNode): string {
  return `The server has no template that ${name} (${model}, ${platform}) could be made from: add one in GNS3.`;
}

function isFor(node: TopologyNode, template: Gns3Template): boolean {
  if (node.platform === 'unknown') return wordsOf(node).includes(template.template_type);
  if (platformOf(template) !== node.platform) return false;
  // IOS is on switches too, which have no interfaces that a router's configuration would fit.
  if (node.platform !== 'ios' && node.platform !== 'iosxe') return true;
  return isOfSwitch(node.model) === isOfSwitch([...imagesOf(template), template.name].join(' '));
}

function platformOf(template: Gns3Template): Platform | undefined {
  const { template_type: type, name } = template;
  const emulated = byEmulator.get(type);
  if (emulated) return emulated;
  const images = imagesOf(template);
  if (type === 'iou') return [...images, name].some((one) => /x86_64_crb|iol-?xe|\bxe\b/i.test(one)) ? 'iosxe' : 'ios';
  const known = kinds.find(([pattern]) => [...images, name].some((one) => pattern.test(one.toLowerCase())));
  return known?.[1] ?? (type === 'docker' ? 'linux' : undefined);
}

const isOfSwitch = (words: string): boolean => /l2\b|\bswitch\b/i.test(words);

function imagesOf(template: Gns3Template): string[] {
  return imageFields.flatMap((field) => {
    const value = template[field];
    return typeof value === 'string' && value !== '' ? [value.replace(/^.*[/\\]/, '')] : [];
  });
}

/** "dynamips c3725": the emulator, then the model. */
const wordsOf = ({ model }: TopologyNode): string[] => model.toLowerCase().split(/\s+/);

/** Of clouds the one that needs no interface of the server's to be chosen, and a switch rather than a hub. */
const usual: ReadonlySet<string> = new Set(['nat', 'ethernet_switch']);

/** The same model under the same emulator is best, then the same model or emulator, then the same release. */
function scoreOf(node: TopologyNode, template: Gns3Template): number {
  const images = imagesOf(template).join(' ').toLowerCase();
  const about = `${images} ${template.name.toLowerCase()} ${typeof template.platform === 'string' ? template.platform : ''}`;
  const [emulator = '', ...model] = wordsOf(node);
  let score = template.template_type === emulator ? 4 : 0;
  if ([emulator, ...model].some((word) => word !== template.template_type && about.includes(word))) score += 8;
  if (node.release !== undefined && plainRelease(images).includes(plainRelease(node.release))) score += 2;
  return score + (usual.has(template.template_type) ? 1 : 0);
}

/** "12.4(15)T14" is "124-15.T14" in the name of an image. */
const plainRelease = (text: string): string => text.toLowerCase().replace(/[^0-9a-z]/g, '');
