import { openstack } from './openstack.ts';
import type { CloudProfile } from './profile.ts';
import { flagSpelling, spelling } from './spelling.ts';

/**
 * ECF. Its image service manual v6.1.1 and API chapters document `os_distro`, `hw_architecture`, `img_hv_type`,
 * `es_virtio_enabled`, `description` and `os_glance_es_failed_reason`. Boot mode, multi-queue and guest agent are spelled
 * as upstream. The two other `es_…` names have no public source; an operator can override them.
 */
export const ecf: CloudProfile = {
  name: 'ecf',
  concepts: {
    os: spelling({
      read: ['os_distro'],
      write: 'os_distro',
      values: {
        centos: 'CentOS',
        windows: 'Windows',
        coreos: 'CoreOS',
        debian: 'Debian',
        fedora: 'Fedora',
        freebsd: 'FreeBSD',
        kylin: 'Kylin',
        oraclelinux: 'Oracle Linux',
        rhel: 'RHEL',
        suse: 'SUSE',
        ubuntu: 'Ubuntu',
        arch: 'Arch Linux',
        other: 'others',
      },
    }),
    architecture: spelling({
      read: ['hw_architecture'],
      write: 'hw_architecture',
      values: { x86: 'x86_64', arm: 'aarch64' },
    }),
    hypervisor: spelling({
      read: ['img_hv_type'],
      write: 'img_hv_type',
      values: { qemu: 'qemu', baremetal: 'baremetal' },
    }),
    bootMode: spelling({
      read: ['hw_firmware_type'],
      write: 'hw_firmware_type',
      values: { bios: 'bios', uefi: 'uefi' },
    }),
    nicMultiqueue: flagSpelling('hw_vif_multiqueue_enabled', 'trueFalse'),
    guestAgent: flagSpelling('hw_qemu_guest_agent', 'yesNo'),
    liveResize: flagSpelling('es_live_resize_enabled', 'yesNo'),
    passwordEncryption: flagSpelling('es_password_encryption_enabled', 'yesNo'),
    virtio: flagSpelling('es_virtio_enabled', 'yesNo'),
  },
  fields: { ...openstack.fields, failure: ['os_glance_es_failed_reason'] },
  rules: { ...openstack.rules, urlSchemes: ['http'] },
  formats: { listed: ['raw', 'qcow2', 'iso', 'vmdk'], further: 'schema', staged: ['vmdk'] },
  capabilities: {
    importMethods: 'discover',
    stores: '/v2/stores/available',
    quota: null,
    jobs: 'imageStatus',
    putBytesMax: null,
  },
};
