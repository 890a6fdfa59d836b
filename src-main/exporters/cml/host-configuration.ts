/** What a VPCS starts with as the shell script that CML's small hosts (alpine, desktop, server) run at boot. */

interface Address {
  address: string;
  prefix: number;
  gateway?: string;
}

/** @returns the script, and the lines of the VPCS that have no counterpart */
export function hostScript(startup: string, name: string): { text: string; lost: string[] } {
  const lost: string[] = [];
  const lines = [`hostname ${name.replace(/[^\w.-]/g, '-')}`];
  for (const line of startup.split('\n').map((one) => one.trim())) {
    if (line === '' || /^(?:[#!]|set pcname |save\b|echo\b)/.test(line)) continue;
    const words = linesOf(line);
    if (words) lines.push(...words);
    else lost.push(line);
  }
  return { text: lines.join('\n'), lost };
}

function linesOf(line: string): string[] | undefined {
  if (/^(?:ip )?dhcp\b/.test(line)) return ['udhcpc -i eth0'];
  const parsed = addressOf(line);
  if (!parsed) return undefined;
  const { address, prefix, gateway } = parsed;
  return [
    'ip link set dev eth0 up',
    `ip addr add ${address}/${prefix} dev eth0`,
    ...(gateway === undefined ? [] : [`ip route add default via ${gateway}`]),
  ];
}

const dotted = String.raw`(\d{1,3}(?:\.\d{1,3}){3})`;
/** `ip ADDRESS[/LENGTH] [MASK] [GATEWAY] [LENGTH or MASK]`, in the orders that VPCS takes. */
const ipLine = new RegExp(`^ip ${dotted}(?:/(\\d{1,2}))?(?: ${dotted})?(?: ${dotted})?(?: /?(\\d{1,2}))?$`);

function addressOf(line: string): Address | undefined {
  const [, address, length, second, third, last] = ipLine.exec(line.replace(/\s+/g, ' ')) ?? [];
  if (address === undefined) return undefined;
  const masks = [second, third].filter((one) => one !== undefined && prefixOf(one) !== undefined);
  const gateway = [second, third].find((one) => one !== undefined && prefixOf(one) === undefined);
  const prefix = Number(length ?? last ?? prefixOf(masks[0] ?? '') ?? 24);
  return { address, prefix, ...(gateway === undefined ? {} : { gateway }) };
}

/** 24 of 255.255.255.0; undefined for what is no mask. */
function prefixOf(mask: string): number | undefined {
  const bits = mask
    .split('.')
    .map((octet) => Number(octet).toString(2).padStart(8, '0'))
    .join('');
  return /^1+0*$/.test(bits) && bits.length === 32 ? bits.replaceAll('0', '').length : undefined;
}
