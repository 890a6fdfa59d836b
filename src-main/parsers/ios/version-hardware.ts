/** What `show version` says of the machine: memory, interfaces, serial numbers, the switches of a stack. */
import { passes } from '../records.ts';
import { rule } from '../rules.ts';
import { integer } from '../values.ts';
import { says, type Versions } from './version-state.ts';

type Chassis = [chassis: string, processor: string | undefined, revision: string | undefined, main: string,
  io: string | undefined]; // prettier-ignore
type Stacked = [active: string | undefined, number: string, ports: string, model: string, version: string,
  image: string, mode: string | undefined]; // prettier-ignore

/** `Motherboard assembly number     : 73-15877-03`; where a switch of a stack has its own heading, whatever is its own. */
const PARTS = [
  rule<Versions, [string]>(
    /^Switch (\d+)$/,
    (versions, [number], line) => {
      const known = versions.last?.switches?.find((one) => one.number === Number(number));
      versions.member = known ?? { number: Number(number), isActive: false, line };
      if (!known && versions.last) (versions.last.switches ??= []).push(versions.member);
    },
    ({ last }) => last !== undefined,
  ),
  rule<Versions, [string, string]>(
    /^([A-Z][\w-]*(?: [\w-]+)*)\s*: (\S.*)$/,
    (versions, [name, value], line) => versions.addPart({ name, value, line }),
    ({ member }) => member !== undefined,
  ),
  rule<Versions, [string, string]>(
    /^((?:Motherboard|Power [Ss]upply|Daughterboard|Model [Rr]evision|Top Assembly|Version ID|CLEI|Hardware [Bb]oard|System FPGA|Last reload FPGA)(?: [\w-]+)*)\s*: (\S.*)$/,
    (versions, [name, value], line) => versions.addPart({ name, value, line }),
  ),
  // `Jawa Revision 7, Snowtrooper Revision 0x0.0x1C`
  rule<Versions, [string]>(/^([A-Z]\w* Revision \S+(?:, [A-Z]\w* Revision \S+)*)$/, (versions, [text], line) =>
    text.split(', ').every((part) => {
      const [name = '', , value = ''] = part.split(' ');
      return versions.addPart({ name: `${name} Revision`, value, line });
    }),
  ),
  passes<Versions>(/^CLEI [Cc]ode [Nn]umber\s*:$/),
  passes<Versions>(/^Switch\s+Ports\s+Model\s+SW Version\s+.*$/),
  rule<Versions, Stacked>(
    /^(?:(\*)\s*)?(\d{1,2})\s+(\d+)\s+(\S+)\s+(\S+)\s+(\S+)(?:\s+(INSTALL|BUNDLE))?$/,
    ({ last }, [active, number, ports, model, version, image, mode], line) => {
      if (!last) return false;
      const one = {
        number: Number(number),
        isActive: active !== undefined,
        ports: Number(ports),
        model,
        version,
        image,
      };
      (last.switches ??= []).push({ ...one, ...(mode === undefined ? {} : { mode }), line });
      return true;
    },
  ),
  passes<Versions>(/^Device#\s+PID\s+SN$/),
  rule<Versions, [string, string]>(
    /^\*?\d{1,2}\s+([A-Z][\w+./-]*)\s+([A-Z0-9]{6,})$/,
    ({ last }, [product, serial], line) => {
      if (!last) return false;
      (last.udi ??= []).push({ product, serial, line });
      return true;
    },
  ),
];

export const HARDWARE = [
  ...PARTS,
  says<Chassis>(
    /^cisco (\S+)(?: \((?!revision)([^)]*)\))?(?: processor)?(?: \(revision ([^)]*)\))? with(?: +with)? +(\d+)K(?:\/(\d+)K)? bytes of (?:physical )?memory\.?$/i,
    ([chassis, processor, revision, main, io]) => ({
      chassis,
      processor,
      revision,
      mainMemoryKilobytes: integer(main),
      ioMemoryKilobytes: integer(io),
    }),
  ),
  says<[string]>(/^Processor board ID (\S+?)(?:,.*| \(.*\))?$/, ([processorBoard]) => ({ processorBoard })),
  rule<Versions, [string, string]>(
    /^(\d+) (Virtual Private Network \(VPN\) Module|[\w ()-]*[Ee]ncryption [\w ()-]*)(?:s|\(s\))?$/,
    ({ last }, [count, kind]) => last?.interfaces.push({ count: Number(count), kind }),
    ({ last }) => last !== undefined,
  ),
  says<[string]>(/^(\S+ CPU at .+)$/, ([cpu]) => ({ cpu })),
  rule<Versions, [string, string]>(
    /^(\d+) (\S.*?)(?:\/IEEE 802\.3)? interface(?:s|\(s\))?$/,
    ({ last }, [count, kind]) => last?.interfaces.push({ count: Number(count), kind }),
    ({ last }) => last !== undefined,
  ),
  // `2 Channelized T1/PRI ports`, `1 cisco Embedded AP (s)`
  rule<Versions, [string, string]>(
    /^(\d{1,4}) ((?!terminal|slot)[A-Za-z][\w \/-]{1,60}?) ?(?:ports?|\(s\)|modules?|lines?|AIMs?|controllers?)$/,
    ({ last }, [count, kind]) => last?.interfaces.push({ count: Number(count), kind }),
    ({ last }) => last !== undefined,
  ),
  says<[string]>(/^(\d+)K bytes of (?:non-volatile configuration memory|NVRAM)\.?$/, ([size]) => ({
    nvramKilobytes: integer(size),
  })),
  says<[string]>(/^(\d+)K bytes of physical memory\.?$/, ([size]) => ({ physicalMemoryKilobytes: integer(size) })),
  rule<Versions, [string, string]>(
    /^(\d+)K bytes of\s*(.*)$/,
    ({ last }, [size, rest]) => last?.disks.push({ kilobytes: Number(size), ...diskOf(rest) }),
    ({ last }) => last !== undefined,
  ),
  says<[string]>(/^Base [Ee]thernet MAC [Aa]ddress\s+: (\S+)$/, ([baseMac]) => ({ baseMac })),
  says<[string]>(/^Model [Nn]umber\s+: (\S+)$/, ([modelNumber]) => ({ modelNumber })),
  says<[string]>(/^System [Ss]erial [Nn]umber\s+: (\S+)$/, ([serialNumber]) => ({ serialNumber })),
];

/** `Bootflash at bootflash:.`, `ATA PCMCIA card at slot 0 (Sector size 512 bytes).` */
function diskOf(text: string): { kind: string; name?: string } {
  const plain = text.endsWith('.') ? text.slice(0, -1) : text;
  const bracket = plain.endsWith(')') ? plain.lastIndexOf(' (') : -1;
  const kind = bracket < 0 ? plain : plain.slice(0, bracket);
  const at = kind.endsWith(':') ? ` ${kind}`.lastIndexOf(' at ') - 1 : -2;
  const name = kind.slice(at + ' at '.length);
  return at < -1 || name.includes(' ') ? { kind: kind.trim() } : { kind: kind.slice(0, Math.max(at, 0)).trim(), name };
}
