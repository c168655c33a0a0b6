import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** `npm run dev` starts the BFF first and says where it listens; the dev server hands it all that is not the page. */
const bff = process.env.CONSOLE_BFF ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [react()],
  publicDir: '../../public',
  server: { host: '127.0.0.1', proxy: { '/api': { target: bff, changeOrigin: false } } },
  build: {
    target: 'es2023',
    manifest: true,
    outDir: 'dist',
    emptyOutDir: true,
    // KiB. The libraries of the first page, unpacked; what counts is their size packed, which the bench weighs.
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      // Every file is a request: what the first page needs comes in two, of which the larger one outlives a release.
      output: {
        codeSplitting: {
          groups: [
            { name: 'libraries', tags: ['$initial'], test: /node_modules/ },
            { name: 'console', tags: ['$initial'] },
          ],
        },
      },
      treeshake: {
        moduleSideEffects: [
          // Ant Design's controls import its form for one context, and the form brings a validator: neither is used.
          { test: /@rc-component[\\/](form|async-validator)[\\/]/, sideEffects: false },
        ],
      },
    },
  },
});
