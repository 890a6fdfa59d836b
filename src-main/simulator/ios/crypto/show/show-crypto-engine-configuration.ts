/** show crypto engine brief, configuration: the routers here encrypt in software (consoles of 12.4 without a module). */

export function engineLines(): string[] {
  return [
    '        crypto engine name:  Cisco VPN Software Implementation',
    '        crypto engine type:  software',
    '             serial number:  00000000',
    '       crypto engine state:  installed',
    '     crypto engine in slot:  N/A',
  ];
}

export function engineConfigurationLines(): string[] {
  return [...engineLines(), '                  platform:  Cisco Software Crypto Engine', ''];
}
