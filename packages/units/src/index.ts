/** Bytes of binary units (IEC 80000-13). */
export const KiB = 1024;
export const MiB = 1024 ** 2;
export const GiB = 1024 ** 3;

/** Milliseconds. */
export const secondMs = 1000;
export const minuteMs = 60 * secondMs;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

/** Bytes of `gib` GiB, rounded to whole bytes. */
export const gibToBytes = (gib: number): number => Math.round(gib * GiB);

/** The smallest whole number of GiB that holds `bytes`. */
export const bytesToWholeGib = (bytes: number): number => Math.ceil(bytes / GiB);

/** MiB of `gib` GiB, rounded to whole MiB: the unit of Glance's `min_ram`. */
export const gibToMib = (gib: number): number => Math.round(gib * 1024);

export const mibToGib = (mib: number): number => mib / 1024;
