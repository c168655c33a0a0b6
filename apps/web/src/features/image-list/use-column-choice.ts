import { useMemo, useState } from 'react';
import { type ColumnChoice, parseColumnChoice, shownKeys } from './column-choice.ts';
import { type Column, columns } from './columns.tsx';

const key = 'console.imageList.columns';

export type ChoiceStore = Pick<Storage, 'getItem' | 'setItem'>;

/** The columns the user has chosen, kept in this browser. */
export function useColumnChoice(store: ChoiceStore) {
  const [choice, setChoice] = useState(() => parseColumnChoice(store.getItem(key)));
  const shown = useMemo(
    () =>
      shownKeys(choice).flatMap((shownKey): readonly Column[] => {
        const column = columns.find((one) => one.key === shownKey);
        return column === undefined ? [] : [{ ...column, width: choice.widths[shownKey] ?? column.width }];
      }),
    [choice],
  );
  function choose(next: ColumnChoice): void {
    setChoice(next);
    store.setItem(key, JSON.stringify(next));
  }
  return { choice, shown, choose };
}
