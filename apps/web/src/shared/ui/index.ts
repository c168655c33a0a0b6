import './ui.css';

export { BlockedButton } from './blocked-button.tsx';
export { CopyText } from './copy-text.tsx';
export { duration } from './duration.ts';
export { Facts } from './facts.tsx';
export { FailureAlert, FailureDetails, type FailureText, useFailureLine, useFailureText } from './failure-alert.tsx';
export { FeedbackProvider, useConfirm, useToast } from './feedback.tsx';
export { clockTime, exactTime, ibytes, wholeNumber } from './format.ts';
export { useGiveBackFocus } from './give-back-focus.ts';
export { useLeaveGuard } from './leave-guard.tsx';
export { PageHeader, PageTitleProvider, useCurrentTitle, usePageTitle } from './page.tsx';
export { Size, Time } from './quantity.tsx';
export { SlowAnswer } from './slow-answer.tsx';
export { EmptyState } from './states.tsx';
export { type TabItem, Tabs } from './tabs.tsx';
export { useOneAtATime, useOneRunAtATime } from './use-one-at-a-time.ts';
