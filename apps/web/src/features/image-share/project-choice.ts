/** What has been typed or chosen as a project to share with. */
export type ProjectChoice =
  | { readonly kind: 'project'; readonly id: string }
  /** Could be one, but looks like a name rather than an ID; the cloud would take it without a word. */
  | { readonly kind: 'unlikely'; readonly id: string }
  | { readonly kind: 'problem'; readonly problem: ProjectProblem };

export const projectProblems = ['missing', 'malformed', 'owner', 'member'] as const;
export type ProjectProblem = (typeof projectProblems)[number];

export interface ShareFacts {
  /** Names to choose by, by project id. */
  readonly labels: ReadonlyMap<string, string>;
  readonly owner: string | null;
  /** Ids of the projects it is shared with already. */
  readonly members: readonly string[];
}

/** As long as the cloud keeps. */
const longest = 255;
/** Keystone's own ids, those of domains mapped from elsewhere, and UUIDs. */
const likely = /^(?:[0-9a-f]{32}|[0-9a-f]{64}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;

/** Reads the field: a project by its name, or an id. */
export function projectChoice(typed: string, facts: ShareFacts): ProjectChoice {
  const text = typed.trim();
  const named = [...facts.labels].find(([, label]) => label === text)?.[0];
  const id = named ?? text;
  const problem = problemOf(id, facts);
  if (problem !== null) return { kind: 'problem', problem };
  return facts.labels.has(id) || likely.test(id) ? { kind: 'project', id } : { kind: 'unlikely', id };
}

function problemOf(id: string, { owner, members }: ShareFacts): ProjectProblem | null {
  if (id === '') return 'missing';
  if (id === owner) return 'owner';
  if (members.includes(id)) return 'member';
  return /\s/.test(id) || id.length > longest ? 'malformed' : null;
}
