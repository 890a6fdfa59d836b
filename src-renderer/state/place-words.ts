/** What servers, devices and the places of routers are called. */
import type {
  PlaceView,
  Platform,
  ProjectView,
  Remember,
  ServerKind,
  ServerView,
} from '../../src-main/api/contract/laboratory.ts';

const serverKinds: Record<ServerKind, string> = { gns3: 'GNS3', cml: 'Cisco Modeling Labs' };

export function nameOfServerKind(kind: ServerKind): string {
  return serverKinds[kind];
}

const platforms: Record<Platform, string> = {
  ios: 'Cisco IOS',
  iosxe: 'Cisco IOS XE',
  asa: 'Cisco ASA',
  iosxr: 'Cisco IOS XR',
  nxos: 'Cisco NX-OS',
  linux: 'Linux',
  vpcs: 'VPCS',
  switch: 'Switch',
  cloud: 'Outside network',
  unknown: 'Something else',
};

export function nameOfPlatform(platform: Platform): string {
  return platforms[platform];
}

/** The platforms whose consoles are driven, for a list to choose from: what has no command line is no device. */
export const devicePlatforms: readonly Platform[] = ['ios', 'iosxe', 'asa', 'linux', 'iosxr', 'nxos', 'unknown'];

const projectStates: Record<ProjectView['state'], string> = {
  open: 'Open',
  closed: 'Closed',
  running: 'Running',
  stopped: 'Stopped',
};

export function nameOfProjectState(state: ProjectView['state']): string {
  return projectStates[state];
}

/** A project of GNS3 is a lab in CML. */
export function nameOfProject(kind: ServerKind, isPlural = false): string {
  return `${kind === 'gns3' ? 'project' : 'lab'}${isPlural ? 's' : ''}`;
}

const passwords: Record<ServerView['password'], string> = {
  none: 'No password',
  sealed: 'Password kept, encrypted',
  memory: 'Password until QuickMode ends',
  locked: 'Password locked',
};

export function passwordSays({ username, password }: ServerView): string {
  const who = username === undefined || username === '' ? '' : `As ${username}. `;
  return `${who}${passwords[password]}`;
}

/** What to think of before a certificate is accepted that no authority vouches for. */
export function certificateSays(isChanged: boolean): string {
  return isChanged
    ? 'Either the server was given a new certificate, or somebody stands in between and would read your password. Ask whoever runs it before you accept.'
    : 'Compare this fingerprint with the one that whoever runs the server can tell you. Accepted, this certificate and no other is trusted there.';
}

/** Where a secret is kept, for somebody to choose. */
export const rememberings: readonly { value: Remember; title: string; says: string }[] = [
  { value: 'sealed', title: 'Kept, encrypted', says: 'There again when QuickMode starts.' },
  { value: 'memory', title: 'Only until QuickMode ends', says: 'Never written to the disk.' },
];

/** "GNS3 at the office, project branch" */
export function nameOfPlace({ name, project }: PlaceView): string {
  return project === undefined ? name : `${name}, ${project}`;
}
