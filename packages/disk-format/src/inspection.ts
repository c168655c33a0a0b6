/** Compressed files and archives, which are not images until they are unpacked. */
export type Archive = 'gzip' | 'xz' | 'zstd' | 'bzip2' | 'tar' | 'zip';

/** Format of a file by its bytes; `raw` is every file without a known signature. */
export type FileFormat = 'qcow2' | 'vmdk' | 'vhd' | 'vhdx' | 'vdi' | 'qed' | 'luks' | 'iso' | 'raw' | 'empty' | Archive;

/** Something wrong or dangerous in a file. An `error` is refused by the cloud or would expose or lose data. */
export type Finding =
  | { readonly code: 'empty'; readonly severity: 'error' }
  /** Opening the file reads the bytes of another file on the same machine. */
  | { readonly code: 'backingFile'; readonly severity: 'error'; readonly file: string }
  | { readonly code: 'dataFile'; readonly severity: 'error'; readonly file: string }
  /** The file is shorter than its header says. */
  | { readonly code: 'truncated'; readonly severity: 'error' }
  | { readonly code: 'archive'; readonly severity: 'error'; readonly archive: Archive }
  /** The data of a VMDK is in other files. */
  | { readonly code: 'vmdkFlat'; readonly severity: 'error'; readonly createType: string }
  /** A VHD, VHDX or VDI holds only the differences from its parent. */
  | { readonly code: 'differencing'; readonly severity: 'error' }
  /** Glance knows no such format. */
  | { readonly code: 'unsupported'; readonly severity: 'error' }
  | { readonly code: 'encrypted'; readonly severity: 'warning' }
  /** Glance of 2025.1 does not recognise a VHD of fixed size. */
  | { readonly code: 'vhdFixed'; readonly severity: 'warning' }
  /** Glance of 2025.1 refuses an ISO that also has a boot sector. */
  | { readonly code: 'hybridIso'; readonly severity: 'warning' };

export type PartitionTable = 'gpt' | 'mbr';

export interface DiskInspection {
  readonly format: FileFormat;
  /** `disk_format` to declare; `null` when the file is not an image. */
  readonly glanceFormat: string | null;
  /** Bytes of the disk inside; `null` when the file does not state them. */
  readonly virtualSize: number | null;
  /** Partition table of the disk inside; `null` when there is none or it could not be read. */
  readonly partitionTable: PartitionTable | null;
  /** Whether the disk has an EFI system partition, which suggests boot mode UEFI. */
  readonly hasEfiPartition: boolean;
  /** createType of a VMDK, kind of a VHD or VDI. */
  readonly subformat: string | null;
  /** Volume name of an ISO. */
  readonly volumeName: string | null;
  readonly findings: readonly Finding[];
}

/** Returns an inspection. What a format's parser leaves out is `null`, `false` or empty. */
export function inspectionOf(format: FileFormat, stated: Partial<DiskInspection> = {}): DiskInspection {
  return {
    format,
    glanceFormat: null,
    virtualSize: null,
    partitionTable: null,
    hasEfiPartition: false,
    subformat: null,
    volumeName: null,
    findings: [],
    ...stated,
  };
}
