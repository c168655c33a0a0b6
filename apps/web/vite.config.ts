import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** `npm run dev` starts the BFF and sets its address; the dev server proxies `/api` to it. */
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
    // In KiB, uncompressed: the libraries of the first page. Their budget is compressed and measured by `npm run bench -- bundle`.
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      // Each file is a request. The first page needs two; the libraries stay cached across releases.
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
          // Ant Design's controls import Form for a context, and Form imports a validator; the console uses neither.
          { test: /@rc-component[\\/](form|async-validator)[\\/]/, sideEffects: false },
        ],
      },
    },
  },
});
