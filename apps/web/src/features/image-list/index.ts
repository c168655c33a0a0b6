export { ImageListPage, type ListSlots } from './image-list-page.tsx';
