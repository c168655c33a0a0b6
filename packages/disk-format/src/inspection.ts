/** What a file is by its bytes. The archives are not images yet; `raw` is everything without a mark of its own. */
export type FileFormat =
  | 'qcow2'
  | 'vmdk'
  | 'vhd'
  | 'vhdx'
  | 'vdi'
  | 'qed'
  | 'luks'
  | 'iso'
  | 'raw'
  | 'gzip'
  | 'xz'
  | 'zstd'
  | 'bzip2'
  | 'tar'
  | 'zip'
  | 'empty';

/** What is wrong or dangerous about a file. An `error` is something the cloud refuses or nobody should send. */
export type Finding =
  | { readonly code: 'empty'; readonly severity: 'error' }
  /** The bytes of another file would be read by whoever opens this one. */
  | { readonly code: 'backingFile'; readonly severity: 'error'; readonly file: string }
  | { readonly code: 'dataFile'; readonly severity: 'error'; readonly file: string }
  /** The file ends before what its header says. */
  | { readonly code: 'truncated'; readonly severity: 'error' }
  | {
      readonly code: 'archive';
      readonly severity: 'error';
      readonly archive: 'gzip' | 'xz' | 'zstd' | 'bzip2' | 'tar' | 'zip';
    }
  /** A VMDK whose data lies in other files. */
  | { readonly code: 'vmdkFlat'; readonly severity: 'error'; readonly createType: string }
  /** A VHD, VHDX or VDI that only holds what differs from its parent. */
  | { readonly code: 'differencing'; readonly severity: 'error' }
  /** A format no Glance takes. */
  | { readonly code: 'unsupported'; readonly severity: 'error' }
  | { readonly code: 'encrypted'; readonly severity: 'warning' }
  /** A fixed-size VHD: Glance of 2025.1 does not recognise it. */
  | { readonly code: 'vhdFixed'; readonly severity: 'warning' }
  /** An ISO that also has a boot sector: Glance of 2025.1 refuses it. */
  | { readonly code: 'hybridIso'; readonly severity: 'warning' };

export type PartitionTable = 'gpt' | 'mbr';

export interface DiskInspection {
  readonly format: FileFormat;
  /** `disk_format` to declare; `null` where the file is not an image yet. */
  readonly glanceFormat: string | null;
  /** Bytes of the disk inside; `null` where the file does not say. */
  readonly virtualSize: number | null;
  /** Of the disk inside; `null`: none found, or it could not be read. */
  readonly partitionTable: PartitionTable | null;
  /** An EFI system partition is there, which suggests UEFI. */
  readonly hasEfiPartition: boolean;
  /** VMDK createType, VHD or VDI kind. */
  readonly subformat: string | null;
  /** Volume name of an ISO. */
  readonly volumeName: string | null;
  readonly findings: readonly Finding[];
}

/** A result with nothing but the format, for the readers to add to. */
export function inspectionOf(format: FileFormat, rest: Partial<DiskInspection> = {}): DiskInspection {
  return {
    format,
    glanceFormat: null,
    virtualSize: null,
    partitionTable: null,
    hasEfiPartition: false,
    subformat: null,
    volumeName: null,
    findings: [],
    ...rest,
  };
}
