import type { ScopeRequest, Session } from '@console/bff-contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { projectLabels } from '../../resources/project/index.ts';
import { sessionQuery, switchScope, useSession } from '../../resources/session/index.ts';
import { useHttp } from '../../shared/http/index.ts';
import { useFailureLine, useFailureText, useToast } from '../../shared/ui/index.ts';

export interface ScopeChoice {
  readonly session: Session;
  /** By project id, in the reader's language. */
  readonly labels: ReadonlyMap<string, string>;
  readonly busy: boolean;
  readonly go: (scope: ScopeRequest) => void;
}

/** The project and region at hand, and going to others; says so when it is done. */
export function useScope(): ScopeChoice {
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
  const mutation = useMutation({
    mutationFn: (scope: ScopeRequest) => switchScope(http, scope),
    onSuccess: async (next) => {
      queries.setQueryData(sessionQuery(http).queryKey, next);
      await queries.invalidateQueries({
        predicate: ({ queryKey }) => queryKey[0] !== 'session' && queryKey[0] !== 'config',
      });
      toast.done(saySwitched(next));
    },
    onError: (error) => toast.failed(`${t('project.failed')} — ${toLine(toText(error))}`),
  });
  const saySwitched = (next: Session): string => {
    const project = labels.get(next.project?.id ?? '') ?? '';
    return next.regions.length > 1 && next.region !== null
      ? t('project.switchedRegion', { project, region: next.region })
      : t('project.switched', { project });
  };
  return { session, labels, busy: mutation.isPending, go: (scope) => mutation.mutate(scope) };
}
