import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { preferredForm } from './glance-fault.ts';
import { type Cloud, listOf, startCloud } from './test-cloud.ts';

describe('discovery of the image service', () => {
  let cloud: Cloud;
  beforeAll(async () => {
    cloud = await startCloud();
  });
  afterAll(() => cloud.close());

  const get = (path: string, user: 'alice' | 'admin' | null = 'alice') => cloud.send(user, 'GET', path);

  it('lists the versions without a token', async () => {
    const root = await get('/', null);
    expect(root.status).toBe(300);
    expect(listOf(root.body.versions)[0]).toMatchObject({
      id: 'v2.15',
      status: 'CURRENT',
      links: [{ rel: 'self', href: `${cloud.url}/v2/` }],
    });
    expect((await get('/versions', null)).status).toBe(200);
    expect((await get('/healthcheck', null)).status).toBe(200);
    expect((await get('/v2')).status).toBe(302);
    expect((await get('/v2/')).status).toBe(404);
  });

  it('requires a token everywhere else', async () => {
    for (const path of ['/v2/images', '/v2/schemas/image', '/v2/nothing/here', '/v2/']) {
      const answer = await get(path, null);
      expect(answer.status).toBe(401);
      expect(answer.headers.get('www-authenticate')).toMatch(
        /^Keystone uri="http:\/\/127\.0\.0\.1:\d+\/identity\/v3"$/,
      );
      expect(answer.headers.get('x-openstack-request-id')).toBeNull();
    }
  });

  it('lists import methods, stores and usage', async () => {
    expect((await get('/v2/info/import')).body).toMatchObject({
      'import-methods': { value: ['glance-direct', 'web-download', 'copy-image'] },
    });
    expect(listOf((await get('/v2/info/stores')).body.stores)).toMatchObject([
      { id: 'fast', default: 'true' },
      { id: 'slow' },
    ]);
    expect((await get('/v2/stores/available')).body).toEqual({
      stores: [
        { id: 'fast', default: true },
        { id: 'slow', default: false },
      ],
    });
    expect((await get('/v2/info/stores/detail', 'admin')).status).toBe(200);
    expect(Object.keys((await get('/v2/info/usage')).body.usage ?? {})).toEqual([
      'image_size_total',
      'image_stage_total',
      'image_count_total',
      'image_count_uploading',
    ]);
  });

  it('has the schema of an image', async () => {
    const { body } = await get('/v2/schemas/image');
    expect(body).toMatchObject({
      name: 'image',
      additionalProperties: { type: 'string' },
      properties: {
        name: { maxLength: 255 },
        os_distro: { is_base: false },
        status: { enum: expect.arrayContaining(['queued', 'importing', 'deactivated']) },
      },
    });
    for (const name of ['images', 'member', 'members', 'task', 'tasks', 'metadefs/namespace', 'metadefs/property']) {
      expect((await get(`/v2/schemas/${name}`)).status).toBe(200);
    }
    expect((await get('/v2/schemas/nothing')).status).toBe(404);
  });

  it('describes properties, with the prefix of a resource type', async () => {
    const all = await get('/v2/metadefs/namespaces?resource_types=OS::Glance::Image&limit=5');
    expect(listOf(all.body.namespaces)).toHaveLength(5);
    const rest = await get(String(all.body.next));
    expect(listOf(rest.body.namespaces).length).toBeGreaterThan(0);
    const one = await get('/v2/metadefs/namespaces/OS::Compute::Watchdog?resource_type=OS::Glance::Image');
    expect(one.body.properties).toMatchObject({ hw_watchdog_action: { type: 'string' } });
    const missing = await get('/v2/metadefs/namespaces/None');
    expect(missing.body.message).toContain('Metadata definition namespace=None was not found.');
  });

  it('answers 405 to a method that an address does not have', async () => {
    const answer = await cloud.send('alice', 'PUT', '/v2/images');
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe('GET, POST');
  });

  it('formats errors by the Accept header', async () => {
    const missing = (accept: string) =>
      cloud.send('alice', 'GET', '/v2/images/nope', undefined, accept === '' ? { Accept: '' } : { Accept: accept });
    expect((await missing('application/json')).body).toEqual({
      message: 'No image found with ID nope<br /><br />\n\n\n',
      code: '404 Not Found',
      title: 'Not Found',
    });
    expect((await missing('')).text).toMatch(/^404 Not Found\n\nNo image found with ID nope\n\n/);
    expect((await missing('application/json, text/plain, */*')).text).toContain('<h1>404 Not Found</h1>');
    expect(preferredForm('application/json;q=0.9, */*;q=0.1')).toBe('json');
    expect(preferredForm('image/png')).toBe('plain');
  });
});
