import { createHash } from 'node:crypto';
import type { SeedContent, SeedImage } from '../kernel/service.ts';
import { createRandom, type Random } from './random.ts';
import { systemOf } from './systems.ts';

/** The hardware that an image asks for; `null` omits the property. */
export interface Hardware {
  readonly distro: string | null;
  readonly version?: string;
  readonly arch: 'x86_64' | 'aarch64' | null;
  readonly hypervisor: 'qemu' | 'baremetal' | null;
  readonly firmware?: 'bios' | 'uefi';
  readonly extras?: Readonly<Record<string, string>>;
}

/** Builds properties with the names of the embedded cloud's profile. */
export function hardwareProperties(hardware: Hardware): Record<string, string> {
  const { distro, version, arch, hypervisor } = hardware;
  const firmware = hardware.firmware ?? (arch === 'aarch64' ? 'uefi' : undefined);
  return {
    ...(distro === null ? {} : { os_distro: distro, os_type: systemOf(distro).type }),
    ...(version === undefined ? {} : { os_version: version }),
    ...(arch === null ? {} : { hw_architecture: arch }),
    ...(hypervisor === null ? {} : { img_hv_type: hypervisor }),
    ...(firmware === undefined ? {} : { hw_firmware_type: firmware }),
    ...(hypervisor === 'qemu' ? { hw_disk_bus: 'virtio', hw_vif_model: 'virtio', es_virtio_enabled: 'yes' } : {}),
    ...hardware.extras,
  };
}

/** The attributes of an image that follow from its data. */
export type Stored = Pick<SeedImage, 'size' | 'virtualSize' | 'checksum' | 'sha512' | 'stores' | 'content'>;

export const nothingStored: Stored = {
  size: null,
  virtualSize: null,
  checksum: null,
  sha512: null,
  stores: [],
  content: { kind: 'none' },
};

/** Stored bytes with their real digests. */
export function storedBytes(make: () => Uint8Array, virtualSize: number | null): Stored {
  const bytes = make();
  const content: SeedContent = { kind: 'bytes', bytes: make };
  return {
    size: bytes.length,
    virtualSize,
    checksum: createHash('md5').update(bytes).digest('hex'),
    sha512: createHash('sha512').update(bytes).digest('hex'),
    stores: ['fast'],
    content,
  };
}

/** Data that is not stored: the sizes are realistic, the digests are generated. */
export function storedHollow(
  random: Random,
  size: number,
  virtualSize: number | null,
  stores: readonly string[] = ['fast'],
): Stored {
  return { size, virtualSize, checksum: random.hex(32), sha512: random.hex(128), stores, content: { kind: 'hollow' } };
}

/** Marks an image whose data is not stored. */
export const hollowProperty = { demo_data: 'metadata only' } as const;

/** Each image has a generator of its own, so that one more field in one image changes no other image. */
export const randomFor = (index: number): Random => createRandom(0x5eed + index * 7919);
