import type { CloudProfile } from './profile.ts';
import { flagSpelling, spelling } from './spelling.ts';

/**
 * Upstream OpenStack: names and values of Nova's image metadata and Glance's metadefs, limits as measured on Glance 25.1.
 * Most images have no `img_hv_type`; Nova then uses the hypervisor of the cloud, so an absent one counts as QEMU.
 */
export const openstack: CloudProfile = {
  name: 'openstack',
  concepts: {
    os: spelling({
      read: ['os_distro'],
      write: 'os_distro',
      values: {
        centos: 'centos',
        windows: 'windows',
        coreos: 'coreos',
        debian: 'debian',
        fedora: 'fedora',
        freebsd: 'freebsd',
        kylin: 'kylin',
        oraclelinux: 'oraclelinux',
        rhel: 'rhel',
        suse: 'sles',
        ubuntu: 'ubuntu',
        arch: 'arch',
        other: null,
      },
      alsoRead: { ol: 'oraclelinux', suse: 'suse', opensuse: 'suse' },
      absent: 'other',
      // Nova knows `windows` and `linux` only, so FreeBSD and `other` have no `os_type`.
      beside: [
        {
          name: 'os_type',
          values: {
            windows: 'windows',
            centos: 'linux',
            coreos: 'linux',
            debian: 'linux',
            fedora: 'linux',
            kylin: 'linux',
            oraclelinux: 'linux',
            rhel: 'linux',
            suse: 'linux',
            ubuntu: 'linux',
            arch: 'linux',
          },
        },
      ],
    }),
    architecture: spelling({
      read: ['hw_architecture', 'architecture'],
      write: 'hw_architecture',
      values: { x86: 'x86_64', arm: 'aarch64' },
    }),
    hypervisor: spelling({
      read: ['img_hv_type', 'hypervisor_type'],
      write: 'img_hv_type',
      values: { qemu: 'qemu', baremetal: 'baremetal' },
      alsoRead: { ironic: 'baremetal', kvm: 'qemu' },
      absent: 'qemu',
    }),
    bootMode: spelling({
      read: ['hw_firmware_type'],
      write: 'hw_firmware_type',
      values: { bios: 'bios', uefi: 'uefi' },
    }),
    nicMultiqueue: flagSpelling('hw_vif_multiqueue_enabled', 'trueFalse'),
    guestAgent: flagSpelling('hw_qemu_guest_agent', 'yesNo'),
    // Off = the property is absent and Nova uses its default bus: switching virtio off never selects a slower one.
    // `scsi` may be virtio-scsi or not, so it stays an unknown value.
    virtio: spelling({
      read: ['hw_disk_bus'],
      write: 'hw_disk_bus',
      values: { true: 'virtio', false: null },
      alsoRead: { ide: 'false', sata: 'false' },
      absent: 'false',
      beside: [{ name: 'hw_vif_model', values: { true: 'virtio' } }],
    }),
  },
  fields: {
    description: 'description',
    size: ['size'],
    virtualSize: ['virtual_size'],
    checksum: ['checksum'],
    visibility: {
      read: 'visibility',
      write: 'visibility',
      values: { public: 'public', private: 'private', shared: 'shared', community: 'community' },
    },
    failure: [],
  },
  rules: {
    name: { max: 255 },
    description: { max: 1024 },
    tag: { max: 255 },
    urlSchemes: ['http', 'https'],
  },
  formats: { listed: ['raw', 'qcow2', 'iso', 'vmdk'], further: 'schema', staged: [] },
  capabilities: {
    importMethods: 'discover',
    stores: '/v2/info/stores',
    quota: '/v2/info/usage',
    jobs: 'imageTasks',
    putBytesMax: null,
  },
};
