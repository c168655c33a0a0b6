import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { EmptyState, SlowResponse } from '../../shared/ui/index.ts';
import { type ColumnChoice, resizeColumn } from './column-choice.ts';
import type { Column } from './columns.tsx';
import { CreateButton, type CreateOffer } from './create-button.tsx';
import { ImageCards } from './image-cards.tsx';
import { ImageTable, type RowsProps } from './image-table.tsx';
import styles from './list.module.css';
import { type ListAddress, noConditions } from './list-address.ts';

/** The rows, or what stands in their place. */
export function ListBody(
  props: RowsProps & {
    readonly address: ListAddress;
    readonly onChange: (change: Partial<ListAddress>) => void;
    readonly isNarrow: boolean;
    readonly state: 'pending' | 'error' | 'none' | 'some';
    readonly create: CreateOffer;
    readonly columns: readonly Column[];
    readonly choice: ColumnChoice;
    readonly onChoice: (choice: ColumnChoice) => void;
  },
) {
  const { t } = useTranslation('imageList');
  if (props.state === 'error') return null;
  if (props.state === 'pending') {
    return (
      <>
        <SlowResponse service="image" />
        <Skeleton label={t('loading')} />
      </>
    );
  }
  if (props.state === 'none') {
    return (
      <EmptyState
        title={t('empty.title')}
        hint={props.create.grant.allowed ? t('empty.hint') : t('empty.hintReader')}
        action={props.create.grant.allowed && <CreateButton offer={props.create} />}
      />
    );
  }
  if (props.rows.length === 0) {
    return (
      <EmptyState
        title={t('nothing.title')}
        hint={t('nothing.hint')}
        action={<Button onClick={() => props.onChange({ ...noConditions, tab: 'all' })}>{t('filter.reset')}</Button>}
      />
    );
  }
  const { rows, say, selection, actions } = props;
  return props.isNarrow ? (
    <ImageCards rows={rows} say={say} selection={selection} actions={actions} />
  ) : (
    <ImageTable
      rows={rows}
      say={say}
      selection={selection}
      actions={actions}
      columns={props.columns}
      onResize={(key, width) => props.onChoice(resizeColumn(props.choice, key, width))}
      sort={props.address.sort}
      onSort={(sort) => props.onChange({ sort })}
    />
  );
}

const lines = ['72%', '48%', '60%', '54%', '66%', '40%', '58%', '50%'];

/** The shape of the table before it is there. */
function Skeleton({ label }: { readonly label: string }) {
  return (
    <div className={styles.skeleton} role="status" aria-label={label}>
      {lines.map((width) => (
        <div key={width} style={{ inlineSize: width }} />
      ))}
    </div>
  );
}
