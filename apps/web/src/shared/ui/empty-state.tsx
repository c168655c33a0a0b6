import { InboxOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';

/** Takes the place of content that does not exist: a title, a hint how to get it, and an action. */
export function EmptyState(props: {
  readonly title: string;
  readonly hint?: ReactNode;
  readonly action?: ReactNode;
  readonly icon?: ReactNode;
  /** Heading level: 1 if it is the whole page. */
  readonly level?: 1 | 2;
}) {
  const Heading = props.level === 1 ? 'h1' : 'h2';
  return (
    <div className="empty-state">
      <div className="empty-state-icon" aria-hidden="true">
        {props.icon ?? <InboxOutlined aria-hidden="true" />}
      </div>
      <Heading>{props.title}</Heading>
      {props.hint !== undefined && <p>{props.hint}</p>}
      {props.action}
    </div>
  );
}
