import type { Image } from '@console/image-model';
import { useTranslation } from 'react-i18next';
import { useImageWords } from '../../resources/image/index.ts';
import { CopyText, Facts, Size } from '../../shared/ui/index.ts';

/** What will be fetched, and what to compare it with. */
export function DownloadFacts({ image, fileName }: { readonly image: Image; readonly fileName: string }) {
  const { t } = useTranslation(['imageDownload', 'image']);
  const words = useImageWords();
  return (
    <Facts>
      <dt>{t('imageDownload:fileName')}</dt>
      <dd>{fileName}</dd>
      <dt>{t('image:field.diskFormat')}</dt>
      <dd>{words.format(image)}</dd>
      <dt>{t('image:field.size')}</dt>
      <dd>
        <Size bytes={image.size} />
      </dd>
      {image.checksum !== null && <Checksum name={t('imageDownload:md5')} value={image.checksum} />}
      {image.hash !== null && <Checksum name={image.hash.algorithm.toUpperCase()} value={image.hash.value} />}
    </Facts>
  );
}

function Checksum(props: { readonly name: string; readonly value: string }) {
  return (
    <>
      <dt>{props.name}</dt>
      <dd>
        <CopyText text={props.value} label={props.name} />
      </dd>
    </>
  );
}
