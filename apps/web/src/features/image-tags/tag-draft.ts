import { type FieldFault, type TextRule, tagFault } from '@console/image-model';

/** The state of the tag editor. Every function below returns a new draft. */
export interface TagDraft {
  readonly tags: readonly string[];
  /** The text in the field for a new tag. */
  readonly newTag: string;
  readonly renaming: { readonly tag: string; readonly text: string } | null;
  /** The first invalid text and the field that it is in. */
  readonly fault: { readonly field: 'newTag' | 'renaming'; readonly fault: FieldFault } | null;
}

export function createTagDraft(tags: readonly string[]): TagDraft {
  return { tags, newTag: '', renaming: null, fault: null };
}

export function setNewTag(draft: TagDraft, newTag: string): TagDraft {
  return { ...draft, newTag, fault: null };
}

/** Adds the new tag and empties its field, or sets the fault. An empty field changes nothing. */
export function addNewTag(draft: TagDraft, rule: TextRule): TagDraft {
  const tag = draft.newTag.trim();
  if (tag === '') return { ...draft, newTag: '' };
  const fault = tagFault(tag, draft.tags, rule);
  return fault === null
    ? { ...draft, tags: [...draft.tags, tag], newTag: '', fault: null }
    : { ...draft, fault: { field: 'newTag', fault } };
}

export function removeTag(draft: TagDraft, tag: string): TagDraft {
  return { ...draft, tags: draft.tags.filter((other) => other !== tag), fault: null };
}

/** Starts or continues to rename a tag. @param text the new name so far */
export function renameTag(draft: TagDraft, tag: string, text: string): TagDraft {
  return { ...draft, renaming: { tag, text }, fault: null };
}

export function cancelRename(draft: TagDraft): TagDraft {
  return { ...draft, renaming: null, fault: null };
}

/** Replaces the tag with its new name, or sets the fault. */
export function commitRename(draft: TagDraft, rule: TextRule): TagDraft {
  if (draft.renaming === null) return draft;
  const { tag, text } = draft.renaming;
  const name = text.trim();
  if (name === tag) return cancelRename(draft);
  const others = draft.tags.filter((other) => other !== tag);
  const fault = tagFault(name, others, rule);
  if (fault !== null) return { ...draft, fault: { field: 'renaming', fault } };
  return { ...cancelRename(draft), tags: draft.tags.map((other) => (other === tag ? name : other)) };
}

/** Commits an open rename and then the new tag. Stops at the first fault. */
export function commitDraft(draft: TagDraft, rule: TextRule): TagDraft {
  const renamed = commitRename(draft, rule);
  return renamed.fault === null ? addNewTag(renamed, rule) : renamed;
}
