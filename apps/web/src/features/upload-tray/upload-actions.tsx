import type { ReactNode } from 'react';
import { useSession } from '../../resources/session/session.ts';
import { canMove } from '../../resources/upload-manager/upload-store.ts';
import { allows, isEnded, remediesFor, type Upload } from '../../resources/upload-manager/upload-transitions.ts';
import { useUploadManager, useUploads } from '../../resources/upload-manager/uploads-context.tsx';
import { RowActions, useRowActions } from './row-actions.tsx';

/** The actions that the state of an upload allows. */
export function UploadActions(props: {
  readonly upload: Upload;
  readonly onNavigate: () => void;
  /** Buttons in front of the actions. */
  readonly lead?: ReactNode;
}) {
  const { upload, onNavigate } = props;
  const uploads = useUploads();
  const manager = useUploadManager();
  const { confirmed, showImage, openCreateForm } = useRowActions(upload.record, onNavigate);
  const { id, record, state } = upload;
  const failure = state.kind === 'failed' ? state.failure : null;
  const remedies = failure === null ? null : remediesFor(failure);
  // In another project the old image cannot be deleted, and a new one would be created in the wrong project.
  const isOwnProject = useSession().project?.id === record.project.id;
  const isOtherFile = state.kind === 'needsFile' && state.differences.length > 0;
  const cancel = () => manager.cancel(id);
  const deleteAndCreateAgain = () => {
    manager.cancel(id);
    openCreateForm(record.form);
  };
  return (
    <RowActions
      imageName={record.imageName}
      lead={props.lead}
      actions={[
        { name: 'pause', isOffered: allows(upload, 'pause'), run: () => manager.pause(id) },
        { name: 'resume', isOffered: allows(upload, 'resume'), run: () => manager.resume(id) },
        { name: 'earlier', isOffered: canMove(uploads, id, 'earlier'), run: () => manager.move(id, 'earlier') },
        { name: 'later', isOffered: canMove(uploads, id, 'later'), run: () => manager.move(id, 'later') },
        { name: 'retry', isOffered: allows(upload, 'retry'), run: () => manager.retry(id) },
        {
          name: 'createAgain',
          isOffered: isOwnProject && (remedies?.recreate === true || isOtherFile),
          run: confirmed('createAgain', deleteAndCreateAgain),
        },
        { name: 'cancel', isOffered: failure === null && allows(upload, 'cancel'), run: confirmed('cancel', cancel) },
        {
          name: 'removeImage',
          isOffered: failure !== null && failure.kind !== 'imageGone',
          run: confirmed('remove', cancel),
        },
        { name: 'show', isOffered: state.kind === 'done', run: showImage },
        { name: 'keep', isOffered: remedies?.keep === true, run: () => manager.dismiss(id) },
        { name: 'dismiss', isOffered: isEnded(upload) && remedies?.keep !== true, run: () => manager.dismiss(id) },
      ]}
    />
  );
}
