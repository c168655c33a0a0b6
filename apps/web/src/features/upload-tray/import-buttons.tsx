import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { type ImportState, type ImportTask, isImporting, useImportActions } from '../../resources/image/index.ts';
import { routes } from '../../shared/paths/index.ts';
import { useConfirm } from '../../shared/ui/index.ts';
import { RowButtons } from './row-frame.tsx';

type Word = 'cancel' | 'tryAgain' | 'cleanUp' | 'show' | 'dismiss';

const unhappy: readonly ImportState['kind'][] = ['failed', 'refused', 'notRemoved'];

/** What can be done with an import as it stands. To cancel one is to delete its image: nothing less stops the cloud. */
export function ImportButtons({ task, onLeave }: { readonly task: ImportTask; readonly onLeave: () => void }) {
  const { t } = useTranslation('upload');
  const imports = useImportActions();
  const confirm = useConfirm();
  const navigate = useNavigate();
  const { id, imageName: name, state } = task;
  const isUnhappy = unhappy.includes(state.kind);

  const ask = (what: 'importCancel' | 'importCleanUp') => () =>
    confirm({
      title: t(`${what}.title`, { name }),
      body: t(`${what}.body`),
      action: t(`${what}.action`),
      danger: true,
      onConfirm: () => imports.remove(id),
    });
  const show = () => {
    onLeave();
    void navigate(routes.image(id));
  };

  const buttons: readonly (readonly [Word, boolean, () => void])[] = [
    ['cancel', isImporting(task) && state.kind !== 'removing', ask('importCancel')],
    ['tryAgain', isUnhappy && state.kind !== 'notRemoved', () => imports.retry(id)],
    ['cleanUp', isUnhappy, ask('importCleanUp')],
    ['show', state.kind === 'done', show],
    ['dismiss', !isImporting(task), () => imports.dismiss(id)],
  ];
  return (
    <RowButtons
      buttons={buttons.map(([key, offered, act]) => ({
        key,
        offered,
        act,
        label: t(`importAction.${key}`),
        fullLabel: t(`importAction.${key}Of`, { name }),
        danger: key === 'cancel' || key === 'cleanUp',
      }))}
    />
  );
}
