import { GiB } from '@console/units';
import type { CloudProfile } from './profile.ts';
import { flagSpelling, spelling } from './spelling.ts';

const tagCharacter = '[0-9A-Za-z_\\-\\p{Script=Han}]';

/**
 * Huawei Cloud IMS. Its API reference says that `size`, `virtual_size` and `checksum` are "not used at present", so they
 * are not read. `__support_fc_inject` and `__support_agent_list` correspond to none of the console's concepts and remain
 * properties. IMS has no spelling for FreeBSD, Kylin and Arch.
 */
export const huaweiIms: CloudProfile = {
  name: 'huawei-ims',
  concepts: {
    os: spelling({
      read: ['__platform'],
      write: '__platform',
      values: {
        centos: 'CentOS',
        windows: 'Windows',
        coreos: 'CoreOS',
        debian: 'Debian',
        fedora: 'Fedora',
        oraclelinux: 'Oracle Linux',
        rhel: 'Red Hat',
        suse: 'SUSE',
        ubuntu: 'Ubuntu',
        other: 'Other',
      },
      alsoRead: { opensuse: 'suse' },
      beside: [
        {
          name: '__os_type',
          values: {
            windows: 'Windows',
            centos: 'Linux',
            coreos: 'Linux',
            debian: 'Linux',
            fedora: 'Linux',
            oraclelinux: 'Linux',
            rhel: 'Linux',
            suse: 'Linux',
            ubuntu: 'Linux',
            other: 'Other',
          },
        },
      ],
    }),
    // IMS sets the flag at the import and then keeps it read-only. The reference documents `true` only; `false` as Arm is
    // an assumption.
    architecture: spelling({ read: ['__support_amd'], write: null, values: { x86: 'true', arm: 'false' } }),
    hypervisor: spelling({
      read: ['virtual_env_type'],
      write: 'virtual_env_type',
      values: { qemu: 'FusionCompute', baremetal: 'Ironic' },
    }),
    // IMS API reference: "Without this parameter the boot mode is bios."
    bootMode: spelling({
      read: ['hw_firmware_type'],
      write: 'hw_firmware_type',
      values: { bios: 'bios', uefi: 'uefi' },
      absent: 'bios',
    }),
    nicMultiqueue: flagSpelling('hw_vif_multiqueue_enabled', 'trueFalse'),
    liveResize: flagSpelling('__support_live_resize', 'trueFalse'),
  },
  fields: {
    description: '__description',
    size: ['__image_size'],
    virtualSize: [],
    checksum: [],
    visibility: { read: '__imagetype', write: null, values: { public: 'gold', private: 'private', shared: 'shared' } },
    failure: [],
  },
  rules: {
    name: { max: 128, pattern: /^(?! )[\p{L}\p{M}\p{Nd}\-._ ]+(?<! )$/u },
    description: { max: 1024, pattern: /^[^\r\n<>]*$/u },
    tag: { max: 80, pattern: new RegExp(`^${tagCharacter}{1,36}[.=]${tagCharacter}{0,43}$`, 'u') },
    urlSchemes: [],
  },
  formats: { listed: ['zvhd2', 'zvhd', 'vhd', 'raw', 'qcow2', 'iso'], further: 'none', staged: [] },
  capabilities: {
    importMethods: [],
    stores: null,
    quota: '/v1/cloudimages/quota',
    jobs: 'imsJobs',
    putBytesMax: 2 * GiB,
  },
};
