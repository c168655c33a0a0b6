import type { ReactNode } from 'react';

/** Names and values beside each other, as `dt` and `dd`. */
export function DescriptionList({ children }: { readonly children: ReactNode }) {
  return <dl className="facts">{children}</dl>;
}
