/** An operating system. `distro` is spelled as in the embedded cloud's profile. */
export interface System {
  readonly distro: string;
  readonly type: 'linux' | 'windows' | 'freebsd';
  readonly label: string;
  readonly versions: readonly [string, ...string[]];
  readonly hasArm: boolean;
}

const linux = (distro: string, label: string, hasArm: boolean, ...versions: [string, ...string[]]): System => ({
  distro,
  type: 'linux',
  label,
  versions,
  hasArm,
});

/** The twelve OS categories, and some systems outside of them. */
export const systems: readonly [System, ...System[]] = [
  linux('Ubuntu', 'ubuntu', true, '24.04', '22.04', '20.04'),
  linux('CentOS', 'centos', true, '7.9', 'Stream 9', 'Stream 8'),
  { distro: 'Windows', type: 'windows', label: 'windows-server', versions: ['2022', '2019', '2016'], hasArm: false },
  linux('Debian', 'debian', true, '12', '11'),
  linux('Kylin', 'kylin', true, 'V10 SP3', 'V10 SP2'),
  linux('RHEL', 'rhel', true, '9.4', '8.10', '7.9'),
  linux('SUSE', 'sles', true, '15 SP6', '12 SP5'),
  linux('Fedora', 'fedora', true, '40', '39'),
  linux('CoreOS', 'fedora-coreos', true, '40.20240616', '39.20240407'),
  { distro: 'FreeBSD', type: 'freebsd', label: 'freebsd', versions: ['14.1', '13.3'], hasArm: true },
  linux('Oracle Linux', 'oraclelinux', true, '9.4', '8.10'),
  linux('Arch Linux', 'archlinux', false, '2026.10', '2026.04'),
  linux('others', 'alpine', true, '3.20', '3.19'),
  linux('openEuler', 'openeuler', true, '24.03 LTS', '22.03 LTS'),
];

export function systemOf(distro: string): System {
  return systems.find((system) => system.distro === distro) ?? systems[0];
}
