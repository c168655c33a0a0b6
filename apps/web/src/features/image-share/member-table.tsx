import type { Image } from '@console/image-model';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Member } from '../../resources/members/members.ts';
import { useSession } from '../../resources/session/session.ts';
import { CopyText, Time, useConfirm, useToast } from '../../shared/ui/index.ts';
import { AnswerButtons } from './answer-buttons.tsx';
import styles from './share.module.css';
import { useRemoveMember } from './share-mutations.ts';

/** The members of an image with their answers. The current project can answer in its own row; the owner can remove any. */
export function MemberTable(props: {
  readonly image: Image;
  readonly members: readonly Member[];
  readonly labels: ReadonlyMap<string, string>;
  readonly mayRemove: boolean;
}) {
  const { t } = useTranslation('imageShare');
  const { project } = useSession();
  return (
    <div className={styles.tableFrame}>
      <table className={styles.table} aria-label={t('members')}>
        <thead>
          <tr>
            <th scope="col">{t('column.project')}</th>
            <th scope="col">{t('column.answer')}</th>
            <th scope="col">{t('column.actions')}</th>
          </tr>
        </thead>
        <tbody>
          {props.members.map((member) => {
            const name = props.labels.get(member.projectId);
            return (
              <tr key={member.projectId}>
                <td>
                  {name !== undefined && <div>{name}</div>}
                  <CopyText text={member.projectId} label={t('project.id')} />
                </td>
                <td>
                  <div>{member.answer === null ? member.status : t(`answer.${member.answer}`)}</div>
                  <span className={styles.quiet}>
                    <Time at={member.answer === 'pending' ? member.createdAt : member.updatedAt} />
                  </span>
                </td>
                <td>
                  <div className={styles.actions}>
                    {member.projectId === project?.id && (
                      <AnswerButtons image={props.image} answer={member.answer ?? 'pending'} />
                    )}
                    {props.mayRemove && <RemoveButton image={props.image} projectId={member.projectId} name={name} />}
                  </div>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function RemoveButton(props: { readonly image: Image; readonly projectId: string; readonly name: string | undefined }) {
  const { t } = useTranslation('imageShare');
  const confirm = useConfirm();
  const toast = useToast();
  const removal = useRemoveMember(props.image);
  const project = props.name ?? props.projectId;
  const confirmRemoval = () =>
    confirm({
      title: t('remove.title', { project }),
      body: t('remove.body'),
      action: t('remove.action'),
      danger: true,
      onConfirm: async () => {
        await removal.mutateAsync(props.projectId);
        toast.success(t('remove.done', { project }));
      },
    });
  return (
    <Button danger size="small" aria-label={t('remove.label', { project })} onClick={confirmRemoval}>
      {t('remove.action')}
    </Button>
  );
}
