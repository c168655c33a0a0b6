import type { Image } from '@console/image-model';

/** The result for one image. `started`: the browser has taken over the download. */
export type DownloadOutcome = { readonly kind: 'started' } | { readonly kind: 'failed'; readonly error: unknown };

/** Starts the browser's own download of a URL, as a click on a link would. No byte enters the page. */
export function startDownload(url: string, fileName: string): void {
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
}

/**
 * Starts the downloads one after another. Each image is fetched again before its download, and a failure does not stop
 * the others. `pause` separates two downloads, because browsers drop a link that is clicked right after another one.
 * @param props.fetchImage rejects if the image is not available any longer
 */
export async function startDownloads(props: {
  readonly images: readonly Image[];
  readonly fetchImage: (image: Image) => Promise<Image>;
  readonly start: (image: Image) => void;
  readonly pause: () => Promise<void>;
  readonly onOutcome: (image: Image, outcome: DownloadOutcome) => void;
}): Promise<void> {
  for (const image of props.images) {
    try {
      props.start(await props.fetchImage(image));
      props.onOutcome(image, { kind: 'started' });
      await props.pause();
    } catch (error) {
      props.onOutcome(image, { kind: 'failed', error });
    }
  }
}
