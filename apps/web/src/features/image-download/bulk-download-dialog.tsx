import { type Image, imageAction } from '@console/image-model';
import { useMutation } from '@tanstack/react-query';
import { Button, Modal } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { splitByPermission } from '../../resources/images/image-action-button.tsx';
import { getImage, imageFileUrl } from '../../resources/images/image-api.ts';
import { useImageApi } from '../../resources/images/image-queries.ts';
import { BlockedImageList, FailedImageList, ImageSummaryList } from '../../resources/images/image-summary-list.tsx';
import { useSession } from '../../resources/session/session.ts';
import { Size } from '../../shared/ui/index.ts';
import { downloadFileName } from './download-file-name.ts';
import { type DownloadOutcome, startDownload, startDownloads } from './start-downloads.ts';

/** Pause between two downloads in ms. Browsers need it to accept the next click as a new download. */
const PAUSE_MS = 800;

/** 下载 of several images: starts the browser's own download of each, one after another, and shows every outcome. */
export function BulkDownloadDialog(props: { readonly images: readonly Image[]; readonly onClose: () => void }) {
  const { t } = useTranslation('imageDownload');
  const session = useSession();
  const api = useImageApi();
  const cancelButton = useRef<HTMLButtonElement>(null);
  const [outcomes, setOutcomes] = useState<ReadonlyMap<string, DownloadOutcome>>(new Map());
  const { allowed, blocked } = splitByPermission(props.images, (image) => imageAction('download', image, session));
  const downloads = useMutation({
    mutationFn: (images: readonly Image[]) =>
      startDownloads({
        images,
        fetchImage: async ({ id }) => (await getImage(api, id)).image,
        start: (image) => {
          const fileName = downloadFileName(image);
          startDownload(imageFileUrl(image.id, fileName), fileName);
        },
        pause: () => new Promise((resolve) => setTimeout(resolve, PAUSE_MS)),
        onOutcome: ({ id }, outcome) => setOutcomes((current) => new Map(current).set(id, outcome)),
      }),
  });
  const failed = allowed.flatMap((image) => {
    const outcome = outcomes.get(image.id);
    return outcome?.kind === 'failed' ? [{ image, error: outcome.error }] : [];
  });
  const remaining = allowed.filter(({ id }) => outcomes.get(id)?.kind !== 'started');

  return (
    <Modal
      open
      title={t('bulk.title', { count: props.images.length })}
      onCancel={props.onClose}
      afterOpenChange={(isOpen) => isOpen && cancelButton.current?.focus()}
      footer={[
        <Button key="cancel" ref={cancelButton} onClick={props.onClose}>
          {remaining.length === 0 ? t('close') : t('cancel')}
        </Button>,
        remaining.length > 0 && (
          <Button
            key="download"
            type="primary"
            loading={downloads.isPending}
            onClick={() => downloads.mutate(remaining)}
          >
            {downloads.isPending
              ? t('bulk.running', { done: outcomes.size, count: allowed.length })
              : t('bulk.action', { count: remaining.length })}
          </Button>
        ),
      ]}
    >
      {allowed.length > 0 && <p>{t('bulk.hint')}</p>}
      <ImageSummaryList
        images={allowed}
        end={(image) =>
          outcomes.get(image.id)?.kind === 'started' ? (
            <span role="status">{t('bulk.started')}</span>
          ) : (
            <Size bytes={image.size} />
          )
        }
      />
      {failed.length > 0 && (
        <>
          <p role="alert">{t('bulk.failed', { count: failed.length })}</p>
          <FailedImageList failed={failed} />
        </>
      )}
      {blocked.length > 0 && (
        <>
          <p>{t('bulk.blocked', { count: blocked.length })}</p>
          <BlockedImageList blocked={blocked} />
        </>
      )}
    </Modal>
  );
}
