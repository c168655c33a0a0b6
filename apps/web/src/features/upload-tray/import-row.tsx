import { useTranslation } from 'react-i18next';
import { ImportAddressForm } from '../../resources/imports/import-address-form.tsx';
import { useImportFailureText } from '../../resources/imports/import-failure-text.ts';
import { type ImportState, isImporting, type TrackedImport } from '../../resources/imports/import-manager.ts';
import { useImportActions } from '../../resources/imports/imports-context.tsx';
import { useSession } from '../../resources/session/session.ts';
import { type FailureText, formatBytes, useFailureText } from '../../shared/ui/index.ts';
import { RowActions, useRowActions } from './row-actions.tsx';
import styles from './tray.module.css';
import { OtherProjectNote, RowFailure, RowNote, TrayRow } from './tray-row.tsx';

/** The row of an import by URL: its progress, its result and its actions. */
export function ImportRow(props: { readonly trackedImport: TrackedImport; readonly onNavigate: () => void }) {
  const { t, i18n } = useTranslation('upload');
  const { trackedImport } = props;
  const { state } = trackedImport;
  const imports = useImportActions();
  const failure = useFailureOf(trackedImport);
  const currentProject = useSession().project;
  return (
    <TrayRow
      imageId={trackedImport.id}
      name={trackedImport.imageName}
      isLinked={state.kind !== 'removed'}
      state={styledAs[state.kind] ?? state.kind}
      stateLabel={t(`importState.${state.kind}`)}
      onNavigate={props.onNavigate}
    >
      {isImporting(trackedImport) && <ImportBar label={`${trackedImport.imageName} – ${t('phase.import')}`} />}
      {state.kind === 'storing' && (
        <div className={styles.figures}>{t('stored', { size: formatBytes(state.bytes, i18n.language) })}</div>
      )}
      {(state.kind === 'fetching' || state.kind === 'removed') && <RowNote text={t(`note.${state.kind}`)} />}
      {state.kind === 'done' && state.missingStores.length > 0 && (
        <RowNote text={t('missingStores', { stores: state.missingStores.join(', ') })} />
      )}
      {failure !== null && <RowFailure text={failure} />}
      {state.kind === 'needsAddress' && (
        <ImportAddressForm
          imageName={trackedImport.imageName}
          busy={false}
          onSubmit={(address) => imports.retry(trackedImport.id, address)}
        />
      )}
      {trackedImport.project !== null && trackedImport.project.id !== currentProject?.id && (
        <OtherProjectNote project={trackedImport.project} />
      )}
      <ImportActions trackedImport={trackedImport} onNavigate={props.onNavigate} />
    </TrayRow>
  );
}

/** States that look like another one. */
const styledAs: Readonly<Partial<Record<ImportState['kind'], string>>> = {
  refused: 'failed',
  needsAddress: 'asking',
  notRemoved: 'failed',
};

/** Glance reports how many bytes it has imported but not the total, so the bar shows no percentage. */
function ImportBar({ label }: { readonly label: string }) {
  return (
    <div className={styles.bar} data-tone="moving" data-parts="one">
      <div className={styles.phase} role="progressbar" aria-label={label}>
        <div className={styles.fill} data-moving="true" style={{ inlineSize: '100%' }} />
      </div>
    </div>
  );
}

/** Describes why an import, its retry or the deletion of its image failed; `null` if nothing did. */
function useFailureOf({ state }: TrackedImport): (FailureText & { readonly stores?: string | null }) | null {
  const toImportText = useImportFailureText();
  const toText = useFailureText();
  if (state.kind === 'failed') return { ...toImportText(state.failure, 'fetched'), requestId: null };
  return state.kind === 'refused' || state.kind === 'notRemoved' ? toText(state.error) : null;
}

const unsuccessfulStates: ReadonlySet<ImportState['kind']> = new Set([
  'failed',
  'needsAddress',
  'refused',
  'notRemoved',
]);
const retryableStates: ReadonlySet<ImportState['kind']> = new Set(['failed', 'refused']);

/**
 * Glance cannot cancel an import, so `cancelImport` deletes the image. In another project the image may be invisible, and
 * the 404 would be taken for a deletion.
 */
function ImportActions({
  trackedImport,
  onNavigate,
}: {
  readonly trackedImport: TrackedImport;
  readonly onNavigate: () => void;
}) {
  const imports = useImportActions();
  const isOwnProject = useSession().project?.id === trackedImport.project?.id;
  const { confirmed, showImage } = useRowActions(trackedImport, onNavigate);
  const { id, state } = trackedImport;
  const isUnsuccessful = unsuccessfulStates.has(state.kind);
  const deleteImage = () => imports.remove(id);
  return (
    <RowActions
      imageName={trackedImport.imageName}
      actions={[
        {
          name: 'cancelImport',
          isOffered: isOwnProject && isImporting(trackedImport) && state.kind !== 'removing',
          run: confirmed('cancelImport', deleteImage),
        },
        {
          name: 'retryImport',
          isOffered: isOwnProject && retryableStates.has(state.kind),
          run: () => imports.retry(id),
        },
        { name: 'cleanUp', isOffered: isOwnProject && isUnsuccessful, run: confirmed('cleanUp', deleteImage) },
        { name: 'show', isOffered: state.kind === 'done', run: showImage },
        { name: 'dismiss', isOffered: !isImporting(trackedImport), run: () => imports.dismiss(id) },
      ]}
    />
  );
}
