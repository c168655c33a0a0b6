import { type Image, imageAction } from '@console/image-model';
import { useMutation } from '@tanstack/react-query';
import { Button, Modal } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  BlockedLines,
  FailedLines,
  getImage,
  ImageLines,
  imageFileUrl,
  splitByPermission,
  useImageApi,
} from '../../resources/image/index.ts';
import { useSession } from '../../resources/session/index.ts';
import { Size } from '../../shared/ui/index.ts';
import { type Begun, beginEach } from './begin-each.ts';
import { downloadFileName } from './file-name.ts';
import { startDownload } from './start-download.ts';

/** Between two downloads, ms: enough for a browser to take the click for a new one. */
const breath = 800;

/** 下载 of several: each goes to the browser's own download in turn, and every image's outcome is told. */
export function DownloadSeveralDialog(props: { readonly images: readonly Image[]; readonly onClose: () => void }) {
  const { t } = useTranslation('imageDownload');
  const session = useSession();
  const api = useImageApi();
  const cancel = useRef<HTMLButtonElement>(null);
  const [outcomes, setOutcomes] = useState<ReadonlyMap<string, Begun>>(new Map());
  const { allowed, blocked } = splitByPermission(props.images, (image) => imageAction('download', image, session));
  const run = useMutation({
    mutationFn: (images: readonly Image[]) =>
      beginEach({
        images,
        look: async ({ id }) => (await getImage(api, id)).image,
        begin: (image) => {
          const fileName = downloadFileName(image);
          startDownload(imageFileUrl(image.id, fileName), fileName);
        },
        breathe: () => new Promise((resolve) => setTimeout(resolve, breath)),
        onOutcome: ({ id }, outcome) => setOutcomes((known) => new Map(known).set(id, outcome)),
      }),
  });
  const failed = allowed.flatMap((image) => {
    const outcome = outcomes.get(image.id);
    return outcome?.kind === 'failed' ? [{ image, error: outcome.error }] : [];
  });
  const waiting = allowed.filter(({ id }) => outcomes.get(id)?.kind !== 'begun');

  return (
    <Modal
      open
      title={t('several.title', { count: props.images.length })}
      onCancel={props.onClose}
      afterOpenChange={(isOpen) => isOpen && cancel.current?.focus()}
      footer={[
        <Button key="cancel" ref={cancel} onClick={props.onClose}>
          {waiting.length === 0 ? t('close') : t('cancel')}
        </Button>,
        waiting.length > 0 && (
          <Button key="download" type="primary" loading={run.isPending} onClick={() => run.mutate(waiting)}>
            {run.isPending
              ? t('several.running', { done: outcomes.size, count: allowed.length })
              : t('several.action', { count: waiting.length })}
          </Button>
        ),
      ]}
    >
      {allowed.length > 0 && <p>{t('several.hint')}</p>}
      <ImageLines
        images={allowed}
        end={(image) =>
          outcomes.get(image.id)?.kind === 'begun' ? (
            <span role="status">{t('several.begun')}</span>
          ) : (
            <Size bytes={image.size} />
          )
        }
      />
      {failed.length > 0 && (
        <>
          <p role="alert">{t('several.failed', { count: failed.length })}</p>
          <FailedLines failed={failed} />
        </>
      )}
      {blocked.length > 0 && (
        <>
          <p>{t('several.blocked', { count: blocked.length })}</p>
          <BlockedLines blocked={blocked} />
        </>
      )}
    </Modal>
  );
}
