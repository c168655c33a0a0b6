import { z } from 'zod';

/** What the BFF reads of Keystone's answers; everything else is left alone. */
const named = z.object({ id: z.string(), name: z.string() });

const catalogEntry = z.object({
  type: z.string(),
  endpoints: z.array(
    z.object({ interface: z.string(), url: z.string(), region_id: z.string().nullish(), region: z.string().nullish() }),
  ),
});
export type CatalogEntry = z.infer<typeof catalogEntry>;

export const tokenShape = z.object({
  token: z.object({
    expires_at: z.iso.datetime({ offset: true }),
    issued_at: z.iso.datetime({ offset: true }).optional(),
    user: named.extend({ domain: named }),
    project: named.extend({ domain: named }).optional(),
    roles: z.array(named).default([]),
    catalog: z.array(catalogEntry).default([]),
  }),
});
export type TokenBody = z.infer<typeof tokenShape>['token'];

export const projectsShape = z.object({
  projects: z.array(named.extend({ domain_id: z.string(), enabled: z.boolean().default(true) })),
});

export const faultShape = z.object({ error: z.object({ message: z.string() }) });
