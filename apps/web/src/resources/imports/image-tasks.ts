import { parseTaskList, type WireTask } from '@console/openstack-api';
import { useQuery } from '@tanstack/react-query';
import { useHttp } from '../../shared/http/index.ts';
import type { Scope } from '../../shared/query/index.ts';
import { type ImageApi, imagePath } from '../images/image-api.ts';
import { imageKeys } from '../images/image-keys.ts';
import { pollIntervalMs } from '../images/poll-interval.ts';

/** Lists the tasks that Glance has run for an image, in no defined order. @throws RequestError */
export function listImageTasks(
  api: Pick<ImageApi, 'http'>,
  id: string,
  signal?: AbortSignal,
): Promise<readonly WireTask[]> {
  return api.http.send({ path: `${imagePath(id)}/tasks`, signal, parse: parseTaskList });
}

const runningStatuses: ReadonlySet<string> = new Set(['pending', 'processing']);

/** Queries the tasks of an image and polls them while one is running, or while `isImageMoving` says that one must be. */
export function useImageTasks(scope: Scope, id: string, isImageMoving: boolean) {
  const http = useHttp();
  return useQuery({
    queryKey: imageKeys.tasks(scope, id),
    queryFn: ({ signal }) => listImageTasks({ http }, id, signal),
    refetchInterval: ({ state }) =>
      isImageMoving || state.data?.some(({ status }) => runningStatuses.has(status))
        ? pollIntervalMs(state.dataUpdateCount + state.errorUpdateCount)
        : false,
  });
}
