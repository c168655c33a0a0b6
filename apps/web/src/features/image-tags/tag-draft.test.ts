import { describe, expect, it } from 'vitest';
import { addNewTag, commitDraft, commitRename, createTagDraft, removeTag, renameTag, setNewTag } from './tag-draft.ts';

const rule = { max: 255 };
const draft = createTagDraft(['生产', 'web']);

describe('addNewTag', () => {
  it('adds a trimmed tag and rejects a duplicate and a tag that is too long', () => {
    expect(addNewTag(setNewTag(draft, '  db '), rule)).toMatchObject({ tags: ['生产', 'web', 'db'], newTag: '' });
    expect(addNewTag(setNewTag(draft, 'web'), rule)).toMatchObject({
      newTag: 'web',
      violation: { field: 'newTag', violation: { code: 'duplicate' } },
    });
    expect(addNewTag(setNewTag(draft, '标'.repeat(256)), rule).violation?.violation.code).toBe('tooLong');
  });

  it('rejects a tag that does not match the pattern of the cloud', () => {
    const pairs = { max: 80, pattern: /^\w+=\w+$/ };
    expect(addNewTag(setNewTag(draft, 'env'), pairs).violation?.violation.code).toBe('pattern');
    expect(addNewTag(setNewTag(draft, 'env=test'), pairs).tags).toContain('env=test');
  });
});

describe('commitRename', () => {
  it('replaces the tag in its position and rejects the name of another tag or an empty one', () => {
    expect(commitRename(renameTag(draft, '生产', ' 测试 '), rule)).toMatchObject({
      tags: ['测试', 'web'],
      renaming: null,
    });
    expect(commitRename(renameTag(draft, '生产', 'web'), rule)).toMatchObject({ tags: ['生产', 'web'], renaming: {} });
    expect(commitRename(renameTag(draft, '生产', ' '), rule).violation?.violation.code).toBe('required');
  });
});

describe('commitDraft', () => {
  it('commits an open rename and a new tag', () => {
    const open = setNewTag(renameTag(removeTag(createTagDraft(['a', 'b', 'c']), 'c'), 'a', 'A'), 'd');
    expect(commitDraft(open, rule)).toEqual(createTagDraft(['A', 'b', 'd']));
  });

  it('keeps the new tag in its field if the rename is invalid', () => {
    expect(commitDraft(setNewTag(renameTag(draft, 'web', '生产'), 'd'), rule)).toMatchObject({
      tags: ['生产', 'web'],
      newTag: 'd',
      violation: { field: 'renaming' },
    });
  });
});
