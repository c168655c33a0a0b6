import type { ReactNode } from 'react';

/** A `<dl>` with names and values side by side. */
export function DescriptionList({ children }: { readonly children: ReactNode }) {
  return <dl className="description-list">{children}</dl>;
}
