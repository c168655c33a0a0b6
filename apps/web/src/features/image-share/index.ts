export { ShareInbox } from './share-inbox.tsx';
export { SharingPanel } from './sharing-panel.tsx';
