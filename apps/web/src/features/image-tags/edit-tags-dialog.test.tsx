// @vitest-environment jsdom

import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { imageFixture } from '../../resources/images/image-fixture.ts';
import { imageKeys } from '../../resources/images/image-keys.ts';
import { cloudRefusal, renderWithCloud, type SentRequest } from '../../resources/images/render-with-cloud.tsx';
import { EditTagsDialog } from './edit-tags-dialog.tsx';

afterEach(cleanup);

/** Answers like Glance for images with these tags, by ID. A patch changes `tags`. */
function glanceWith(tags: Record<string, readonly string[]>) {
  return ({ method, path, body }: SentRequest) => {
    const id = path.split('/').at(-1) ?? '';
    const [operation] = (body ?? []) as readonly { readonly value: readonly string[] }[];
    if (method === 'PATCH' && operation !== undefined) tags[id] = operation.value;
    if (tags[id] === undefined) throw cloudRefusal(404, { message: `No image found with ID ${id}` });
    return { id, name: id, status: 'active', tags: tags[id], created_at: '', updated_at: '', owner: 'project-1' };
  };
}

async function renderDialog(
  answer: (request: SentRequest) => unknown,
  images: readonly ReturnType<typeof imageFixture>[],
) {
  let closeCount = 0;
  const countClose = () => {
    closeCount += 1;
  };
  const page = await renderWithCloud(answer, <EditTagsDialog images={images} onClose={countClose} />);
  await screen.findByRole('dialog', { name: 'Edit tags' });
  return {
    ...page,
    closeCount: () => closeCount,
    patches: () => page.requests.filter(({ method }) => method === 'PATCH'),
  };
}

const oneImage = [imageFixture({ id: 'one', tags: ['生产', 'web'] })];
const newTagField = () => screen.getByRole('combobox', { name: 'Add a tag' });
const press = (name: string) => userEvent.click(screen.getByRole('button', { name }));
const chips = () =>
  within(screen.getByRole('list', { name: 'Tags' }))
    .getAllByRole('button', { name: /^Rename/ })
    .map((button) => button.textContent);

describe('EditTagsDialog of one image', () => {
  it('saves added, renamed and removed tags as one patch', async () => {
    const page = await renderDialog(glanceWith({ one: ['生产', 'web'] }), oneImage);
    await userEvent.type(newTagField(), 'db{Enter}');
    await press('Rename 生产');
    const field = screen.getByRole('textbox', { name: 'Rename 生产' });
    await userEvent.clear(field);
    await userEvent.type(field, '测试{Enter}');
    await press('Remove web');
    expect(chips()).toEqual(['测试', 'db']);
    await press('Save');
    await waitFor(() => expect(page.closeCount()).toBe(1));
    expect(page.patches()).toMatchObject([{ body: [{ op: 'replace', path: '/tags', value: ['测试', 'db'] }] }]);
    expect(screen.getByRole('status').textContent).toContain('Tags of image one saved');
  });

  it('keeps tags that another user has changed in the meantime and shows them', async () => {
    const page = await renderDialog(glanceWith({ one: ['生产', 'theirs'] }), oneImage);
    await userEvent.type(newTagField(), 'mine');
    await press('Save');
    await screen.findByText('Added by others: theirs');
    expect(screen.getByText('Removed by others: web')).toBeDefined();
    expect(chips()).toEqual(['生产', 'theirs', 'mine']);
    expect(page.patches()).toMatchObject([{ body: [{ value: ['生产', 'theirs', 'mine'] }] }]);
    expect(page.closeCount()).toBe(0);
  });

  it('keeps the edited tags when the cloud refuses', async () => {
    const answer = glanceWith({ one: ['生产', 'web'] });
    const page = await renderDialog((request) => {
      if (request.method === 'PATCH') throw cloudRefusal(403, { message: 'You do not own this image' });
      return answer(request);
    }, oneImage);
    await userEvent.type(newTagField(), 'db{Enter}');
    await press('Save');
    expect((await screen.findByRole('alert')).textContent).toContain('req-1');
    expect(chips()).toEqual(['生产', 'web', 'db']);
    expect(page.closeCount()).toBe(0);
  });

  it('sends no request if a tag is invalid or nothing was changed', async () => {
    const page = await renderDialog(glanceWith({ one: ['生产', 'web'] }), oneImage);
    await userEvent.type(newTagField(), 'web');
    await press('Save');
    expect(await screen.findByText('There is a tag “web” already')).toBeDefined();
    expect(newTagField().getAttribute('aria-invalid')).toBe('true');
    await userEvent.clear(newTagField());
    await userEvent.type(newTagField(), '{Enter}');
    await waitFor(() => expect(page.closeCount()).toBe(1));
    expect(page.requests.filter(({ path }) => path.endsWith('/one'))).toEqual([]);
  });

  it('suggests tags of other images', async () => {
    const { queries } = await renderDialog(glanceWith({ one: ['生产', 'web'] }), oneImage);
    const images = [imageFixture({ tags: ['生产', '生产环境'] }), imageFixture({ id: 'two', tags: ['生产环境', 'x'] })];
    queries.setQueryData(imageKeys.list({ userId: 'u', projectId: 'project-1', region: null }), {
      images,
      complete: true,
    });
    await userEvent.type(newTagField(), '生');
    await userEvent.click(await screen.findByTitle('生产环境'));
    expect(chips()).toEqual(['生产', 'web', '生产环境']);
  });
});

describe('EditTagsDialog of several images', () => {
  it('changes every image and offers to retry those that failed', async () => {
    const tags: Record<string, readonly string[]> = { a: ['old', 'x'], c: ['old', 'theirs'] };
    const images = ['a', 'b', 'c'].map((id) => imageFixture({ id, name: id, tags: ['old', 'x'] }));
    const page = await renderDialog(glanceWith(tags), [
      ...images,
      imageFixture({ id: 'd', name: 'd', owner: 'project-2' }),
    ]);
    expect(screen.getByText('The image belongs to another project')).toBeDefined();
    await userEvent.type(screen.getByRole('combobox', { name: 'Add tags to the images' }), '新{Enter}');
    await userEvent.click(screen.getByRole('combobox', { name: 'Remove tags from the images' }));
    await userEvent.click(await screen.findByTitle('old (3 images)'));
    await press('Save to 3 images');
    expect(await screen.findByText('The tags of this image were not saved:')).toBeDefined();
    expect(tags).toEqual({ a: ['x', '新'], c: ['theirs', '新'] });
    expect(screen.getByText('Tags of 2 images saved')).toBeDefined();
    expect(screen.getByRole('button', { name: 'Try 1 image again' })).toBeDefined();
    tags.b = [];
    await press('Try 1 image again');
    await waitFor(() => expect(page.closeCount()).toBe(1));
    expect(tags.b).toEqual(['新']);
  });
});
