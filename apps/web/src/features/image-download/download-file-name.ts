import type { Image } from '@console/image-model';

/** What no file system takes, in any of the three families. */
const barred = /[\p{Cc}\p{Cf}<>:"/\\|?*]/gu;
/** Leaves room for the extension within the 255 bytes of most file systems, at up to three bytes a character. */
const longest = 80;

function extensionOf(image: Pick<Image, 'diskFormat' | 'containerFormat'>): string | null {
  if (image.containerFormat === 'ova') return 'ova';
  return image.diskFormat;
}

/** Name of the file a download makes: the image's own, in any script, with the extension of its format; its ID where it has none. */
export function downloadFileName(image: Pick<Image, 'id' | 'name' | 'diskFormat' | 'containerFormat'>): string {
  const clean = image.name
    .normalize('NFC')
    .replace(barred, '_')
    .replace(/^[\s.]+|[\s.]+$/g, '');
  const extension = extensionOf(image);
  const ending = extension === null ? '' : `.${extension}`;
  const base = ending !== '' && clean.toLowerCase().endsWith(ending) ? clean.slice(0, -ending.length) : clean;
  const cut = [...base].slice(0, longest).join('').trimEnd();
  return `${cut === '' ? image.id : cut}${ending}`;
}
