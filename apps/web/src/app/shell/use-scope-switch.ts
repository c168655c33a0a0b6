import type { ScopeRequest, Session } from '@console/bff-contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { projectLabels } from '../../resources/projects/project-labels.ts';
import { sessionQuery, switchScope, useSession } from '../../resources/session/session.ts';
import { useHttp } from '../../shared/http/index.ts';
import { useFailureLine, useFailureText, useToast } from '../../shared/ui/index.ts';

export interface ScopeSwitch {
  readonly session: Session;
  /** Project names by id, with the domain where two projects have the same name. */
  readonly labels: ReadonlyMap<string, string>;
  readonly isPending: boolean;
  readonly switchTo: (scope: ScopeRequest) => void;
}

/** The session's scope and the switch to another project or region; a toast says how the switch ended. */
export function useScopeSwitch(): ScopeSwitch {
  const { t } = useTranslation('shell');
  const http = useHttp();
  const queries = useQueryClient();
  const session = useSession();
  const toast = useToast();
  const toText = useFailureText();
  const toLine = useFailureLine();
  const labels = projectLabels(session.projects, ({ name, domain }) =>
    t('project.inDomain', { project: name, domain }),
  );
  const successText = ({ project, regions, region }: Session): string => {
    const name = labels.get(project?.id ?? '') ?? '';
    return regions.length > 1 && region !== null
      ? t('project.switchedRegion', { project: name, region })
      : t('project.switched', { project: name });
  };
  const mutation = useMutation({
    mutationFn: (scope: ScopeRequest) => switchScope(http, scope),
    onSuccess: async (next) => {
      const { queryKey: sessionKey } = sessionQuery(http);
      // A session request that was sent before the switch would bring the old scope back.
      await queries.cancelQueries({ queryKey: sessionKey });
      queries.setQueryData(sessionKey, next);
      await queries.invalidateQueries({
        predicate: ({ queryKey }) => queryKey[0] !== 'session' && queryKey[0] !== 'config',
      });
      toast.success(successText(next));
    },
    onError: (error) => toast.error(`${t('project.failed')} — ${toLine(toText(error))}`),
  });
  return { session, labels, isPending: mutation.isPending, switchTo: (scope) => mutation.mutate(scope) };
}
