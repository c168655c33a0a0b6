/** The meaning of the text in the project field. */
export type ParsedProject =
  | { readonly kind: 'project'; readonly id: string }
  /** Looks like a name rather than an ID. Glance would accept it, because it does not check that the project exists. */
  | { readonly kind: 'unlikely'; readonly id: string }
  | { readonly kind: 'problem'; readonly problem: ProjectProblem };

export const projectProblems = ['missing', 'malformed', 'owner', 'member'] as const;
export type ProjectProblem = (typeof projectProblems)[number];

export interface SharingContext {
  /** Labels of the projects that the user has joined, by project ID. */
  readonly labels: ReadonlyMap<string, string>;
  readonly owner: string | null;
  /** IDs of the projects that the image is already shared with. */
  readonly members: readonly string[];
}

/** Glance's limit for the ID of a member, in characters. */
const MAX_ID = 255;
/** IDs that Keystone generates (32 hex digits), IDs of mapped domains (64) and UUIDs. */
const likelyId = /^(?:[0-9a-f]{32}|[0-9a-f]{64}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;

/** Parses the label of a joined project, or a project ID. */
export function parseProject(text: string, context: SharingContext): ParsedProject {
  const trimmed = text.trim();
  const labelled = [...context.labels].find(([, label]) => label === trimmed)?.[0];
  const id = labelled ?? trimmed;
  const problem = problemOf(id, context);
  if (problem !== null) return { kind: 'problem', problem };
  return context.labels.has(id) || likelyId.test(id) ? { kind: 'project', id } : { kind: 'unlikely', id };
}

function problemOf(id: string, { owner, members }: SharingContext): ProjectProblem | null {
  if (id === '') return 'missing';
  if (id === owner) return 'owner';
  if (members.includes(id)) return 'member';
  return /\s/.test(id) || id.length > MAX_ID ? 'malformed' : null;
}
