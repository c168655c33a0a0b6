import type { CloudProfile } from './profile.ts';
import { flagSpelling, spelling } from './spelling.ts';

const tagWord = '[0-9A-Za-z_\\-\\p{Script=Han}]';

/**
 * Huawei Cloud IMS (API reference). Its `size`, `virtual_size` and `checksum` are "not used at
 * present", so none is read. `__support_fc_inject` and `__support_agent_list` are other concepts
 * than ours and are shown as the properties they are. FreeBSD, Kylin and Arch have no word there.
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
    // Set by the import and read-only afterwards. The reference names the flag only; that "false" leaves Arm is our reading.
    architecture: spelling({ read: ['__support_amd'], write: null, values: { x86: 'true', arm: 'false' } }),
    hypervisor: spelling({
      read: ['virtual_env_type'],
      write: 'virtual_env_type',
      values: { qemu: 'FusionCompute', baremetal: 'Ironic' },
    }),
    // "Without this parameter the boot mode is bios."
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
    tag: { max: 80, pattern: new RegExp(`^${tagWord}{1,36}[.=]${tagWord}{0,43}$`, 'u') },
    urlSchemes: [],
  },
  formats: { listed: ['zvhd2', 'zvhd', 'vhd', 'raw', 'qcow2', 'iso'], further: 'none', staged: [] },
  capabilities: {
    importMethods: [],
    stores: null,
    quota: '/v1/cloudimages/quota',
    jobs: 'imsJobs',
    putBytesMax: 2 * 1024 ** 3,
  },
};
