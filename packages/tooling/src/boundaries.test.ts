import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from './checkout.ts';

interface Planted {
  /** Where the code is planted; `x` in the file name is replaced by a unique name. */
  readonly file: string;
  readonly code: string;
}

interface Violation extends Planted {
  readonly title: string;
  /** The rule of `lint.json` that must report it; `noRestrictedImports` when absent. */
  readonly rule?: string;
}

/** One violation of each kind. */
const violations: readonly Violation[] = [
  { title: 'units imports another package', file: 'packages/units/src/x.ts', code: "import '@console/image-model';" },
  {
    title: 'image-model imports another package',
    file: 'packages/image-model/src/x.ts',
    code: "import '@console/openstack-api';",
  },
  {
    title: 'disk-format imports another package',
    file: 'packages/disk-format/src/x.ts',
    code: "import '@console/image-model';",
  },
  {
    title: 'bff-contract imports another package',
    file: 'packages/bff-contract/src/x.ts',
    code: "import '@console/image-model';",
  },
  {
    title: 'openstack-api imports image-codec',
    file: 'packages/openstack-api/src/x.ts',
    code: "import '@console/image-codec';",
  },
  {
    title: 'cloud-profiles imports openstack-api',
    file: 'packages/cloud-profiles/src/x.ts',
    code: "import '@console/openstack-api';",
  },
  {
    title: 'image-codec imports the embedded cloud',
    file: 'packages/image-codec/src/x.ts',
    code: "import '@console/devcloud';",
  },
  {
    title: 'the embedded cloud imports image-codec',
    file: 'packages/devcloud/src/x.ts',
    code: "import '@console/image-codec';",
  },
  { title: 'the BFF imports image-model', file: 'apps/bff/src/cloud/x.ts', code: "import '@console/image-model';" },
  {
    title: 'the BFF imports the embedded cloud outside its start and tests',
    file: 'apps/bff/src/cloud/x.ts',
    code: "import '@console/devcloud';",
  },
  {
    title: 'the BFF’s http imports its cloud room',
    file: 'apps/bff/src/http/x.ts',
    code: "import '../cloud/catalog.ts';",
  },
  {
    title: 'the BFF’s cloud room imports its session',
    file: 'apps/bff/src/cloud/x.ts',
    code: "import '../session/current-session.ts';",
  },
  {
    title: 'the BFF’s session imports its policy',
    file: 'apps/bff/src/session/x.ts',
    code: "import '../policy/permissions.ts';",
  },
  {
    title: 'the BFF’s policy imports a route',
    file: 'apps/bff/src/policy/x.ts',
    code: "import '../uploads/upload.ts';",
  },
  {
    title: 'a route of the BFF imports another route',
    file: 'apps/bff/src/api/x.ts',
    code: "import '../ops/metrics.ts';",
  },
  {
    title: 'the BFF’s problem.ts imports a room',
    file: 'apps/bff/src/problem.ts',
    code: "import './http/request-id.ts';",
  },
  { title: 'the web app imports the BFF', file: 'apps/web/src/app/x.ts', code: "import '@console/bff';" },
  {
    title: 'the web app imports the embedded cloud',
    file: 'apps/web/src/app/x.ts',
    code: "import '@console/devcloud';",
  },
  {
    title: 'shared imports a resource',
    file: 'apps/web/src/shared/ui/x.ts',
    code: "import '../../resources/images/image-api.ts';",
  },
  {
    title: 'shared imports a feature',
    file: 'apps/web/src/shared/ui/x.ts',
    code: "import '../../features/image-list/index.ts';",
  },
  {
    title: 'a resource imports another resource',
    file: 'apps/web/src/resources/upload-manager/x.ts',
    code: "import '../images/image-api.ts';",
  },
  {
    title: 'images imports members',
    file: 'apps/web/src/resources/images/x.ts',
    code: "import '../members/members.ts';",
  },
  {
    title: 'imports imports members',
    file: 'apps/web/src/resources/imports/x.ts',
    code: "import '../members/members.ts';",
  },
  {
    title: 'upload-persistence imports upload-transfer',
    file: 'apps/web/src/resources/upload-persistence/x.ts',
    code: "import '../upload-transfer/transfer.ts';",
  },
  {
    title: 'upload-transfer imports upload-completion',
    file: 'apps/web/src/resources/upload-transfer/x.ts',
    code: "import '../upload-completion/image-data.ts';",
  },
  {
    title: 'upload-transfer imports upload-manager',
    file: 'apps/web/src/resources/upload-transfer/x.ts',
    code: "import '../upload-manager/upload-store.ts';",
  },
  {
    title: 'upload-completion imports upload-manager',
    file: 'apps/web/src/resources/upload-completion/x.ts',
    code: "import '../upload-manager/upload-store.ts';",
  },
  {
    title: 'a resource imports upload-manager',
    file: 'apps/web/src/resources/projects/x.ts',
    code: "import '../upload-manager/upload-store.ts';",
  },
  {
    title: 'a resource imports a feature',
    file: 'apps/web/src/resources/upload-manager/x.ts',
    code: "import '../../features/image-list/index.ts';",
  },
  {
    title: 'a feature imports another feature',
    file: 'apps/web/src/features/image-list/x.ts',
    code: "import '../image-delete/index.ts';",
  },
  {
    title: 'a test of a feature imports app outside app/testing',
    file: 'apps/web/src/features/image-list/x.test.tsx',
    code: "import '../../app/routes.tsx';",
  },
  {
    title: 'a feature imports app/testing outside a test',
    file: 'apps/web/src/features/image-list/x.ts',
    code: "import '../../app/testing/render-app.tsx';",
  },
  {
    title: 'a feature imports the embedded cloud outside a test',
    file: 'apps/web/src/features/image-list/x.ts',
    code: "import '@console/devcloud';",
  },
  {
    title: 'a feature imports app',
    file: 'apps/web/src/features/image-list/x.ts',
    code: "import '../../app/routes.tsx';",
  },
  {
    title: 'a relative path leads into another workspace',
    file: 'apps/bff/src/cloud/x.ts',
    code: "import '../../../../packages/disk-format/src/index.ts';",
  },
  {
    title: 'a workspace is imported that package.json does not name',
    file: 'packages/image-codec/src/x.ts',
    code: "import '@console/disk-format';",
  },
  {
    title: 'a library is imported that package.json does not name',
    file: 'packages/image-model/src/x.ts',
    code: "import 'express';",
    rule: 'noUndeclaredDependencies',
  },
  {
    title: 'a module reads the environment',
    file: 'apps/bff/src/cloud/x.ts',
    code: 'export const a = process.env.HOME;',
    rule: 'noProcessEnv',
  },
  {
    title: 'a promise is not awaited',
    file: 'apps/bff/src/cloud/x.ts',
    code: 'export async function a() {}\nexport function b() { a(); }',
    rule: 'noFloatingPromises',
  },
];

/** Imports that the lint must accept, one for each direction that is allowed. */
const allowed: readonly Planted[] = [
  { file: 'packages/image-model/src/x.ts', code: "import '@console/units';" },
  { file: 'packages/cloud-profiles/src/x.ts', code: "import '@console/image-model';" },
  { file: 'packages/image-codec/src/x.ts', code: "import '@console/openstack-api';" },
  { file: 'apps/bff/src/api/x.ts', code: "import '../policy/routes.ts';" },
  { file: 'apps/bff/src/uploads/x.ts', code: "import '../cloud/upstream-request.ts';" },
  { file: 'apps/web/src/features/image-list/x.ts', code: "import '../../resources/images/image-api.ts';" },
  { file: 'apps/web/src/resources/images/x.ts', code: "import '../../shared/http/index.ts';" },
  { file: 'apps/web/src/resources/members/x.ts', code: "import '../images/image-api.ts';" },
  { file: 'apps/web/src/resources/upload-manager/x.ts', code: "import '../upload-completion/image-data.ts';" },
  { file: 'apps/web/src/resources/upload-manager/x.ts', code: "import '../upload-transfer/transfer.ts';" },
  { file: 'apps/web/src/resources/upload-manager/x.ts', code: "import '../upload-persistence/upload-record.ts';" },
  { file: 'apps/web/src/resources/upload-completion/x.ts', code: "import '../upload-transfer/transfer.ts';" },
  { file: 'apps/web/src/resources/upload-completion/x.ts', code: "import '../upload-persistence/upload-record.ts';" },
  { file: 'apps/web/src/resources/upload-transfer/x.ts', code: "import '../upload-persistence/upload-record.ts';" },
  { file: 'apps/web/src/features/image-list/x.ts', code: "import './columns.tsx';" },
  { file: 'apps/web/src/features/image-list/x.test.tsx', code: "import '../../app/testing/render-app.tsx';" },
  { file: 'apps/web/src/features/image-list/x.test.tsx', code: "import '@console/devcloud';" },
];

/** Names of the rules that report each planted file. */
const rulesByFile = new Map<string, string[]>();
let tree: string;

const uniqueFile = ({ file }: Planted, index: number): string => file.replace(/\bx\./, `x${index}.`);
const planted = [...violations, ...allowed];

// One run of Biome over all planted files, inside the checkout so that package.json declares what it declares there.
beforeAll(async () => {
  tree = await mkdtemp(join(root, '.planted-'));
  for (const [index, each] of planted.entries()) {
    const path = join(tree, uniqueFile(each, index));
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, `${each.code}\n`);
    const workspace = each.file.split('/').slice(0, 2).join('/');
    const manifest = await import(join(root, workspace, 'package.json'), { with: { type: 'json' } });
    await writeFile(join(tree, workspace, 'package.json'), JSON.stringify(manifest.default));
  }
  const config = `--config-path=${join(root, 'packages/tooling/lint.json')}`;
  const args = ['lint', config, '--vcs-enabled=false', '--reporter=json', '--max-diagnostics=none', tree];
  const { stdout } = await promisify(execFile)(join(root, 'node_modules/.bin/biome'), args, { cwd: root }).catch(
    (failed: { readonly stdout: string }) => failed,
  );
  for (const { category, location } of JSON.parse(stdout).diagnostics) {
    const file = relative(tree, join(root, location.path));
    rulesByFile.set(file, [...(rulesByFile.get(file) ?? []), String(category).split('/').at(-1) ?? '']);
  }
});
afterAll(() => rm(tree, { recursive: true, force: true }));

describe('boundaries between rooms', () => {
  it.each(violations.map((each, index) => ({ rule: 'noRestrictedImports', ...each, path: uniqueFile(each, index) })))(
    'are violated when $title',
    ({ path, rule }) => {
      expect(rulesByFile.get(path)).toContain(rule);
    },
  );

  it.each(allowed.map((each, index) => ({ ...each, path: uniqueFile(each, violations.length + index) })))(
    'let $file have $code',
    ({ path }) => {
      expect(rulesByFile.get(path) ?? []).not.toContain('noRestrictedImports');
    },
  );
});
