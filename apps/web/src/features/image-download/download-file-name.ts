import type { Image } from '@console/image-model';

/** Characters that Windows, macOS or Linux forbid in file names, and control and format characters. */
const forbidden = /[\p{Cc}\p{Cf}<>:"/\\|?*]/gu;
/** Most file systems limit a name to 255 bytes. 80 characters of three bytes leave room for the extension. */
const maxCharacters = 80;

/** Returns the file name of a download: the image's name, or its ID if it has none, and the extension of its format. */
export function downloadFileName(image: Pick<Image, 'id' | 'name' | 'diskFormat' | 'containerFormat'>): string {
  const clean = image.name
    .normalize('NFC')
    .replace(forbidden, '_')
    .replace(/^[\s.]+|[\s.]+$/g, '');
  const format = image.containerFormat === 'ova' ? 'ova' : image.diskFormat;
  const extension = format === null ? '' : `.${format}`;
  const hasExtension = extension !== '' && clean.toLowerCase().endsWith(extension);
  const base = hasExtension ? clean.slice(0, -extension.length) : clean;
  const short = [...base].slice(0, maxCharacters).join('').trimEnd();
  return `${short === '' ? image.id : short}${extension}`;
}
