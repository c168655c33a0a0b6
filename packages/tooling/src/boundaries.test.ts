import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const run = promisify(execFile);
const root = new URL('../../../', import.meta.url).pathname;

/** One forbidden import of each kind: where it is planted, and what it reaches for. */
const violations: readonly (readonly [room: string, file: string, code: string, rule: string])[] = [
  [
    'image-model imports anything of ours',
    'packages/image-model/src/x.ts',
    "import '@console/openstack-api';",
    'noRestrictedImports',
  ],
  [
    'disk-format imports anything of ours',
    'packages/disk-format/src/x.ts',
    "import '@console/image-model';",
    'noRestrictedImports',
  ],
  [
    'bff-contract imports anything of ours',
    'packages/bff-contract/src/x.ts',
    "import '@console/image-model';",
    'noRestrictedImports',
  ],
  [
    'openstack-api imports the codec',
    'packages/openstack-api/src/x.ts',
    "import '@console/image-codec';",
    'noRestrictedImports',
  ],
  [
    'profiles import the wire',
    'packages/cloud-profiles/src/x.ts',
    "import '@console/openstack-api';",
    'noRestrictedImports',
  ],
  [
    'codec imports the embedded cloud',
    'packages/image-codec/src/x.ts',
    "import '@console/devcloud';",
    'noRestrictedImports',
  ],
  ['devcloud imports the codec', 'packages/devcloud/src/x.ts', "import '@console/image-codec';", 'noRestrictedImports'],
  ['bff imports the model', 'apps/bff/src/cloud/x.ts', "import '@console/image-model';", 'noRestrictedImports'],
  [
    'bff imports devcloud outside start and tests',
    'apps/bff/src/cloud/x.ts',
    "import '@console/devcloud';",
    'noRestrictedImports',
  ],
  [
    'the bff’s http imports its cloud room',
    'apps/bff/src/http/x.ts',
    "import '../cloud/catalog.ts';",
    'noRestrictedImports',
  ],
  [
    'the bff’s cloud room imports its session',
    'apps/bff/src/cloud/x.ts',
    "import '../session/current-session.ts';",
    'noRestrictedImports',
  ],
  [
    'the bff’s session imports its policy',
    'apps/bff/src/session/x.ts',
    "import '../policy/permissions.ts';",
    'noRestrictedImports',
  ],
  [
    'the bff’s policy imports a route',
    'apps/bff/src/policy/x.ts',
    "import '../uploads/upload.ts';",
    'noRestrictedImports',
  ],
  [
    'a route of the bff imports another one',
    'apps/bff/src/api/x.ts',
    "import '../ops/metrics.ts';",
    'noRestrictedImports',
  ],
  [
    'the bff’s problem.ts imports a room',
    'apps/bff/src/problem.ts',
    "import './http/request-id.ts';",
    'noRestrictedImports',
  ],
  ['web imports the bff', 'apps/web/src/app/x.ts', "import '@console/bff';", 'noRestrictedImports'],
  ['web imports the embedded cloud', 'apps/web/src/app/x.ts', "import '@console/devcloud';", 'noRestrictedImports'],
  [
    'shared imports a resource',
    'apps/web/src/shared/ui/x.ts',
    "import '../../resources/images/image-api.ts';",
    'noRestrictedImports',
  ],
  [
    'shared imports a feature',
    'apps/web/src/shared/ui/x.ts',
    "import '../../features/image-list/index.ts';",
    'noRestrictedImports',
  ],
  [
    'a resource imports its neighbour',
    'apps/web/src/resources/upload/x.ts',
    "import '../images/image-api.ts';",
    'noRestrictedImports',
  ],
  [
    'images imports members',
    'apps/web/src/resources/images/x.ts',
    "import '../members/members.ts';",
    'noRestrictedImports',
  ],
  [
    'imports imports members',
    'apps/web/src/resources/imports/x.ts',
    "import '../members/members.ts';",
    'noRestrictedImports',
  ],
  [
    'a resource imports a feature',
    'apps/web/src/resources/upload/x.ts',
    "import '../../features/image-list/index.ts';",
    'noRestrictedImports',
  ],
  [
    'a feature imports its neighbour',
    'apps/web/src/features/image-list/x.ts',
    "import '../image-delete/index.ts';",
    'noRestrictedImports',
  ],
  [
    "a feature's test imports the app beside app/testing",
    'apps/web/src/features/image-list/x.test.tsx',
    "import '../../app/routes.tsx';",
    'noRestrictedImports',
  ],
  [
    'a feature imports app/testing outside a test',
    'apps/web/src/features/image-list/x.ts',
    "import '../../app/testing/render-app.tsx';",
    'noRestrictedImports',
  ],
  [
    'a feature imports the embedded cloud outside a test',
    'apps/web/src/features/image-list/x.ts',
    "import '@console/devcloud';",
    'noRestrictedImports',
  ],
  [
    'a feature imports app',
    'apps/web/src/features/image-list/x.ts',
    "import '../../app/routes.tsx';",
    'noRestrictedImports',
  ],
  [
    'a path into another room',
    'apps/bff/src/cloud/x.ts',
    "import '../../../../packages/disk-format/src/index.ts';",
    'noRestrictedImports',
  ],
  ['an undeclared workspace', 'packages/image-codec/src/x.ts', "import '@console/disk-format';", 'noRestrictedImports'],
  ['an undeclared library', 'packages/image-model/src/x.ts', "import 'express';", 'noUndeclaredDependencies'],
  [
    'the environment read in the middle of things',
    'apps/bff/src/cloud/x.ts',
    'export const a = process.env.HOME;',
    'noProcessEnv',
  ],
  [
    'a promise nobody waits for',
    'apps/bff/src/cloud/x.ts',
    'export async function a() {}\nexport function b() { a(); }',
    'noFloatingPromises',
  ],
];

/** Imports the rooms live by; the tool must let them pass, or it only says no to everything. */
const allowed: readonly (readonly [file: string, code: string])[] = [
  ['packages/cloud-profiles/src/x.ts', "import '@console/image-model';"],
  ['packages/image-codec/src/x.ts', "import '@console/openstack-api';"],
  ['apps/bff/src/api/x.ts', "import '../policy/routes.ts';"],
  ['apps/bff/src/uploads/x.ts', "import '../cloud/upstream-request.ts';"],
  ['apps/web/src/features/image-list/x.ts', "import '../../resources/images/image-api.ts';"],
  ['apps/web/src/resources/images/x.ts', "import '../../shared/http/index.ts';"],
  ['apps/web/src/resources/members/x.ts', "import '../images/image-api.ts';"],
  ['apps/web/src/features/image-list/x.ts', "import './columns.tsx';"],
  ['apps/web/src/features/image-list/x.test.tsx', "import '../../app/testing/render-app.tsx';"],
  ['apps/web/src/features/image-list/x.test.tsx', "import '@console/devcloud';"],
];

let tree: string;

beforeEach(async () => {
  // Inside the house, so that "declared" means what it means there.
  tree = await mkdtemp(join(root, '.planted-'));
});
afterEach(() => rm(tree, { recursive: true, force: true }));

async function lint(file: string, code: string): Promise<string> {
  const path = join(tree, file);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, `${code}\n`);
  const [kind = '', room = ''] = file.split('/');
  const manifest = await import(join(root, kind, room, 'package.json'), { with: { type: 'json' } });
  await writeFile(join(tree, kind, room, 'package.json'), JSON.stringify(manifest.default));
  const args = ['lint', `--config-path=${join(root, 'packages/tooling/lint.json')}`, '--vcs-enabled=false', path];
  const { stdout, stderr } = await run(join(root, 'node_modules/.bin/biome'), args, { cwd: root }).catch(
    (failed: { stdout: string; stderr: string }) => failed,
  );
  return stdout + stderr;
}

describe('boundaries between rooms', () => {
  it.each(violations)('objects when %s', async (_room, file, code, rule) => {
    expect(await lint(file, code)).toContain(rule);
  });

  it.each(allowed)('lets %s write %s', async (file, code) => {
    expect(await lint(file, code)).not.toContain('noRestrictedImports');
  });
});
