import { type FieldViolation, type TextRule, tagViolation } from '@console/image-model';

/** The state of the tag editor. Every function below returns a new draft. */
export interface TagDraft {
  readonly tags: readonly string[];
  /** The text in the field for a new tag. */
  readonly newTag: string;
  readonly renaming: { readonly tag: string; readonly text: string } | null;
  /** The first invalid text and the field that it is in. */
  readonly violation: { readonly field: 'newTag' | 'renaming'; readonly violation: FieldViolation } | null;
}

export function createTagDraft(tags: readonly string[]): TagDraft {
  return { tags, newTag: '', renaming: null, violation: null };
}

export function setNewTag(draft: TagDraft, newTag: string): TagDraft {
  return { ...draft, newTag, violation: null };
}

/** Adds the new tag and empties its field, or sets the violation. An empty field changes nothing. */
export function addNewTag(draft: TagDraft, rule: TextRule): TagDraft {
  const tag = draft.newTag.trim();
  if (tag === '') return { ...draft, newTag: '' };
  const violation = tagViolation(tag, draft.tags, rule);
  return violation === null
    ? { ...draft, tags: [...draft.tags, tag], newTag: '', violation: null }
    : { ...draft, violation: { field: 'newTag', violation } };
}

export function removeTag(draft: TagDraft, tag: string): TagDraft {
  return { ...draft, tags: draft.tags.filter((other) => other !== tag), violation: null };
}

/** Starts or continues to rename a tag. @param text the new name so far */
export function renameTag(draft: TagDraft, tag: string, text: string): TagDraft {
  return { ...draft, renaming: { tag, text }, violation: null };
}

export function cancelRename(draft: TagDraft): TagDraft {
  return { ...draft, renaming: null, violation: null };
}

/** Replaces the tag with its new name, or sets the violation. */
export function commitRename(draft: TagDraft, rule: TextRule): TagDraft {
  if (draft.renaming === null) return draft;
  const { tag, text } = draft.renaming;
  const name = text.trim();
  if (name === tag) return cancelRename(draft);
  const others = draft.tags.filter((other) => other !== tag);
  const violation = tagViolation(name, others, rule);
  if (violation !== null) return { ...draft, violation: { field: 'renaming', violation } };
  return { ...cancelRename(draft), tags: draft.tags.map((other) => (other === tag ? name : other)) };
}

/** Commits an open rename and then the new tag. Stops at the first violation. */
export function commitDraft(draft: TagDraft, rule: TextRule): TagDraft {
  const renamed = commitRename(draft, rule);
  return renamed.violation === null ? addNewTag(renamed, rule) : renamed;
}
