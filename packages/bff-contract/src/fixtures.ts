import { GiB, MiB } from '@console/units';
import type { Problem } from './problem.ts';
import type { RuntimeConfig } from './runtime-config.ts';
import { actionNames, type Session } from './session.ts';

/** For tests: a session of the member `alice` in the project `dev`, whose policy allows every action. */
export const sessionFixture: Session = {
  user: { id: 'alice-id', name: 'alice', domain: 'Default' },
  project: { id: 'dev-id', name: 'dev', domain: 'Default' },
  projects: [{ id: 'dev-id', name: 'dev', domain: 'Default' }],
  roles: ['member'],
  region: 'RegionOne',
  regions: ['RegionOne'],
  actions: Object.fromEntries(actionNames.map((name) => [name, { allowed: true }])) as Session['actions'],
  tokenExpiresAt: '2026-12-01T00:00:00Z',
  csrfToken: 'csrf-token',
};

/** For tests: the configuration of a console over the embedded cloud. */
export const runtimeConfigFixture: RuntimeConfig = {
  profile: 'openstack',
  policy: 'openstack',
  locales: ['zh-CN', 'en-US'],
  adminProject: 'Default/admin',
  embedded: true,
  limits: {
    uploadSliceBytes: 64 * MiB,
    uploadFileBytes: 1024 * GiB,
    uploadParallel: 3,
    uploadHash: 'sha512',
  },
};

/** For tests: a problem that the BFF reports without a response of the cloud. */
export const problemFixture: Problem = {
  type: 'about:blank',
  title: 'Session gone',
  status: 401,
  code: 'sessionGone',
  detail: '',
  requestId: 'req-1',
};
