import type { ReactNode } from 'react';
import { useSession } from '../../resources/session/session.ts';
import { allows, canMove, isEnded, type UploadTask, useUploads, waysOut } from '../../resources/upload/index.ts';
import { RowActions, useRowActions } from './row-actions.tsx';

/** The actions that the state of an upload allows. */
export function UploadActions(props: {
  readonly task: UploadTask;
  readonly onNavigate: () => void;
  /** Buttons in front of the actions. */
  readonly lead?: ReactNode;
}) {
  const { task, onNavigate } = props;
  const { tasks, actions } = useUploads();
  const { confirmed, showImage, createAgain } = useRowActions(task, onNavigate);
  const { id, state } = task;
  const failure = state.kind === 'failed' ? state.failure : null;
  const recovery = failure === null ? null : waysOut(failure);
  // In another project the old image cannot be deleted, and a new one would be created in the wrong project.
  const isOwnProject = useSession().project?.id === task.project.id;
  const isOtherFile = state.kind === 'needsFile' && state.differs.length > 0;
  const cancel = () => actions.cancel(id);
  const deleteAndCreateAgain = () => {
    const formValues = actions.formOf(id);
    actions.cancel(id);
    createAgain(formValues);
  };
  return (
    <RowActions
      imageName={task.imageName}
      lead={props.lead}
      actions={[
        { name: 'pause', isOffered: allows(task, 'pause'), run: () => actions.pause(id) },
        { name: 'resume', isOffered: allows(task, 'resume'), run: () => actions.resume(id) },
        { name: 'earlier', isOffered: canMove(tasks, id, 'earlier'), run: () => actions.move(id, 'earlier') },
        { name: 'later', isOffered: canMove(tasks, id, 'later'), run: () => actions.move(id, 'later') },
        { name: 'retry', isOffered: allows(task, 'retry'), run: () => actions.retry(id) },
        {
          name: 'anew',
          isOffered: isOwnProject && (recovery?.anew === true || isOtherFile),
          run: confirmed('anew', deleteAndCreateAgain),
        },
        { name: 'cancel', isOffered: failure === null && allows(task, 'cancel'), run: confirmed('cancel', cancel) },
        {
          name: 'removeImage',
          isOffered: failure !== null && failure.kind !== 'imageGone',
          run: confirmed('remove', cancel),
        },
        { name: 'show', isOffered: state.kind === 'done', run: showImage },
        { name: 'keep', isOffered: recovery?.keep === true, run: () => actions.dismiss(id) },
        { name: 'dismiss', isOffered: isEnded(task) && recovery?.keep !== true, run: () => actions.dismiss(id) },
      ]}
    />
  );
}
