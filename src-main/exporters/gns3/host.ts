/** A host's shell script, as CML's small hosts run it, in the words of VPCS; the two say the same of one interface. */

const ofShell = /^(?:#|hostname |USERNAME=|PASSWORD=|ip link set |ifconfig \S+ up$|exit\b|$)/;

const ofAddress = /^ip addr(?:ess)? add (\d[\d.]*\/\d{1,2}) dev eth0$/;
const ofGateway = /^ip route add default via (\d[\d.]*)(?: dev eth0)?$/;
const ofDhcp = /^(udhcpc|dhclient)\b/;

/** The VPCS lines; undefined when the script does more than a VPCS can. */
export function vpcsScript(script: string, name: string): string | undefined {
  const lines = script.split('\n').map((one) => one.trim().replace(/^sudo /, ''));
  const rest = lines.filter((line) => !ofShell.test(line));
  const given = (pattern: RegExp): string[] => rest.flatMap((line) => pattern.exec(line)?.[1] ?? []);
  const [addresses, gateways, dhcp] = [given(ofAddress), given(ofGateway), given(ofDhcp)];
  const isMore = rest.length > addresses.length + gateways.length + dhcp.length;
  if (isMore || addresses.length + dhcp.length > 1 || gateways.length > 1) return undefined;
  const words = ['ip', ...(dhcp.length > 0 ? ['dhcp'] : [...addresses, ...gateways])];
  return [`set pcname ${name}`, ...(words.length > 1 ? [words.join(' ')] : []), ''].join('\n');
}
