/** Networks in which certificates prove who is who: the router in the middle is the authority that both ends trust. */
interface Configured {
  configuration: string;
}

const exchanged = { 'crypto isakmp': /^ authentication pre-share$/m, 'crypto ikev2': /^ authentication remote pre-share\n authentication local pre-share\n keyring local KR$/m }; // prettier-ignore

/** The end's configuration, with a signature where a secret was. */
export function signing<T extends Configured>(device: T): T {
  const [, name = ''] = /^hostname (.*)$/m.exec(device.configuration) ?? [];
  const configuration = device.configuration
    .replace(exchanged['crypto isakmp'], ' authentication rsa-sig')
    .replace(/^crypto isakmp key .*\n/m, '')
    .replace(/^crypto ikev2 keyring KR\n[^]*?\n!\n/m, '')
    .replace(
      exchanged['crypto ikev2'],
      ' authentication remote rsa-sig\n authentication local rsa-sig\n pki trustpoint LAB',
    )
    .replace(
      /^ match identity remote address .*$/m,
      ` match identity remote fqdn domain example.com\n identity local fqdn ${name}.example.com`,
    ) // prettier-ignore
    .replace(/^no ip domain lookup$/m, 'no ip domain lookup\nip domain name example.com');
  return { ...device, configuration };
}

export const serving = <T extends Configured>(device: T): T => ({
  ...device,
  configuration: device.configuration.replace(/^no ip domain lookup$/m, 'no ip domain lookup\nip http server'),
});

const trusting = (at: string): string[] => [
  'crypto pki trustpoint LAB',
  `enrollment url http://${at}`,
  'serial-number none',
  'ip-address none',
  'revocation-check none',
  'exit',
];

/** How a router comes to its certificate: it believes the authority, and asks it for one. */
const enrolling = (at: string): string[] => [...trusting(at), 'crypto pki authenticate LAB', 'crypto pki enroll LAB'];

/** The same once more, with a new trustpoint. */
export const askingAgain = (at: string): string[] => ['no crypto pki trustpoint LAB', ...enrolling(at)];

/** A certificate that nobody but the router itself has signed. */
export const fromOneself: readonly string[] = ['no crypto pki trustpoint LAB', 'crypto pki trustpoint LAB', 'enrollment selfsigned', 'serial-number none', 'ip-address none', 'exit', 'crypto pki enroll LAB']; // prettier-ignore

/** The router becomes an authority that nobody else trusts, and has its certificate from there. */
export const fromOther = (own: string): string[] => ['ip http server', 'crypto pki server OTHER', 'grant auto', 'no shutdown', 'exit', ...askingAgain(own)]; // prettier-ignore

export const onClock = (time: string, year = 2026, day = 27): string => `do clock set ${time} ${day} November ${year}`;

/** What is done before anything is tried: all clocks are set, and both ends have a certificate. */
export const enrolled: readonly string[] = [
  `R2# ${[onClock('10:00:00'), 'crypto pki server AUTHORITY', 'grant auto', 'no shutdown'].join('; ')}`,
  `R1# ${[onClock('10:01:00'), 'crypto key generate rsa general-keys modulus 1024', ...enrolling('192.0.2.2')].join('; ')}`,
  `R3# ${[onClock('10:01:00'), 'crypto key generate rsa general-keys modulus 1024', ...enrolling('198.51.100.2')].join('; ')}`,
  'wait 60',
];
