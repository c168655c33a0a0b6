import type { Image } from '@console/image-model';
import { Button } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { OsBadge } from '../../resources/images/image-badges.tsx';
import { useImageLabels } from '../../resources/images/image-labels.ts';
import { type MemberAnswer, memberAnswers } from '../../resources/members/members.ts';
import { type SharedImage, useSharedImages } from '../../resources/members/shared-images.ts';
import { useSession } from '../../resources/session/session.ts';
import { routes } from '../../shared/paths/index.ts';
import { FailureAlert, Size } from '../../shared/ui/index.ts';
import { AnswerButtons } from './answer-buttons.tsx';
import styles from './share.module.css';
import { useProjectLabels } from './use-project-labels.ts';

/**
 * Images that other projects share with the current one, grouped by its answer. Renders nothing if there are none.
 * @param props.answers the answers to show; all by default
 */
export function ShareInbox({ answers = memberAnswers }: { readonly answers?: readonly MemberAnswer[] }) {
  const { t } = useTranslation('imageShare');
  const [includesOlder, setIncludesOlder] = useState(false);
  const query = useSharedImages(useSession(), includesOlder);
  if (query.error !== null) {
    return <FailureAlert error={query.error} title={t('inbox.failed')} onRetry={() => void query.refetch()} />;
  }
  if (query.data === undefined) {
    return <div className={styles.skeleton} role="status" aria-label={t('loading')} />;
  }
  const { found, uncheckedCount } = query.data;
  const groups = answers
    .map((answer) => ({ answer, shares: found.filter((share) => share.answer === answer) }))
    .filter((group) => group.shares.length > 0);
  if (groups.length === 0 && uncheckedCount === 0) return null;
  return (
    <div className={styles.panel}>
      {groups.map((group) => (
        <Group key={group.answer} answer={group.answer} shares={group.shares} />
      ))}
      {uncheckedCount > 0 && (
        <div className={styles.olderShares}>
          <span>{t('inbox.older', { count: uncheckedCount })}</span>
          <Button size="small" loading={query.isFetching} onClick={() => setIncludesOlder(true)}>
            {t('inbox.loadOlder')}
          </Button>
        </div>
      )}
    </div>
  );
}

function Group({ answer, shares }: { readonly answer: MemberAnswer; readonly shares: readonly SharedImage[] }) {
  const { t } = useTranslation('imageShare');
  const id = useId();
  return (
    <section className={styles.group}>
      <h2 id={id}>{t('inbox.group', { answer: t(`answer.${answer}`), count: shares.length })}</h2>
      <div className={styles.tableFrame}>
        <table className={styles.table} aria-labelledby={id}>
          <thead>
            <tr>
              <th scope="col">{t('column.image')}</th>
              <th scope="col">{t('column.owner')}</th>
              <th scope="col">{t('column.actions')}</th>
            </tr>
          </thead>
          <tbody>
            {shares.map(({ image }) => (
              <Row key={image.id} image={image} answer={answer} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Row({ image, answer }: { readonly image: Image; readonly answer: MemberAnswer }) {
  const imageLabels = useImageLabels();
  const projectLabels = useProjectLabels();
  const owner = image.owner ?? '';
  return (
    <tr>
      <td>
        <div className={styles.name}>
          <OsBadge image={image} />
          <Link to={routes.image(image.id)}>{imageLabels.name(image)}</Link>
        </div>
        <div className={styles.quiet}>
          {imageLabels.format(image)} · <Size bytes={image.size} />
        </div>
      </td>
      <td className={styles.owner}>{projectLabels.get(owner) ?? owner}</td>
      <td>
        <div className={styles.actions}>
          <AnswerButtons image={image} answer={answer} />
        </div>
      </td>
    </tr>
  );
}
