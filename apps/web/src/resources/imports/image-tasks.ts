import { parseTaskList, type WireTask } from '@console/openstack-api';
import { useQuery } from '@tanstack/react-query';
import { useHttp } from '../../shared/http/index.ts';
import type { Scope } from '../../shared/query/index.ts';
import { type ImageApi, imagePath } from '../images/image-api.ts';
import { imageKeys } from '../images/image-keys.ts';
import { pollIntervalMs } from '../images/poll-interval.ts';

/** What the cloud has done to the image in the background, newest last. @throws RequestError */
export function listImageTasks(
  api: Pick<ImageApi, 'http'>,
  id: string,
  signal?: AbortSignal,
): Promise<readonly WireTask[]> {
  return api.http.send({
    path: `${imagePath(id)}/tasks`,
    signal,
    parse: parseTaskList,
  });
}

const unfinished: ReadonlySet<string> = new Set(['pending', 'processing']);

/** Background work on an image, looked at again while some goes on; `follow` where the image says that it does. */
export function useImageTasks(scope: Scope, id: string, follow: boolean) {
  const http = useHttp();
  return useQuery({
    queryKey: imageKeys.tasks(scope, id),
    queryFn: ({ signal }) => listImageTasks({ http }, id, signal),
    refetchInterval: ({ state }) =>
      follow || state.data?.some(({ status }) => unfinished.has(status))
        ? pollIntervalMs(state.dataUpdateCount + state.errorUpdateCount)
        : false,
  });
}
