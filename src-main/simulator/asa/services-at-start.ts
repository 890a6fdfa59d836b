/** What listens to a firewall on behalf of its command line: attached once to each start of it. */
import { attachCertificates } from './certificates/certificate-notices.ts';
import { attachConnectionNotices } from './inspection/connection-notices.ts';
import { attachIkev1Notices } from './crypto/crypto-ikev1-notices.ts';
import { attachIkev2Notices } from './crypto/crypto-ikev2-notices.ts';
import { attachIpsecNotices } from './crypto/crypto-ipsec-notices.ts';
import type { AsaDevice } from './device.ts';
import { attachIkeVersions } from './crypto/ike-version.ts';
import { tellOspfFigures } from './ospf-commands.ts';
import { attachIpsecStatistics } from './crypto/show-ipsec-statistics.ts';
import { attachOspfNotices } from './show-ospf.ts';
import { attachSessionCounts } from './crypto/session-record.ts';
import { attachSyslogHosts } from './syslog-hosts.ts';

export const services: readonly ((device: AsaDevice) => void)[] = [
  attachCertificates,
  attachIkeVersions,
  attachConnectionNotices,
  attachIkev1Notices,
  attachIkev2Notices,
  attachIpsecNotices,
  tellOspfFigures,
  attachOspfNotices,
  attachSessionCounts,
  attachIpsecStatistics,
  attachSyslogHosts,
];
