import { DownloadOutlined } from '@ant-design/icons';
import { type Image, imageAction } from '@console/image-model';
import { Alert, Button, Modal } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { imageFileUrl } from '../../resources/images/image-api.ts';
import { useImageLabels } from '../../resources/images/image-labels.ts';
import { useFreshImage } from '../../resources/images/image-queries.ts';
import { useSession } from '../../resources/session/session.ts';
import { scopeOf } from '../../shared/query/index.ts';
import { CopyText, DescriptionList, FailureAlert, Size } from '../../shared/ui/index.ts';
import { downloadFileName } from './download-file-name.ts';
import { startDownload } from './start-downloads.ts';

/**
 * 下载: fetches the image again to check that it is still active and the session alive, then lets the browser download
 * the file. No byte enters the page. The checksums stay visible so that the user can compare them with the file.
 */
export function DownloadImageDialog(props: { readonly image: Image; readonly onClose: () => void }) {
  const { t } = useTranslation(['imageDownload', 'image']);
  const session = useSession();
  const labels = useImageLabels();
  const cancelButton = useRef<HTMLButtonElement>(null);
  const [hasStarted, setHasStarted] = useState(false);
  const fresh = useFreshImage(scopeOf(session), props.image.id);
  const image = fresh.data?.image ?? props.image;
  const permission = imageAction('download', image, session);
  const isReady = fresh.isSuccess && !fresh.isFetching && permission.kind === 'allowed';
  const fileName = downloadFileName(image);
  const download = () => {
    startDownload(imageFileUrl(image.id, fileName), fileName);
    setHasStarted(true);
  };

  return (
    <Modal
      open
      title={t('imageDownload:title', { name: labels.name(image) })}
      onCancel={props.onClose}
      afterOpenChange={(isOpen) => isOpen && cancelButton.current?.focus()}
      footer={[
        <Button key="cancel" ref={cancelButton} onClick={props.onClose}>
          {hasStarted ? t('imageDownload:close') : t('imageDownload:cancel')}
        </Button>,
        <Button
          key="download"
          type="primary"
          icon={<DownloadOutlined aria-hidden="true" />}
          disabled={!isReady}
          loading={fresh.isFetching}
          onClick={download}
        >
          {hasStarted ? t('imageDownload:again') : t('image:action.download')}
        </Button>,
      ]}
    >
      {fresh.error !== null && <FailureAlert error={fresh.error} onRetry={() => void fresh.refetch()} />}
      {fresh.isSuccess && permission.kind === 'blocked' && (
        <Alert type="error" showIcon title={t(`image:blocked.${permission.reason}`)} />
      )}
      {hasStarted && (
        <Alert
          type="success"
          showIcon
          role="status"
          title={t('imageDownload:started')}
          description={t('imageDownload:compare')}
        />
      )}
      <DownloadFacts image={image} fileName={fileName} />
    </Modal>
  );
}

function DownloadFacts({ image, fileName }: { readonly image: Image; readonly fileName: string }) {
  const { t } = useTranslation(['imageDownload', 'image']);
  const labels = useImageLabels();
  return (
    <DescriptionList>
      <dt>{t('imageDownload:fileName')}</dt>
      <dd>{fileName}</dd>
      <dt>{t('image:field.diskFormat')}</dt>
      <dd>{labels.format(image)}</dd>
      <dt>{t('image:field.size')}</dt>
      <dd>
        <Size bytes={image.size} />
      </dd>
      {image.checksum !== null && <Checksum name={t('imageDownload:md5')} value={image.checksum} />}
      {image.hash !== null && <Checksum name={image.hash.algorithm.toUpperCase()} value={image.hash.value} />}
    </DescriptionList>
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
