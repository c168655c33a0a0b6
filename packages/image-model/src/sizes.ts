export const bytesPerMib = 1024 ** 2;
export const bytesPerGib = 1024 ** 3;
const mibPerGib = 1024;

/** Bytes of so many GiB, rounded to whole bytes. */
export function bytesOfGib(gib: number): number {
  return Math.round(gib * bytesPerGib);
}

export function gibOfBytes(bytes: number): number {
  return bytes / bytesPerGib;
}

/** MiB of so many GiB, rounded to whole MiB, the unit of the API's `min_ram`. */
export function mibOfGib(gib: number): number {
  return Math.round(gib * mibPerGib);
}

export function gibOfMib(mib: number): number {
  return mib / mibPerGib;
}

/** The smallest whole number of GiB that holds so many bytes: a disk or volume for an image of that virtual size. */
export function gibToHold(bytes: number): number {
  return Math.ceil(bytes / bytesPerGib);
}

/** The least GiB a volume or disk made from the image can have: its stated minimum and its virtual size, at least 1. */
export function leastDiskGib(image: { readonly minDiskGib: number; readonly virtualSize: number | null }): number {
  return Math.max(1, image.minDiskGib, gibToHold(image.virtualSize ?? 0));
}
