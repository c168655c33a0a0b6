export { ImageDetailPage } from './image-detail-page.tsx';
