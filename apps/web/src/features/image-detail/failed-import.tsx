import type { Image } from '@console/image-model';
import type { WireTask } from '@console/openstack-api';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import {
  AddressAgain,
  failureOf,
  type ImageActions,
  imageKeys,
  lastImport,
  scopeOf,
  useImportFailureText,
  useImportRetry,
  wasStaged,
} from '../../resources/image/index.ts';
import { useSession } from '../../resources/session/index.ts';
import { BlockedButton, FailureAlert, FailureDetails } from '../../shared/ui/index.ts';
import styles from './detail.module.css';

/** Why an import has failed, what to do, and the two ways on: another try, or to be rid of the image. */
export function FailedImport(props: {
  readonly image: Image;
  readonly tasks: readonly WireTask[];
  readonly actions: ImageActions;
  readonly isStuck: boolean;
}) {
  const { t } = useTranslation(['imageDetail', 'image']);
  const { image, tasks, actions } = props;
  const text = useImportFailureText()(failureOf(image, tasks), wasStaged(tasks) ? 'staged' : 'fetched');
  const requestId = lastImport(tasks)?.request_id ?? null;
  const deletion = actions.permission('delete', image);
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={t('imageDetail:import.failed')}
      description={
        <>
          <div>{text.title}</div>
          {text.stores !== null && <div>{text.stores}</div>}
          <div>{props.isStuck ? t('imageDetail:import.stuck') : text.next}</div>
          <FailureDetails text={{ ...text, requestId }} />
          <div className={styles.noticeActions}>
            <RetryButton image={image} tasks={tasks} />
            {deletion.kind === 'allowed' ? (
              <Button size="small" danger onClick={() => actions.run('delete', [image])}>
                {t('imageDetail:import.cleanUp')}
              </Button>
            ) : (
              <BlockedButton
                label={t('imageDetail:import.cleanUp')}
                reason={t(`image:blocked.${deletion.reason}`)}
                className={styles.blocked}
              />
            )}
          </div>
        </>
      }
    />
  );
}

/** Nothing where there is nothing to try again; where nobody remembers the address, it is asked for. */
function RetryButton({ image, tasks }: { readonly image: Image; readonly tasks: readonly WireTask[] }) {
  const { t } = useTranslation(['imageDetail', 'image']);
  const session = useSession();
  const client = useQueryClient();
  const again = useImportRetry(image, tasks);
  const retry = useMutation({
    mutationFn: (start: () => Promise<void>) => start(),
    onSettled: () => client.invalidateQueries({ queryKey: imageKeys.tasks(scopeOf(session), image.id) }),
  });
  const grant = session.actions['image.upload'];
  if (again.kind === 'none') return null;
  if (!grant.allowed) {
    return (
      <BlockedButton
        label={t('imageDetail:import.retry')}
        reason={t(`image:blocked.${grant.reason}`)}
        className={styles.blocked}
      />
    );
  }
  return (
    <>
      {again.kind === 'known' ? (
        <Button size="small" type="primary" loading={retry.isPending} onClick={() => retry.mutate(again.start)}>
          {t('imageDetail:import.retry')}
        </Button>
      ) : (
        <AddressAgain
          imageName={image.name}
          busy={retry.isPending}
          onGive={(address) => retry.mutate(() => again.start(address))}
        />
      )}
      {retry.error !== null && (
        <div className={styles.noticeFailure}>
          <FailureAlert error={retry.error} />
        </div>
      )}
    </>
  );
}
