import { QueryClient } from '@tanstack/react-query';
import { expect, it } from 'vitest';
import { askedQuery, rememberAsked, withAsked } from './requested-volumes.ts';
import type { Volume } from './volume.ts';

const scope = { userId: 'u', projectId: 'p', region: 'r' };
const volume = (id: string, status: string): Volume => ({
  id,
  name: id,
  status,
  sizeGib: 1,
  type: null,
  zone: null,
  imageId: null,
  createdAt: null,
});

it('volumes asked for are remembered by their image, project and region, the newest first', () => {
  const client = new QueryClient();
  const askedOf = (imageId: string, where = scope) => client.getQueryData(askedQuery(where, imageId).queryKey);
  rememberAsked(client, scope, 'i', volume('one', 'creating'));
  rememberAsked(client, scope, 'i', volume('two', 'creating'));
  expect(askedOf('i')).toEqual(['two', 'one']);
  expect(askedOf('other')).toBeUndefined();
  expect(askedOf('i', { ...scope, projectId: 'q' })).toBeUndefined();
});

it('one that is still being made stands before those listed; one that is listed is shown once, as it was seen last', () => {
  const listed = [volume('made', 'available'), volume('old', 'in-use')];
  const followed = [volume('new', 'downloading'), volume('made', 'in-use')];
  expect(withAsked(listed, followed).map(({ id, status }) => [id, status])).toEqual([
    ['new', 'downloading'],
    ['made', 'in-use'],
    ['old', 'in-use'],
  ]);
});
