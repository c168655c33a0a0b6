import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';
import { settings, settingsHelp } from './settings.ts';

describe('readConfig', () => {
  it('selects the embedded cloud with profile and policy ecf for an empty environment', () => {
    expect(readConfig({})).toMatchObject({
      ok: true,
      config: { port: 8080, host: '127.0.0.1', cloud: { kind: 'embedded', seed: 40 }, profile: 'ecf', policy: 'ecf' },
    });
  });

  it('selects profile and policy openstack when OS_AUTH_URL is set', () => {
    expect(readConfig({ OS_AUTH_URL: 'https://cloud.example:5000/' })).toMatchObject({
      ok: true,
      config: {
        cloud: { kind: 'remote', authUrl: 'https://cloud.example:5000/v3' },
        profile: 'openstack',
        policy: 'openstack',
      },
    });
  });

  it('lists all faults with the names of their settings', () => {
    const result = readConfig({
      CONSOLE_PORT: '80800',
      OS_AUTH_URL: 'ftp://x',
      CLOUD_PROFILE: 'aws',
      SESSION_SECRET: 'short',
      SESSION_STORE_URL: 'mysql://x',
      OS_CACERT: '/nowhere/ca.pem',
      EMBEDDED_SEED: 'many',
      CONSOLE_ADMIN_PROJECT: 'admin',
    });
    expect(result.ok).toBe(false);
    const faults = result.ok ? [] : result.faults;
    expect(faults).toHaveLength(8);
    expect(faults.join('\n')).toMatch(
      /CONSOLE_PORT must be from 0 to 65535[\s\S]*SESSION_SECRET must have at least 32/,
    );
  });

  it('reads the bounds of uploads in GiB and sends the browser the largest file', () => {
    expect(readConfig({ UPLOAD_FILE_GIB: '2', UPLOAD_USER_GIB: '3', UPLOAD_USER_OPEN: '4' })).toMatchObject({
      config: {
        uploads: { fileBytes: 2 * 1024 ** 3, userBytes: 3 * 1024 ** 3, userOpen: 4, totalOpen: 200 },
        limits: { uploadFileBytes: 2 * 1024 ** 3 },
      },
    });
    expect(readConfig({ UPLOAD_TOTAL_OPEN: '0' })).toEqual({
      ok: false,
      faults: ['UPLOAD_TOTAL_OPEN must be from 1 to 10000'],
    });
  });

  it('treats an empty value as unset', () => {
    expect(readConfig({ OS_AUTH_URL: '', CONSOLE_PORT: '' })).toMatchObject({ ok: true, config: { port: 8080 } });
  });

  it('keeps the profile’s overrides unchanged and reports a file that is not JSON', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'console-test-'));
    const path = join(directory, 'profile.json');
    await writeFile(path, '{"any":{"thing":1}}');
    expect(readConfig({ CLOUD_PROFILE_FILE: path })).toMatchObject({
      config: { profileOverrides: { any: { thing: 1 } } },
    });
    await writeFile(path, '{');
    expect(readConfig({ CLOUD_PROFILE_FILE: path })).toEqual({ ok: false, faults: ['CLOUD_PROFILE_FILE is not JSON'] });
    await rm(directory, { recursive: true });
  });
});

it('settingsHelp has a line for every setting', () => {
  const lines = settingsHelp().split('\n');
  expect(lines.map((line) => line.trim().split(' ')[0])).toEqual(Object.keys(settings));
});
