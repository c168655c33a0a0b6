export { EditTagsDialog } from './edit-tags-dialog.tsx';
