import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { imagesQuery, type Scope, useImageApi } from '../../resources/image/index.ts';
import { tagCounts } from './tag-change.ts';

/** Tags in use, most frequent first; the list as it was loaded last serves, and is loaded only where it never was. */
export function useSuggestions(scope: Scope): readonly string[] {
  const { data } = useQuery({ ...imagesQuery(useImageApi(), scope), staleTime: Number.POSITIVE_INFINITY });
  return useMemo(() => tagCounts(data?.images ?? []).map(([tag]) => tag), [data]);
}
