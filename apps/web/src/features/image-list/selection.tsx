import type { Image } from '@console/image-model';
import { Button } from 'antd';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  ImageActionButton,
  type ImageActions,
  type ImagePermission,
} from '../../resources/images/image-action-button.tsx';
import styles from './list-toolbar.module.css';
import { ExportButton } from './list-tools.tsx';

/** The IDs of the selected images, on all pages. */
export interface Selection {
  readonly ids: ReadonlySet<string>;
  readonly has: (id: string) => boolean;
  /** Has a stable identity, so that memoized rows are not rendered again. */
  readonly toggle: (id: string) => void;
  readonly set: (ids: readonly string[], isSelected: boolean) => void;
  readonly clear: () => void;
}

const noIds: ReadonlySet<string> = new Set();

export function useSelection(): Selection {
  const [ids, setIds] = useState(noIds);
  const toggle = useCallback((id: string) => setIds((current) => changeIds(current, [id], !current.has(id))), []);
  return {
    ids,
    has: (id) => ids.has(id),
    toggle,
    set: (changedIds, isSelected) => setIds((current) => changeIds(current, changedIds, isSelected)),
    clear: () => setIds(noIds),
  };
}

function changeIds(ids: ReadonlySet<string>, changedIds: readonly string[], isSelected: boolean): ReadonlySet<string> {
  const next = new Set(ids);
  for (const id of changedIds) {
    if (isSelected) next.add(id);
    else next.delete(id);
  }
  return next;
}

/** Returns the selected images in the order of `images`. */
export function selectedImages(images: readonly Image[], { ids }: Selection): readonly Image[] {
  return ids.size === 0 ? [] : images.filter((image) => ids.has(image.id));
}

/** Selects all images of the page, or none if all are selected. */
export function SelectPageCheckbox(props: {
  readonly rows: readonly Image[];
  readonly selection: Selection;
  readonly label: string;
}) {
  const ids = props.rows.map((image) => image.id);
  const selectedCount = ids.filter((id) => props.selection.has(id)).length;
  return (
    <input
      type="checkbox"
      aria-label={props.label}
      checked={selectedCount > 0 && selectedCount === ids.length}
      ref={(checkbox) => {
        if (checkbox !== null) checkbox.indeterminate = selectedCount > 0 && selectedCount < ids.length;
      }}
      onChange={() => props.selection.set(ids, selectedCount < ids.length)}
    />
  );
}

/** Replaces the toolbar while images are selected. One image offers every action, several offer the batch actions. */
export function SelectionToolbar(props: {
  readonly selected: readonly Image[];
  readonly actions: ImageActions;
  readonly onExport: () => void;
  readonly onClear: () => void;
}) {
  const { t } = useTranslation('imageList');
  const { selected, actions } = props;
  return (
    <div className={`${styles.toolbar} ${styles.selection}`}>
      <strong role="status">{t('select.count', { count: selected.length })}</strong>
      <span className={styles.selectionActions}>
        {(selected.length === 1 ? actions.offered : actions.batch).map((action) => (
          <ImageActionButton
            key={action}
            variant="button"
            action={action}
            permission={batchPermission(selected.map((image) => actions.permission(action, image)))}
            onClick={() => actions.run(action, selected)}
          />
        ))}
        <ExportButton onExport={props.onExport} />
      </span>
      <Button type="link" onClick={props.onClear}>
        {t('select.clear')}
      </Button>
    </div>
  );
}

/** An action is allowed for a selection if it is allowed for one of the images; its dialog lists the others. */
function batchPermission(permissions: readonly ImagePermission[]): ImagePermission {
  return permissions.find(({ kind }) => kind === 'allowed') ?? permissions[0] ?? { kind: 'allowed' };
}
