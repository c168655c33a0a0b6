import type { CloudProfile } from './profile.ts';
import { flagSpelling, spelling } from './spelling.ts';

/**
 * Upstream OpenStack: names and values of Nova's image metadata and Glance's metadefs; limits as
 * measured on Glance 25.1. Images there mostly say nothing of the hypervisor, and Nova then takes
 * the cloud's own (QEMU); what `img_hv_type` leaves out therefore counts as QEMU.
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
      // Nova knows windows and linux only, so FreeBSD and whatever is unlisted go without.
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
    // Off = nothing is asked for, and Nova takes its own default; switching it off never picks a slower device.
    // `scsi` may or may not be virtio-scsi and stays as it is.
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
