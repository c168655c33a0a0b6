import type { Image } from '@console/image-model';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Member } from '../../resources/image/index.ts';
import { useSession } from '../../resources/session/index.ts';
import { CopyText, Time, useConfirm, useToast } from '../../shared/ui/index.ts';
import { AnswerButtons } from './answer-buttons.tsx';
import styles from './share.module.css';
import { useChangeMembers } from './use-change-members.ts';
import { useTold } from './use-told.ts';

/** With whom, what they have answered and when. The current project's own row can be answered; the owner can remove any. */
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
                    {props.mayRemove && <RemoveButton image={props.image} member={member} name={name} />}
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

function RemoveButton(props: { readonly image: Image; readonly member: Member; readonly name: string | undefined }) {
  const { t } = useTranslation('imageShare');
  const confirm = useConfirm();
  const toast = useToast();
  const told = useTold();
  const { remove } = useChangeMembers(props.image);
  const { projectId } = props.member;
  const project = props.name ?? projectId;
  const ask = () =>
    confirm({
      title: t('remove.title', { project }),
      body: t('remove.body'),
      action: t('remove.action'),
      danger: true,
      onConfirm: () =>
        told(async () => {
          await remove.mutateAsync(projectId);
          toast.done(t('remove.done', { project }));
        }),
    });
  return (
    <Button danger size="small" aria-label={t('remove.label', { project })} onClick={ask}>
      {t('remove.action')}
    </Button>
  );
}
