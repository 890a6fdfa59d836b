/** ip domain, ip host: names and where they are looked up. */
import { formatIpv4 } from '../../base/address.ts';
import { configureMode } from './modes.ts';

export function declareNames(): void {
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
      show: ({ settings }) => (settings.looksUpNames ? [] : ['no ip domain lookup']),
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
