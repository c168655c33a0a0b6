import { DownloadOutlined } from '@ant-design/icons';
import { type Image, imageAction } from '@console/image-model';
import { Alert, Button, Modal } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { imageFileUrl, scopeOf, useFreshImage, useImageWords } from '../../resources/image/index.ts';
import { useSession } from '../../resources/session/index.ts';
import { FailureAlert } from '../../shared/ui/index.ts';
import { DownloadFacts } from './download-facts.tsx';
import { downloadFileName } from './file-name.ts';
import { startDownload } from './start-download.ts';

/**
 * 下载: looks at the image once more (is it still there and active, is the session alive), then lets the browser fetch it:
 * no byte of it enters the page. The checksums stay on view to compare with.
 */
export function DownloadImageDialog(props: { readonly image: Image; readonly onClose: () => void }) {
  const { t } = useTranslation(['imageDownload', 'image']);
  const session = useSession();
  const words = useImageWords();
  const cancel = useRef<HTMLButtonElement>(null);
  const [hasBegun, setBegun] = useState(false);
  const check = useFreshImage(scopeOf(session), props.image.id);
  const image = check.data?.image ?? props.image;
  const permission = imageAction('download', image, session);
  const isReady = check.isSuccess && !check.isFetching && permission.kind === 'allowed';
  const fileName = downloadFileName(image);
  const begin = () => {
    startDownload(imageFileUrl(image.id, fileName), fileName);
    setBegun(true);
  };

  return (
    <Modal
      open
      title={t('imageDownload:title', { name: words.name(image) })}
      onCancel={props.onClose}
      afterOpenChange={(isOpen) => isOpen && cancel.current?.focus()}
      footer={[
        <Button key="cancel" ref={cancel} onClick={props.onClose}>
          {hasBegun ? t('imageDownload:close') : t('imageDownload:cancel')}
        </Button>,
        <Button
          key="download"
          type="primary"
          icon={<DownloadOutlined aria-hidden="true" />}
          disabled={!isReady}
          loading={check.isFetching}
          onClick={begin}
        >
          {hasBegun ? t('imageDownload:again') : t('image:action.download')}
        </Button>,
      ]}
    >
      {check.error !== null && <FailureAlert error={check.error} onRetry={() => void check.refetch()} />}
      {check.isSuccess && permission.kind === 'blocked' && (
        <Alert type="error" showIcon title={t(`image:blocked.${permission.reason}`)} />
      )}
      {hasBegun && (
        <Alert
          type="success"
          showIcon
          role="status"
          title={t('imageDownload:begun')}
          description={t('imageDownload:compare')}
        />
      )}
      <DownloadFacts image={image} fileName={fileName} />
    </Modal>
  );
}
