import { type FieldFault, type TextRule, tagFault } from '@console/image-model';

/** Tags while they are being edited. */
export interface TagDraft {
  readonly tags: readonly string[];
  /** What stands in the field for a further tag. */
  readonly typed: string;
  readonly renaming: { readonly tag: string; readonly text: string } | null;
  /** What is wrong with what was typed, and where. */
  readonly fault: { readonly at: 'typed' | 'renaming'; readonly fault: FieldFault } | null;
}

export function draftFrom(tags: readonly string[]): TagDraft {
  return { tags, typed: '', renaming: null, fault: null };
}

export function typeTag(draft: TagDraft, typed: string): TagDraft {
  return { ...draft, typed, fault: null };
}

/** Takes what was typed among the tags, or says why not; nothing typed changes nothing. */
export function addTyped(draft: TagDraft, rule: TextRule): TagDraft {
  const tag = draft.typed.trim();
  if (tag === '') return { ...draft, typed: '' };
  const fault = tagFault(tag, draft.tags, rule);
  return fault === null
    ? { ...draft, tags: [...draft.tags, tag], typed: '', fault: null }
    : { ...draft, fault: { at: 'typed', fault } };
}

export function removeTag(draft: TagDraft, tag: string): TagDraft {
  return { ...draft, tags: draft.tags.filter((other) => other !== tag), fault: null };
}

/** Begins to rename a tag; the text it has so far is given. */
export function rename(draft: TagDraft, tag: string, text: string): TagDraft {
  return { ...draft, renaming: { tag, text }, fault: null };
}

export function cancelRename(draft: TagDraft): TagDraft {
  return { ...draft, renaming: null, fault: null };
}

/** Puts the new name in the place of the old one, or says why not. */
export function endRename(draft: TagDraft, rule: TextRule): TagDraft {
  if (draft.renaming === null) return draft;
  const { tag, text } = draft.renaming;
  const name = text.trim();
  if (name === tag) return cancelRename(draft);
  const others = draft.tags.filter((other) => other !== tag);
  const fault = tagFault(name, others, rule);
  if (fault !== null) return { ...draft, fault: { at: 'renaming', fault } };
  return { ...cancelRename(draft), tags: draft.tags.map((other) => (other === tag ? name : other)) };
}

/** Takes in whatever is half done; what cannot be taken in is told in `fault`. */
export function settle(draft: TagDraft, rule: TextRule): TagDraft {
  const renamed = endRename(draft, rule);
  return renamed.fault === null ? addTyped(renamed, rule) : renamed;
}
