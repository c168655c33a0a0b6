/** Paths of the console's pages. Every link uses them. */
export const routes = {
  signIn: '/login',
  signOut: '/logout',
  images: '/compute/images',
  imageCreate: '/compute/images/create',
  image: (id: string) => `/compute/images/${encodeURIComponent(id)}`,
  imageEdit: (id: string) => `/compute/images/${encodeURIComponent(id)}/edit`,
} as const;
