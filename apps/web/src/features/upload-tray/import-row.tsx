import { useTranslation } from 'react-i18next';
import {
  AddressAgain,
  type ImportState,
  type ImportTask,
  isImporting,
  useImportActions,
  useImportFailureText,
} from '../../resources/image/index.ts';
import { useSession } from '../../resources/session/index.ts';
import { type FailureText, formatBytes, useFailureText } from '../../shared/ui/index.ts';
import { RowActions, useRowActs } from './row-actions.tsx';
import { OtherProject, RowFailure, RowFrame, RowNote } from './row-frame.tsx';
import { useImportNote } from './state-words.ts';
import styles from './tray.module.css';

/** One file that the cloud fetches: how far it is, what came of it, what can be done. */
export function ImportRow(props: { readonly task: ImportTask; readonly onLeave: () => void }) {
  const { t, i18n } = useTranslation('upload');
  const { task } = props;
  const { state } = task;
  const failure = useImportRowFailure(task);
  const note = useImportNote();
  const here = useSession().project;
  return (
    <RowFrame
      imageId={task.id}
      name={task.imageName}
      isLinked={state.kind !== 'removed'}
      state={tones[state.kind] ?? state.kind}
      word={t(`importState.${state.kind}`)}
      onLeave={props.onLeave}
    >
      {isImporting(task) && <ImportBar label={`${task.imageName} – ${t('phase.import')}`} />}
      {state.kind === 'storing' && (
        <div className={styles.figures}>{t('stored', { size: formatBytes(state.bytes, i18n.language) })}</div>
      )}
      <RowNote text={note(state)} />
      {state.kind === 'done' && state.missingStores.length > 0 && (
        <RowNote text={t('missingStores', { stores: state.missingStores.join(', ') })} />
      )}
      {failure !== null && <RowFailure text={failure} />}
      {state.kind === 'needsAddress' && <Again task={task} />}
      {task.project !== null && task.project.id !== here?.id && <OtherProject project={task.project} />}
      <ImportButtons task={task} onLeave={props.onLeave} />
    </RowFrame>
  );
}

function Again({ task }: { readonly task: ImportTask }) {
  const imports = useImportActions();
  const { imageName } = task;
  return <AddressAgain imageName={imageName} busy={false} onGive={(address) => imports.retry(task.id, address)} />;
}

const unhappy: ReadonlySet<ImportState['kind']> = new Set(['failed', 'needsAddress', 'refused', 'notRemoved']);
/** A button for it stands elsewhere, or there is nothing to try. */
const notRetried: ReadonlySet<ImportState['kind']> = new Set(['needsAddress', 'notRemoved']);

/**
 * To cancel an import is to delete its image: nothing less stops the cloud. From another project the image may not be
 * seen, and would be taken for deleted.
 */
function ImportButtons({ task, onLeave }: { readonly task: ImportTask; readonly onLeave: () => void }) {
  const imports = useImportActions();
  const isHere = useSession().project?.id === task.project?.id;
  const { ask, show } = useRowActs(task, onLeave);
  const { id, state } = task;
  const isUnhappy = unhappy.has(state.kind);
  const remove = () => imports.remove(id);
  return (
    <RowActions
      name={task.imageName}
      actions={[
        {
          word: 'cancelImport',
          offered: isHere && isImporting(task) && state.kind !== 'removing',
          act: ask('cancelImport', remove),
        },
        {
          word: 'retryImport',
          offered: isHere && isUnhappy && !notRetried.has(state.kind),
          act: () => imports.retry(id),
        },
        { word: 'cleanUp', offered: isHere && isUnhappy, act: ask('cleanUp', remove) },
        { word: 'show', offered: state.kind === 'done', act: show },
        { word: 'dismiss', offered: !isImporting(task), act: () => imports.dismiss(id) },
      ]}
    />
  );
}

/** States that are drawn like another one. */
const tones: Readonly<Partial<Record<ImportTask['state']['kind'], string>>> = {
  refused: 'failed',
  needsAddress: 'asking',
  notRemoved: 'failed',
};

/** The cloud says how many bytes it has, never of how many. */
function ImportBar({ label }: { readonly label: string }) {
  return (
    <div className={styles.bar} data-tone="moving" data-parts="one">
      <div className={styles.phase} role="progressbar" aria-label={label}>
        <div className={styles.fill} data-moving="true" style={{ inlineSize: '100%' }} />
      </div>
    </div>
  );
}

/** Why an import, another try or its cleaning up failed; `null` where nothing did. */
function useImportRowFailure({ state }: ImportTask): (FailureText & { readonly stores?: string | null }) | null {
  const toImportText = useImportFailureText();
  const toText = useFailureText();
  if (state.kind === 'failed') return { ...toImportText(state.failure, 'fetched'), requestId: null };
  return state.kind === 'refused' || state.kind === 'notRemoved' ? toText(state.error) : null;
}
