import type { ReactNode } from 'react';
import { useSession } from '../../resources/session/index.ts';
import { allows, canMove, isEnded, type UploadTask, useUploads, waysOut } from '../../resources/upload/index.ts';
import { RowActions, useRowActs } from './row-actions.tsx';

/** What can be done with an upload as it stands. */
export function TransferActions(props: {
  readonly task: UploadTask;
  readonly onLeave: () => void;
  /** Buttons that come first. */
  readonly lead?: ReactNode;
}) {
  const { task, onLeave } = props;
  const { tasks, actions } = useUploads();
  const { ask, show, createAnew } = useRowActs(task, onLeave);
  const { id, state } = task;
  const failed = state.kind === 'failed' ? state.failure : null;
  const ways = failed === null ? null : waysOut(failed);
  // From elsewhere the old image cannot be deleted, and the new one would be made there.
  const isHere = useSession().project?.id === task.project.id;
  const wasOtherFile = state.kind === 'needsFile' && state.differs.length > 0;
  const cancel = () => actions.cancel(id);
  const anew = () => {
    const form = actions.formOf(id);
    actions.cancel(id);
    createAnew(form);
  };
  return (
    <RowActions
      name={task.imageName}
      lead={props.lead}
      actions={[
        { word: 'pause', offered: allows(task, 'pause'), act: () => actions.pause(id) },
        { word: 'resume', offered: allows(task, 'resume'), act: () => actions.resume(id) },
        { word: 'earlier', offered: canMove(tasks, id, 'earlier'), act: () => actions.move(id, 'earlier') },
        { word: 'later', offered: canMove(tasks, id, 'later'), act: () => actions.move(id, 'later') },
        { word: 'retry', offered: allows(task, 'retry'), act: () => actions.retry(id) },
        { word: 'anew', offered: isHere && (ways?.anew === true || wasOtherFile), act: ask('anew', anew) },
        { word: 'cancel', offered: failed === null && allows(task, 'cancel'), act: ask('cancel', cancel) },
        {
          word: 'removeImage',
          offered: failed !== null && failed.kind !== 'imageGone',
          act: ask('remove', cancel),
        },
        { word: 'show', offered: state.kind === 'done', act: show },
        { word: 'keep', offered: ways?.keep === true, act: () => actions.dismiss(id) },
        { word: 'dismiss', offered: isEnded(task) && ways?.keep !== true, act: () => actions.dismiss(id) },
      ]}
    />
  );
}
