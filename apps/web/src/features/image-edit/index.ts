export { ImageEditPage } from './edit-page.tsx';
