import type { Ref } from 'react';
import type { FilterProps } from './filter-body.tsx';
import type { ToolsProps } from './list-tools.tsx';

/** What the line under the title stands on, and the sheet it becomes on a phone. */
export interface ListBarProps extends Omit<FilterProps, 'name'>, ToolsProps {
  readonly matching: number;
  readonly searchRef: Ref<HTMLInputElement>;
  readonly isNarrow: boolean;
}
