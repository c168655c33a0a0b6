import { paths } from '@console/bff-contract';
import type { Image } from '@console/image-model';
import { parseUsageInfo } from '@console/openstack-api';
import { useQuery } from '@tanstack/react-query';
import { type ImageApi, listImages } from '../../resources/images/image-api.ts';
import { useImageApi } from '../../resources/images/image-queries.ts';
import { useSession } from '../../resources/session/session.ts';
import { hashInWorker } from '../../resources/upload/index.ts';
import { useHttp } from '../../shared/http/index.ts';
import { scopeOf } from '../../shared/query/index.ts';
import { HASHED_AHEAD_BYTES, type QuotaFault, quotaFault } from './checks.ts';

/** While somebody types nobody is asked. */
const TYPING_MS = 400;
const QUIET = { retry: false, staleTime: 10_000 } as const;

/** What the quota says against a file of so many bytes; `null` where nothing, or where the cloud does not tell. */
export function useQuotaFault(bytes: number): QuotaFault | null {
  const http = useHttp();
  const { data } = useQuery({
    ...QUIET,
    queryKey: ['imageUsage', scopeOf(useSession())],
    queryFn: ({ signal }) => http.send({ path: `${paths.image}/v2/info/usage`, signal, parse: parseUsageInfo }),
  });
  return data === undefined ? null : quotaFault(data, bytes);
}

/** An image that has this name already; `null` where there is none, or none that can be seen. */
export function useNamesake(name: string): Image | null {
  const api = useImageApi();
  const wanted = name.trim();
  const { data } = useQuery({
    ...QUIET,
    queryKey: ['imageNamesake', scopeOf(useSession()), wanted],
    enabled: wanted !== '',
    queryFn: async ({ signal }) => {
      await pause(TYPING_MS, signal);
      return firstOf(await listImages(api, { name: wanted, limit: 1 }, signal));
    },
  });
  return data ?? null;
}

/** An image that may be this file already. `isSure`: by its hash; else only by its exact size. */
export interface Twin {
  readonly image: Image;
  readonly isSure: boolean;
}

/** Looks whether the cloud has a file already; `null` where it has not, or cannot tell. */
export function useTwin(file: File | null): Twin | null {
  const api = useImageApi();
  const scope = scopeOf(useSession());
  const { data } = useQuery({
    ...QUIET,
    queryKey: ['imageTwin', scope, file?.name, file?.size, file?.lastModified],
    enabled: file !== null && file.size > 0,
    queryFn: ({ signal }) => (file === null ? null : findTwin(api, file, signal)),
  });
  return data ?? null;
}

async function findTwin(api: ImageApi, file: File, signal: AbortSignal): Promise<Twin | null> {
  const { size } = file;
  const sized = firstOf(await listImages(api, { sizeMin: size, sizeMax: size, limit: 1 }, signal));
  if (sized === null || size > HASHED_AHEAD_BYTES) return sized && { image: sized, isSure: false };
  const { sha512 = '' } = await hashInWorker(file, ['sha512'], undefined, signal);
  const same = firstOf(await listImages(api, { properties: { os_hash_value: sha512 }, limit: 1 }, signal));
  return same && { image: same, isSure: true };
}

function firstOf({ images }: { readonly images: readonly Image[] }): Image | null {
  return images[0] ?? null;
}

/** @throws the signal's reason where it is given up meanwhile */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}
