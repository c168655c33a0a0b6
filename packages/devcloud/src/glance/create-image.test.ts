import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Cloud, startCloud } from './test-cloud.ts';

describe('POST /v2/images', () => {
  let cloud: Cloud;
  beforeAll(async () => {
    cloud = await startCloud({ quotas: { image_count_total: 40 } });
  });
  afterAll(() => cloud.close());

  const create = (fields: unknown, user: 'alice' | 'admin' | 'bob' = 'alice') =>
    cloud.send(user, 'POST', '/v2/images', fields);

  it('accepts an empty object and answers with a queued, shared image and its location', async () => {
    const answer = await create({});
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      status: 'queued',
      name: null,
      visibility: 'shared',
      owner: 'p-dev',
      size: null,
    });
    expect(answer.headers.get('location')).toBe(`${cloud.url}/v2/images/${answer.body.id}`);
    expect(answer.headers.get('openstack-image-import-methods')).toContain('glance-direct');
    expect(answer.headers.get('openstack-image-store-ids')).toContain('fast,slow');
    expect(answer.headers.get('x-openstack-request-id')).toMatch(/^req-/);
  });

  it('keeps every custom property unchanged, whether Glance knows it or not', async () => {
    const properties = {
      es_virtio_enabled: 'yes',
      hw_architecture: 'aarch64',
      description: '说明',
      __platform: 'Linux',
    };
    expect((await create(properties)).body).toMatchObject(properties);
  });

  it('accepts a chosen id once, and not again after it was deleted', async () => {
    const id = '11111111-2222-3333-4444-555555555555';
    expect((await create({ id })).status).toBe(201);
    expect((await create({ id })).status).toBe(409);
    await cloud.send('alice', 'DELETE', `/v2/images/${id}`);
    const again = await create({ id });
    expect(again.status).toBe(409);
    expect(again.body.message).toContain(`Image ID ${id} already exists!`);
  });

  it.each([
    [{ disk_format: 'foo' }, "'foo' is not one of [None, 'ami', 'ari'"],
    [{ container_format: 'zip' }, "'zip' is not one of"],
    [{ name: 'n'.repeat(256) }, 'is too long'],
    [{ name: 'disk 🐧' }, "Name can't contain 4 byte unicode characters."],
    [{ hw_disk_bus: 1 }, "1 is not of type 'string'"],
    [{ hw_disk_bus: null }, "None is not of type 'string'"],
    [{ min_disk: '5' }, "'5' is not of type 'integer'"],
    [{ min_disk: -1 }, 'Cannot be a negative value'],
    [{ min_ram: 2 ** 31 }, 'value out of range'],
    [{ id: 'mine' }, 'does not match'],
    [{ tags: ['t'.repeat(256)] }, 'is too long'],
    [{ tags: 'x' }, "'x' is not of type 'array'"],
    [{ protected: 'yes' }, "'yes' is not of type 'boolean'"],
    [{ visibility: 'secret' }, "'secret' is not one of"],
    [{ [`k${'x'.repeat(255)}`]: 'v' }, 'Custom property should not be greater than 255 characters.'],
  ])('refuses %j with 400', async (fields, message) => {
    const answer = await create(fields);
    expect(answer.status).toBe(400);
    expect(answer.body.message).toContain(message);
  });

  it.each([
    [{ status: 'active' }, "Attribute 'status' is read-only."],
    [{ size: 5 }, "Attribute 'size' is read-only."],
    [{ self: '/x' }, "Attribute 'self' is read-only."],
    [{ locations: [] }, "Attribute 'locations' is reserved."],
    [{ os_glance_x: 'y' }, "Attribute 'os_glance_x' is reserved."],
    [{ visibility: 'public' }, 'You are not authorized to complete publicize_image action.'],
    [{ owner: 'p-ops' }, "You are not permitted to create images owned by 'p-ops'"],
  ])('refuses %j with 403', async (fields, message) => {
    const answer = await create(fields);
    expect(answer.status).toBe(403);
    expect(answer.body.message).toContain(message);
  });

  it('limits the number of properties and tags', async () => {
    const many = Object.fromEntries(Array.from({ length: 130 }, (_, i) => [`p${i}`, 'v']));
    const answer = await create(many);
    expect(answer.status).toBe(413);
    expect(answer.body.message).toContain(
      'The limit has been exceeded on the number of allowed image properties. Attempted: 130, Maximum: 128',
    );
    expect((await create({ tags: Object.keys(many) })).status).toBe(413);
  });

  it('accepts long values, empty names, community visibility, and an owner set by an admin', async () => {
    expect((await create({ note: 'x'.repeat(70_000) })).status).toBe(201);
    expect((await create({ name: '' })).body.name).toBe('');
    expect((await create({ visibility: 'community' })).status).toBe(201);
    expect((await create({ owner: 'p-ops', visibility: 'public' }, 'admin')).body.owner).toBe('p-ops');
  });

  it('answers a body that is no object with the status that Glance uses', async () => {
    const malformed = await cloud.send('alice', 'POST', '/v2/images', '{', { 'Content-Type': 'application/json' });
    expect(malformed.status).toBe(400);
    expect(malformed.body.message).toContain('Malformed JSON in request body.');
    expect((await create([])).status).toBe(500);
  });

  it('refuses an image beyond the quota of the project', async () => {
    const answers = await Promise.all(Array.from({ length: 41 }, () => create({ name: 'one of many' })));
    const refused = answers.find((answer) => answer.status === 413);
    expect(refused?.body.message).toContain(
      'Project p-dev is over a limit for [Resource image_count_total is over limit of 40 due to current usage 40 and delta 1]',
    );
    expect((await create({}, 'admin')).status).toBe(201);
  });
});
