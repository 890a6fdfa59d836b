/** ip domain, ip host: names and where they are looked up. */
import { usuallySet } from '../cli/configuration.ts';
import { formatIpv4 } from '../../base/address.ts';
import { sayKept } from './crypto/crypto-kept.ts';
import { configureMode } from './modes.ts';

const unasked = 'no name server is asked here';

export function declareNames(): void {
  declareUnasked();
  configureMode
    .words({
      ip: 'Global IP configuration subcommands',
      'ip domain': 'IP DNS Resolver',
      'ip domain lookup': 'Enable IP Domain Name System hostname translation',
      'ip domain name': 'Define the default domain name',
      'ip domain name name': 'Default domain name',
      'ip host': 'Add an entry to the ip hostname table',
      'ip host name': 'Name of host',
      'ip host name addresses': 'Host IP address',
    })
    .add(['ip domain lookup', 'ip domain-lookup'], {
      section: 'domain',
      run: ({ settings }) => (settings.looksUpNames = true),
      no: ({ settings }) => (settings.looksUpNames = false),
      show: ({ settings }, isAll) => usuallySet('ip domain lookup', settings.looksUpNames, isAll),
    })
    .add(['ip domain name ![WORD:name]', 'ip domain-name ![WORD:name]'], {
      section: 'domain',
      run: ({ settings }, { name }) => (settings.domainName = name),
      no: ({ settings }) => (settings.domainName = undefined),
      show: ({ settings: { domainName } }) => (domainName === undefined ? [] : [`ip domain name ${domainName}`]),
    })
    .add('ip host WORD:name ![A.B.C.D...:addresses]', {
      section: 'domain',
      run: ({ settings }, { name, addresses }) => settings.hosts.set(name.toLowerCase(), addresses),
      no: ({ settings }, { name }) => settings.hosts.delete(name.toLowerCase()),
      show: ({ settings }) =>
        [...settings.hosts].map(([name, addresses]) => `ip host ${name} ${addresses.map(formatIpv4).join(' ')}`),
    });
}

/** What is for a name server. */
function declareUnasked(): void {
  configureMode
    .words({
      'ip domain list': 'Domain name to complete unqualified host names.',
      'ip domain list domain': 'A domain name',
      'lookup source-interface': 'Specify source interface for DNS resolver',
    })
    .add(['ip domain list WORD:domain', 'ip domain-list WORD:domain'], {
      section: 'domain',
      run: (device, { domain }, exec) => {
        device.settings.domains.add(domain);
        sayKept(device, exec, 'ip domain list', unasked);
      },
      no: ({ settings }, { domain }) => settings.domains.delete(domain),
      show: ({ settings }) => [...settings.domains].map((domain) => `ip domain list ${domain}`),
    })
    .add(
      [
        'ip domain lookup source-interface ![INTERFACE:source]',
        'ip domain-lookup source-interface ![INTERFACE:source]',
      ],
      {
        section: 'domain',
        run: (device, { source }, exec) => {
          device.settings.lookupSource = source;
          sayKept(device, exec, 'ip domain lookup source-interface', unasked);
        },
        no: ({ settings }) => (settings.lookupSource = undefined),
        show: ({ settings: { lookupSource: source } }) =>
          source === undefined ? [] : [`ip domain lookup source-interface ${source}`],
      },
    );
}
